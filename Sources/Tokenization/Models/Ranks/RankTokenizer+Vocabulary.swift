import Groundwork

/// The vocabulary out of the tokens in rank order and the special tokens.
extension RankTokenizer {
  /// The largest vocabulary: ids that no file has reason to pass, so that a wrong one costs no memory.
  static let idLimit = 1 << 22

  /// The special tokens in the order of ids, and those of one id as they were given.
  static func inOrder(_ specials: [Special]) -> [Special] {
    let order = specials.indices.sorted { (specials[$0].id, $0) < (specials[$1].id, $1) }
    return order.map { specials[$0] }
  }

  /// Those of the special tokens that can stand in a text.
  static func written(_ specials: [Special]) -> [SpecialToken] {
    specials.filter { !$0.bytes.isEmpty }.map { SpecialToken(bytes: $0.bytes, id: $0.id) }
  }

  /// The number of ids.
  ///
  /// - Parameters:
  ///   - last: the last ordinary id.
  ///   - specials: the special tokens, in the order of ids.
  ///   - size: the number that is stated; nil for none.
  static func idCount(
    last: Int?, _ specials: [Special], _ size: Int?
  ) throws(Failure) -> Int {
    var count = max(size ?? 0, specials.last.map { Int($0.id) + 1 } ?? 0)
    if let last { count = max(count, last + 1) }
    guard count <= idLimit else {
      throw Failure(
        "an id is \(count - 1); the largest that is taken is \(idLimit - 1)",
        remedy: "check the ranks, the special tokens and the vocabulary's size")
    }
    return count
  }

  /// The vocabulary of `count` ids, where no special token has the id of an ordinary one.
  ///
  /// - Complexity: O(bytes); runs of ids are copied as one.
  static func makeVocabulary(
    _ model: RankModel, _ specials: [Special], count: Int
  ) -> Vocabulary {
    var parts = VocabularyParts(
      count: count,
      bytes: Int(model.offsets[model.count]) + specials.reduce(0) { $0 + $1.bytes.count })
    var token = 0
    var special = 0
    while parts.id < count {
      let nextToken = token < model.count ? Int(model.ids[token]) : count
      let nextSpecial = special < specials.count ? Int(specials[special].id) : count
      if nextSpecial == parts.id {
        let first = specials[special]
        parts.append(first.bytes, kind: .control)
        while special < specials.count, specials[special].id == first.id { special += 1 }
      } else if nextToken == parts.id {
        let run = model.run(from: token, below: nextSpecial)
        parts.append(model, token..<token + run)
        token += run
      } else {
        parts.skip(to: min(nextToken, nextSpecial))
      }
    }
    return parts.vocabulary
  }
}

extension RankModel {
  /// How many tokens from one on have ids that follow each other and are below a limit; 1 at least.
  fileprivate func run(from first: Int, below limit: Int) -> Int {
    let id = ids[first]
    // Ids rise, so those that follow each other come first.
    var known = 1
    var wrong = min(count - first, limit - Int(id)) + 1
    while wrong - known > 1 {
      let middle = (known + wrong) / 2
      if ids[first + middle - 1] == id + UInt32(middle - 1) {
        known = middle
      } else {
        wrong = middle
      }
    }
    return known
  }
}

/// The arrays of a vocabulary while they fill.
private struct VocabularyParts {
  private var bytes: [UInt8] = []
  private var offsets: [Int]
  private var kinds: [TokenKind]

  /// The id of the token that is next.
  private(set) var id = 0

  init(count: Int, bytes size: Int) {
    bytes.reserveCapacity(size)
    offsets = [Int](repeating: 0, count: count + 1)
    kinds = [TokenKind](repeating: .normal, count: count)
  }

  mutating func append(_ token: [UInt8], kind: TokenKind) {
    bytes += token
    kinds[id] = kind
    id += 1
    offsets[id] = bytes.count
  }

  /// Leaves ids without tokens.
  mutating func skip(to end: Int) {
    while id < end { append([], kind: .unused) }
  }

  /// Adds ordinary tokens of ids that follow each other.
  mutating func append(_ model: RankModel, _ tokens: Range<Int>) {
    let start = Int(model.offsets[tokens.lowerBound])
    let end = Int(model.offsets[tokens.upperBound])
    let shift = bytes.count - start
    bytes.append(contentsOf: UnsafeBufferPointer(start: model.bytes + start, count: end - start))
    let source = model.offsets + tokens.lowerBound + 1
    let first = id + 1
    offsets.withUnsafeMutableBufferPointer { offsets in
      let target = UnsafeMutableBufferPointer(rebasing: offsets[first..<first + tokens.count])
      for index in target.indices { target[index] = Int(source[index]) &+ shift }
    }
    id += tokens.count
  }

  var vocabulary: Vocabulary { Vocabulary(bytes: bytes, offsets: offsets, kinds: kinds) }
}
