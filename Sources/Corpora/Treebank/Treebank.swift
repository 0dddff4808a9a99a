import Groundwork

/// A treebank in CoNLL-U, for those who need its words with lemmas and features.
public struct Treebank: Sendable, Hashable {
  /// The path; `-` is standard input.
  public var path: String

  /// Names a treebank; nothing is opened yet.
  public init(path: String) { self.path = path }

  /// Hands out the sentences in order.
  ///
  /// The sentence is reused: what is to be kept must be copied. Memory is a chunk and the longest sentence.
  /// Complexity: O(n). Throws where the file cannot be opened, is not UTF-8, or is not sound CoNLL-U (with
  /// the line).
  public func forEachSentence(
    _ body: (TreebankSentence) throws(Failure) -> Void
  ) throws(Failure) {
    let opened = try CorpusFile(path: path, format: .conllu).opened()
    try CoNLLUSource.forEachSentence(of: opened.reader, body)
  }
}
