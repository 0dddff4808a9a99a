import Groundwork
import Segmentation

/// Takes a file's documents from its source and hands them on in batches, to be brought to the form and counted.
///
/// Owned by one thread.
struct BatchWriter {
  /// What is written down about the file.
  ///
  /// Documents are counted at once, all else when batches are done.
  var record: ReadingRecord
  /// The name of the file or archive member in error messages.
  var name: String
  private let limit: Int
  private let takesWeights: Bool
  private let submit: (inout TextBatch) throws(Failure) -> Void
  private var batch = TextBatch()
  /// The kinds of groups that begin with the next document, the outer first.
  private var beginning: [String] = []

  /// - Parameter submit: takes a batch and leaves an empty one, with memory to fill.
  init(
    record: ReadingRecord, name: String, batchBytes: Int, takesWeights: Bool,
    _ submit: @escaping (inout TextBatch) throws(Failure) -> Void
  ) {
    self.record = record
    self.name = name
    self.takesWeights = takesWeights
    self.submit = submit
    limit = max(1, batchBytes)
  }

  /// Begins a group, such as an article, with the next document; one without documents leaves no trace.
  mutating func beginGroup(_ kind: String) {
    beginning.removeAll { $0 == kind }
    if kind == TextGroupStart.file { beginning.removeAll() }
    beginning.append(kind)
  }

  /// Adds a document of valid UTF-8 that occurs `weight` times.
  ///
  /// Weights are for lists of words with counts; a batch without any holds no memory for them.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, weight: UInt64 = 1) throws(Failure) {
    guard text.count <= ICU.textLimit else { throw BatchWriter.tooLong(name) }
    if weight != 1 { try checkWeight() }
    let (sum, overflow) = record.weight.addingReportingOverflow(weight)
    if overflow { throw BatchWriter.countsTooMuch(name) }
    record.weight = sum
    record.documents += 1
    for kind in beginning {
      batch.groupStarts.append(TextGroupStart(text: batch.count, kind: kind))
    }
    beginning.removeAll(keepingCapacity: true)
    batch.bytes.append(contentsOf: text)
    batch.endText(weight: weight)
    // Many empty documents fill a batch too.
    if batch.bytes.count >= limit || batch.ends.count * 8 >= max(limit, 8 << 10) { try flush() }
  }

  /// Adds a document of valid UTF-8 that occurs `weight` times.
  mutating func add(_ text: [UInt8], weight: UInt64 = 1) throws(Failure) {
    let failure = text.withUnsafeBufferPointer { (text) -> Failure? in
      do throws(Failure) {
        try add(text, weight: weight)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Adds a treebank's sentence: its text, with its words.
  mutating func add(_ sentence: TreebankSentence) throws(Failure) {
    var words = batch.givenWords ?? GivenWords()
    batch.givenWords = nil
    for word in sentence.words {
      words.append(
        sentence[word.form],
        isPunctuation: sentence[word.partOfSpeech].elementsEqual("PUNCT".utf8))
    }
    words.endText()
    batch.givenWords = words
    try add(Array(sentence[sentence.text]))
  }

  /// Hands on what waits.
  mutating func flush() throws(Failure) {
    if batch.count > 0 { try submit(&batch) }
  }

  private func checkWeight() throws(Failure) {
    if takesWeights { return }
    throw Failure(
      "is a list of words with counts, where running text is wanted", at: .file(name),
      remedy: "name a text, or use the list with corpus, count, train or bench --corpus")
  }

  static func countsTooMuch(_ name: String) -> Failure {
    Failure(
      "the counts add up to more than 2^64 - 1", at: .file(name),
      remedy: "divide them, or leave rows out")
  }

  static func tooLong(_ name: String) -> Failure {
    Failure(
      "a document has more than 1 GiB", at: .file(name), remedy: "put line ends between texts")
  }
}
