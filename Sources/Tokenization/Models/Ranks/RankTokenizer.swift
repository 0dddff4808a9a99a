import Groundwork

/// A byte-level BPE whose merges are ordered by the rank of the bytes they make: tiktoken's tokenizer.
///
/// A piece that is a token is taken whole. Any other starts as single bytes, and the two neighbours whose
/// bytes together have the lowest rank are merged, the leftmost first, until no two are a token.
public struct RankTokenizer: Tokenizer {
  /// The tokens by id; made when they are first asked for, which encoding and counting do not.
  ///
  /// - Complexity: the first time O(bytes), then O(1).
  public var vocabulary: Vocabulary { tokens.vocabulary }
  /// What the tokenizer is made of.
  public package(set) var summary: TokenizerSummary
  /// What cuts texts into pieces.
  public private(set) var splitter: any Splitter
  /// The special tokens, in the order of ids.
  ///
  /// Several may have one id, as two of o200k_harmony have; the first that was given is what the id is
  /// decoded to.
  public let specials: [SpecialToken]
  let model: RankModel
  private let tokens: VocabularyOnDemand
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
    let sorted = Self.inOrder(specials)
    let count = try Self.idCount(
      last: tokens.ranks.last.map { Int($0) + Int(firstOrdinaryID) }, sorted, vocabularySize)
    model = try RankModel(tokens, firstOrdinaryID: firstOrdinaryID)
    self.tokens = try VocabularyOnDemand(model, sorted, count: count)
    self.specials = Self.written(sorted)
    self.firstOrdinaryID = firstOrdinaryID
    self.splitter = splitter
    self.summary = summary
  }

  /// Creates a tokenizer of tables that are complete.
  ///
  /// - Parameters:
  ///   - tables: the tables; ids hold what is added to ranks.
  ///   - splitter: cuts texts into pieces.
  ///   - specials: tokens that ordinary text never gives.
  ///   - firstOrdinaryID: what was added to each rank.
  ///   - vocabularySize: the number of ids, where it is larger than the tokens need.
  ///   - summary: what the tokenizer is made of.
  /// - Throws: `Failure` for a special token with an ordinary token's id, or ids past 4,194,303.
  package init(
    tables: consuming CheckedRankTables, splitter: any Splitter, specials: [Special],
    firstOrdinaryID: UInt32, vocabularySize: Int?, summary: TokenizerSummary
  ) throws(Failure) {
    let sorted = Self.inOrder(specials)
    let count = try Self.idCount(
      last: tables.parts.ids.last.map { Int($0) }, sorted, vocabularySize)
    model = RankModel(tables)
    self.tokens = try VocabularyOnDemand(model, sorted, count: count)
    self.specials = Self.written(sorted)
    self.firstOrdinaryID = firstOrdinaryID
    self.splitter = splitter
    self.summary = summary
  }

  /// The same tokens, for pieces that another splitter cuts.
  package func cutting(by splitter: any Splitter) -> RankTokenizer {
    var copy = self
    copy.splitter = splitter
    copy.summary.pattern = splitter.name
    copy.summary.engines = [MatchingEngine(splitter)]
    return copy
  }

  /// Makes an encoder for one thread.
  public func makeEncoder() -> any TextEncoder {
    RankEncoder(model: model, splitter: splitter) { [tokens] in tokens.vocabulary.offsets }
  }

  /// Makes the state that turns ids into text one by one.
  public func makeDecodingState() -> any DecodingState { ByteDecodingState(vocabulary) }

  /// The bytes that ids stand for, special tokens as they are written.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    let vocabulary = self.vocabulary
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
}
