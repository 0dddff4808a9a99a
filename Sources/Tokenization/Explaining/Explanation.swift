/// How a text became ids, step by step: for people, and for checking.
///
/// The steps of each part end in its tokens, and the ids of all parts in order are those of `encode`.
public struct Explanation: Sendable, Hashable {
  /// The text, UTF-8.
  public var text: [UInt8]
  /// The text as the model sees it; nil where that is the text itself.
  public var normalized: [UInt8]?
  /// The parts that were cut each alone, in order; they cover the text that the model sees.
  public var parts: [Part]
  /// The ids: those of the parts, but for unknown ones in a row, which a SentencePiece model makes one.
  public var ids: [UInt32]

  /// A part of the text that the model sees: a piece of the split pattern, or a run up to a space.
  public struct Part: Sendable, Hashable {
    /// Where it stands in the text that the model sees: offsets in bytes.
    public var range: Range<Int>
    /// Its bytes.
    public var bytes: [UInt8]
    /// How it was cut.
    public var steps: Steps
    /// What it was cut into.
    public var tokens: [Token]
  }

  /// A token of a part.
  public struct Token: Sendable, Hashable {
    /// Its id.
    public var id: UInt32
    /// Its bytes within the part.
    public var range: Range<Int>
    /// Its score; nil where tokens have none.
    public var score: Float?
  }

  /// How a part was cut.
  public enum Steps: Sendable, Hashable {
    /// It is a token as a whole, or was looked up piece by piece without choice.
    case lookup
    /// Neighbours were merged.
    case merges(Merges)
    /// The row of pieces with the largest sum of scores was taken.
    case lattice(Lattice)
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
    public var score: Float?
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
    /// The sum of the scores of the row that was taken.
    public var score: Float
    /// The second best row; nil where there is only one.
    public var runnerUp: Row?
  }

  /// A row of pieces through a part.
  public struct Row: Sendable, Hashable {
    /// The pieces.
    public var tokens: [Token]
    /// The sum of their scores.
    public var score: Float
  }
}

/// A tokenizer that can say how it cut a text.
public protocol ExplainingTokenizer: Tokenizer {
  /// How a text becomes ids.
  ///
  /// - Complexity: O(n log n) time and O(n · longest piece) memory; meant for texts that people read.
  func explain(_ text: [UInt8]) -> Explanation
}
