import Corpora
import Groundwork
import Tokenization

extension Failure {
  /// A text with a special token where `--specials error` allows none.
  public static func holdsSpecial(_ token: SpecialToken, at place: Place) -> Failure {
    Failure(
      "holds the special token \(token.text)", at: place,
      remedy: "use --specials text to take it as text, or parse to take it as its id")
  }
}

/// Refuses documents that hold a special token, and says where.
struct SpecialsCheck {
  private let refused: SpecialTokens
  private var file = -1
  private var documents = 0

  init(_ refused: SpecialTokens) { self.refused = refused }

  /// Looks through a batch of a file, whose batches come in order.
  mutating func add(_ batch: TextBatch, file: Int, of inputs: CorpusInputs) throws(Failure) {
    if file != self.file {
      self.file = file
      documents = 0
    }
    let before = documents
    documents += batch.count
    try batch.forEachText { (index, text) throws(Failure) in
      guard let match = refused.firstMatch(in: text) else { return }
      let input = inputs.files[file]
      let name = input.path == "-" ? "<stdin>" : input.path
      let isLines = try input.documentsAreLines()
      throw .holdsSpecial(
        match.token, at: isLines ? .line(before + index + 1, of: name) : .file(name))
    }
  }
}
