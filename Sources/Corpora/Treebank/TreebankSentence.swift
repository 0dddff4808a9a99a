/// A sentence of a treebank: its text, and the words that annotators see in it.
///
/// All of it lies in one buffer. Words are the syntactic words of Universal Dependencies, those with a whole
/// number: what a multiword token stands for counts, the token itself and empty nodes do not.
public struct TreebankSentence: Sendable, Hashable {
  /// A word: byte ranges in the sentence's `bytes`; an empty range where the treebank has `_`.
  public struct Word: Sendable, Hashable {
    /// The word as it stands, or as a multiword token has it inside.
    public var form: Range<Int>
    /// The dictionary form.
    public var lemma: Range<Int>
    /// The universal part of speech.
    public var partOfSpeech: Range<Int>
    /// The morphological features, such as `Case=Nom|Number=Sing`.
    public var features: Range<Int>
  }

  /// What the ranges refer to.
  public internal(set) var bytes: [UInt8] = []
  /// The text: the comment `# text`, or, where there is none, the tokens with their spaces.
  public internal(set) var text = 0..<0
  /// The comment `# sent_id`; empty where there is none.
  public internal(set) var identifier = 0..<0
  /// The words in order.
  public internal(set) var words: [Word] = []
  /// Whether the comment `# newdoc` stands before it: it begins a document of the treebank.
  public internal(set) var beginsDocument = false
  /// The line on which the sentence begins, counted from 1.
  public internal(set) var line = 0

  /// Creates a sentence of nothing.
  init() {}

  /// The bytes of a range.
  public subscript(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}
