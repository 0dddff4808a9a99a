import Groundwork

/// A byte-level BPE whose merges are ordered by the rank of the bytes they make: tiktoken's tokenizer.
///
/// A piece that is a token is taken whole. Any other starts as single bytes, and the two neighbours whose
/// bytes together have the lowest rank are merged, the leftmost first, until no two are a token.
public struct RankTokenizer: Tokenizer {
  /// The tokens by id.
  public let vocabulary: Vocabulary
  /// What the tokenizer is made of.
  public let summary: TokenizerSummary
  /// What cuts texts into pieces.
  public let splitter: any Splitter
  /// The special tokens, in the order of ids.
  ///
  /// Several may have one id, as two of o200k_harmony have; the first that was given is what the id is
  /// decoded to.
  public let specials: [SpecialToken]
  let model: RankModel
  /// What is added to a rank to make the id.
  package let firstOrdinaryID: UInt32

  /// A special token: its bytes and its id.
  public typealias Special = (bytes: [UInt8], id: UInt32)

  /// Creates a tokenizer.
  ///
  /// - Parameters:
  ///   - tokens: the ordinary tokens; each single byte must be one.
  ///   - splitter: cuts texts into pieces.
  ///   - specials: tokens that ordinary text never gives.
  ///   - firstOrdinaryID: what is added to a rank to make the id.
  ///   - vocabularySize: the number of ids, where it is larger than the tokens need.
  ///   - summary: what the tokenizer is made of.
  /// - Throws: `Failure` for a token that is there twice, a byte without a token, a special token with
  ///   an ordinary token's id, or ids past 4,194,303.
  /// - Complexity: O(bytes × longest token); 100,000 tokens take some 10 ms.
  public init(
    tokens: RankedTokens, splitter: any Splitter, specials: [Special] = [],
    firstOrdinaryID: UInt32 = 0, vocabularySize: Int? = nil, summary: TokenizerSummary
  ) throws(Failure) {
    // In the order of ids, and those of one id as they were given.
    let order = specials.indices.sorted { (specials[$0].id, $0) < (specials[$1].id, $1) }
    let sorted = order.map { specials[$0] }
    vocabulary = try Self.makeVocabulary(tokens, sorted, firstOrdinaryID, vocabularySize)
    self.specials = sorted.filter { !$0.bytes.isEmpty }.map {
      SpecialToken(bytes: $0.bytes, id: $0.id)
    }
    model = try RankModel(tokens, firstOrdinaryID: firstOrdinaryID)
    self.firstOrdinaryID = firstOrdinaryID
    self.splitter = splitter
    self.summary = summary
  }

  /// Makes an encoder for one thread.
  public func makeEncoder() -> any TextEncoder {
    RankEncoder(model: model, splitter: splitter, offsets: vocabulary.offsets)
  }

  /// Makes the state that turns ids into text one by one.
  public func makeDecodingState() -> any DecodingState { ByteDecodingState(vocabulary) }

  /// The bytes that ids stand for, special tokens as they are written.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    for id in ids {
      guard vocabulary.kind(of: id) != .unused else {
        throw .usage(
          "the id \(id) is no token of this vocabulary",
          remedy: "ids are below \(vocabulary.count)")
      }
      bytes.append(contentsOf: vocabulary[id])
    }
    return bytes
  }

  /// The largest vocabulary: ids that no file has reason to pass, so that a wrong one costs no memory.
  private static let idLimit = 1 << 22

  private static func makeVocabulary(
    _ tokens: RankedTokens, _ specials: [Special], _ firstOrdinaryID: UInt32, _ size: Int?
  ) throws(Failure) -> Vocabulary {
    var count = max(size ?? 0, specials.last.map { Int($0.id) + 1 } ?? 0)
    if let last = tokens.ranks.last { count = max(count, Int(last) + Int(firstOrdinaryID) + 1) }
    guard count <= idLimit else {
      throw Failure(
        "an id is \(count - 1); the largest that is taken is \(idLimit - 1)",
        remedy: "check the ranks, the special tokens and the vocabulary's size")
    }
    var vocabulary = Vocabulary()
    vocabulary.reserveCapacity(
      tokens: count, bytes: tokens.bytes.count + specials.reduce(0) { $0 + $1.bytes.count })
    var token = 0
    var special = 0
    for id in 0..<count {
      let isToken = token < tokens.count && Int(tokens.ranks[token]) + Int(firstOrdinaryID) == id
      let isSpecial = special < specials.count && Int(specials[special].id) == id
      if isSpecial {
        guard !isToken else {
          let text = String(decoding: specials[special].bytes, as: UTF8.self)
          throw Failure(
            "the special token \(text) has the id \(id), which another token has too",
            remedy: "give each token an id of its own")
        }
        vocabulary.append(specials[special].bytes, kind: .control)
        while special < specials.count, Int(specials[special].id) == id { special += 1 }
      } else if isToken {
        vocabulary.append(tokens[token])
        token += 1
      } else {
        vocabulary.append([], kind: .unused)
      }
    }
    return vocabulary
  }
}
