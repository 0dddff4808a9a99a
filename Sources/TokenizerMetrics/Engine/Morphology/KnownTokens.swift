/// How many of a subject's distinct tokens are words or morphemes of a language: integers only.
struct KnownTokens: Sendable {
  /// Tokens of the vocabulary that text can give; for characters, those that came.
  var types = 0
  /// Those that are a word or one segment, where they stand.
  var known = 0
  /// Tokens of the vocabulary that came in the texts.
  var seen = 0
  /// Those that are a word or a segment, wherever they stand.
  var valid = 0
  /// Those that are a word of one segment.
  var roots = 0

  /// Counts a token, which came in the texts or did not.
  mutating func add(_ verdict: TokenVerdict, isSeen: Bool) {
    types += 1
    known += verdict.contains(.known) ? 1 : 0
    if !isSeen { return }
    seen += 1
    valid += verdict.contains(.valid) ? 1 : 0
    roots += verdict.contains(.root) ? 1 : 0
  }
}

/// What a token is in a language.
struct TokenVerdict: OptionSet, Sendable {
  let rawValue: UInt8

  /// Text can give the token.
  static let ordinary = TokenVerdict(rawValue: 1)
  /// A word or exactly one segment, where the token stands.
  static let known = TokenVerdict(rawValue: 2)
  /// A word or a segment, wherever it stands.
  static let valid = TokenVerdict(rawValue: 4)
  /// A word of one segment.
  static let root = TokenVerdict(rawValue: 8)
}

/// What each token of a vocabulary is in a language, by id.
struct TokenVerdicts: Sendable {
  private let verdicts: [TokenVerdict]

  init(_ verdicts: [TokenVerdict]) { self.verdicts = verdicts }

  /// Adds the tokens that are words or morphemes to a row.
  func count(_ ids: [UInt32], row: Int, into rows: inout [Int64]) {
    var counts = (known: Int64(0), valid: Int64(0), root: Int64(0))
    verdicts.withUnsafeBufferPointer { verdicts in
      for id in ids where Int(id) < verdicts.count {
        let bits = Int64(verdicts[Int(id)].rawValue)
        counts.known += bits >> 1 & 1
        counts.valid += bits >> 2 & 1
        counts.root += bits >> 3 & 1
      }
    }
    rows[row + TokenColumn.knownTokens.rawValue] += counts.known
    rows[row + TokenColumn.validTokens.rawValue] += counts.valid
    rows[row + TokenColumn.rootTokens.rawValue] += counts.root
  }

  /// The distinct tokens; `counts` has how often each came, by id.
  func types(_ counts: [Int64]) -> KnownTokens {
    var known = KnownTokens()
    for (id, verdict) in verdicts.enumerated() where verdict.contains(.ordinary) {
      known.add(verdict, isSeen: id < counts.count && counts[id] > 0)
    }
    return known
  }
}
