/// The words that texts come with, as the sentences of a treebank do: what a `TextBatch` may hold beside
/// its texts.
///
/// A word need not stand in its text as it is written here, for a multiword token stands there instead.
public struct GivenWords: Sendable, Hashable {
  /// All words' bytes, one after the other, valid UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// The end of each word in `bytes`.
  public private(set) var ends: [Int] = []
  /// Whether each word is punctuation, as its treebank says.
  public private(set) var isPunctuation: [Bool] = []
  /// For each text the number of words up to its end.
  public private(set) var textEnds: [Int] = []

  /// Creates words of no texts.
  public init() {}

  /// The bytes of a text's words, each a range in `bytes`; without punctuation where that is not wanted.
  public func words(ofText index: Int, punctuation: Bool = true) -> [Range<Int>] {
    wordRange(ofText: index).filter { punctuation || !isPunctuation[$0] }.map(range)
  }

  /// The numbers of a text's words.
  public func wordRange(ofText index: Int) -> Range<Int> {
    (index == 0 ? 0 : textEnds[index - 1])..<textEnds[index]
  }

  /// The bytes of a word: an index in 0 ..< ends.count.
  public func range(_ word: Int) -> Range<Int> {
    (word == 0 ? 0 : ends[word - 1])..<ends[word]
  }

  /// Adds a word to the text whose words are being added.
  public mutating func append(_ word: some Sequence<UInt8>, isPunctuation: Bool = false) {
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
    self.isPunctuation.append(isPunctuation)
  }

  /// Ends the words of a text.
  public mutating func endText() { textEnds.append(ends.count) }

  /// The words of some of the texts.
  public func part(_ texts: Range<Int>) -> GivenWords {
    var part = GivenWords()
    for text in texts {
      for word in wordRange(ofText: text) {
        part.append(bytes[range(word)], isPunctuation: isPunctuation[word])
      }
      part.endText()
    }
    return part
  }

  /// Empties the words and keeps their memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isPunctuation.removeAll(keepingCapacity: true)
    textEnds.removeAll(keepingCapacity: true)
  }
}
