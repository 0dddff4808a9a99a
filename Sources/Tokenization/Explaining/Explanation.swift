/// How a text became ids, step by step: for people, and for checking.
///
/// The steps of each part end in its tokens, and the ids of all parts in order are those of `encode`.
public struct Explanation: Sendable, Hashable {
  /// The text, UTF-8.
  public var text: [UInt8]
  /// The text as the model sees it; nil where that is the text itself.
  ///
  /// Normalized, with what pre-tokenizers put in; tokens that were found before stand in it as they are
  /// written.
  public var normalized: [UInt8]?
  /// The parts that were cut each alone, in order; what lies between them the model does not see.
  public var parts: [Part]
  /// The ids: those of the parts, but for unknown ones in a row, which a SentencePiece model makes one.
  public var ids: [UInt32]

  /// Creates an explanation.
  public init(text: [UInt8], normalized: [UInt8]? = nil, parts: [Part] = [], ids: [UInt32] = []) {
    self.text = text
    self.normalized = normalized
    self.parts = parts
    self.ids = ids
  }

  /// A part of the text that the model sees: a piece of the split pattern, a run up to a space, or a token
  /// that was found in the text before anything was cut.
  public struct Part: Sendable, Hashable {
    /// Where it stands in the text that the model sees: offsets in bytes.
    public var range: Range<Int>
    /// Its bytes.
    public var bytes: [UInt8]
    /// How it was cut.
    public var steps: Steps
    /// What it was cut into.
    public var tokens: [Token]
    /// Scalars that the model has no token for and leaves out; they count to the symbol before them.
    public var dropped: [Range<Int>]

    /// Creates a part.
    public init(
      range: Range<Int>, bytes: [UInt8], steps: Steps, tokens: [Token], dropped: [Range<Int>] = []
    ) {
      self.range = range
      self.bytes = bytes
      self.steps = steps
      self.tokens = tokens
      self.dropped = dropped
    }

    /// The bytes of a range of the part without those that were left out.
    public func bytes(in range: Range<Int>) -> [UInt8] {
      let range = range.clamped(to: 0..<bytes.count)
      if dropped.isEmpty { return Array(bytes[range]) }
      return range.filter { index in !dropped.contains { $0.contains(index) } }.map { bytes[$0] }
    }
  }

  /// A token of a part.
  public struct Token: Sendable, Hashable {
    /// Its id.
    public var id: UInt32
    /// Its bytes within the part.
    public var range: Range<Int>
    /// Its score; nil where tokens have none.
    public var score: Double?

    /// Creates a token.
    public init(id: UInt32, range: Range<Int>, score: Double? = nil) {
      self.id = id
      self.range = range
      self.score = score
    }
  }

  /// How a part was cut.
  public enum Steps: Sendable, Hashable {
    /// It is a token as a whole, or was looked up piece by piece without choice.
    case lookup
    /// It is an added or special token, found in the text before anything was cut.
    case added
    /// Neighbours were merged.
    case merges(Merges)
    /// The row of pieces with the largest sum of scores was taken.
    case lattice(Lattice)
    /// The longest token that the rest begins with was taken, again and again.
    case greedy(Greedy)
  }

  /// Merges in the order in which they were made.
  public struct Merges: Sendable, Hashable {
    /// Where the symbols end that merging starts from, in bytes of the part.
    public var symbolEnds: [Int]
    /// The merges.
    public var merges: [Merge]
    /// Unused pieces that were taken apart in the end, in order: each is one boundary more.
    public var splits: [Split]
  }

  /// Two neighbours that became one: bytes `start ..< middle` and `middle ..< end` of the part.
  public struct Merge: Sendable, Hashable {
    /// Where the left one starts.
    public var start: Int
    /// Where the right one starts.
    public var middle: Int
    /// Where the right one ends.
    public var end: Int
    /// The token that they make.
    public var id: UInt32
    /// The merge's rank, lowest first; nil where scores decide.
    public var rank: UInt32?
    /// The merge's score, highest first; nil where ranks decide.
    public var score: Double?
  }

  /// An unused piece that was taken apart at `middle`.
  public struct Split: Sendable, Hashable {
    /// Where the piece starts.
    public var start: Int
    /// Where it was cut.
    public var middle: Int
    /// Where it ends.
    public var end: Int
  }

  /// All pieces that a part could be cut into, with scores: natural logarithms of probabilities.
  public struct Lattice: Sendable, Hashable {
    /// Every piece at every place, by start, then length; unknown scalars where no piece is that short.
    public var edges: [Token]
    /// The pieces that were taken: the row with the largest sum, of equal ones the first found.
    ///
    /// The tokens are these, but that unknown neighbours may become one, or bytes.
    public var best: Row
    /// The second best row; nil where there is only one.
    public var runnerUp: Row?
  }

  /// A row of pieces through a part.
  public struct Row: Sendable, Hashable {
    /// The pieces.
    public var tokens: [Token]
    /// The sum of their scores.
    public var score: Double
  }

  /// Look-ups of WordPiece, one for each token, from left to right.
  public struct Greedy: Sendable, Hashable {
    /// What tokens inside a word begin with, such as `##`.
    public var prefix: [UInt8]
    /// The look-ups; the last one found nothing where the word became unknown.
    public var lookups: [Lookup]
    /// Whether the word has more scalars than are cut, so that nothing was looked up.
    public var isTooLong: Bool
  }

  /// One look-up: the whole rest first, then always a scalar less.
  public struct Lookup: Sendable, Hashable {
    /// Where the rest starts, in bytes of the part.
    public var start: Int
    /// Where the token that was found ends; nil where there is none.
    public var end: Int?
    /// The token that was found; nil where there is none.
    public var id: UInt32?
    /// Where the texts ended that were tried before, longest first: no tokens.
    public var tried: [Int]
  }
}

/// A tokenizer that can say how it cut a text.
public protocol ExplainingTokenizer: Tokenizer {
  /// How a text becomes ids.
  ///
  /// - Complexity: O(n log n) time and O(n · longest piece) memory; meant for texts that people read.
  func explain(_ text: [UInt8]) -> Explanation
  /// How a text becomes ids where special tokens in it are treated in a way.
  ///
  /// By default `parse` makes each special token a part of its own, and all else is `explain(_:)`.
  func explain(_ text: [UInt8], specials: SpecialHandling) -> Explanation
}

extension ExplainingTokenizer {
  /// How a text becomes ids, special tokens in it found first with `parse`.
  public func explain(_ text: [UInt8], specials handling: SpecialHandling) -> Explanation {
    guard handling == .parse else { return explain(text) }
    let finder = SpecialTokens(specials)
    var builder = ExplanationBuilder(text)
    var start = 0
    while let match = finder.firstMatch(in: text, from: start) {
      if match.range.lowerBound > start {
        builder.append(explain(Array(text[start..<match.range.lowerBound])))
      }
      builder.append(text[match.range], added: match.token.id)
      start = match.range.upperBound
    }
    if start == 0 { return explain(text) }
    if start < text.count { builder.append(explain(Array(text[start...]))) }
    return builder.explanation
  }
}
