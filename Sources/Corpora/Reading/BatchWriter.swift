import Groundwork
import Segmentation

/// Brings documents to the form, counts them, and hands them out in batches.
///
/// Owned by one thread.
struct BatchWriter {
  private let normalizer: TextNormalizer?
  private let limit: Int
  private let name: String
  private let body: (TextBatch) throws(Failure) -> Void
  private var batch = TextBatch()
  private var scratch: [UInt8] = []
  var record: ReadingRecord

  init(
    record: ReadingRecord, name: String, batchBytes: Int,
    _ body: @escaping (TextBatch) throws(Failure) -> Void
  ) throws(Failure) {
    self.record = record
    self.name = name
    self.body = body
    limit = max(1, batchBytes)
    normalizer = record.form.isRaw ? nil : try TextNormalizer(record.form)
    batch.bytes.reserveCapacity(min(limit, 1 << 24) + RecordedReader.chunk)
  }

  /// Adds a document of valid UTF-8 that occurs `weight` times.
  ///
  /// Weights are for lists of words with counts; a batch without any holds no memory for them.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, weight: UInt64 = 1) throws(Failure) {
    guard text.count <= ICU.textLimit else { throw BatchWriter.tooLong(name) }
    if let normalizer {
      if try normalizer.append(text, to: &batch.bytes) { record.changedDocuments += 1 }
    } else {
      batch.bytes.append(contentsOf: text)
    }
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

  /// Adds a document of valid UTF-8 with the words that it comes with.
  ///
  /// Words are brought to the form one by one.
  mutating func add(_ sentence: TreebankSentence) throws(Failure) {
    var words = batch.givenWords ?? GivenWords()
    batch.givenWords = nil
    for word in sentence.words {
      let isPunctuation = sentence[word.partOfSpeech].elementsEqual("PUNCT".utf8)
      if let normalizer {
        scratch.removeAll(keepingCapacity: true)
        try Array(sentence[word.form]).withUnsafeBufferPointer { (form) throws(Failure) in
          _ = try normalizer.append(form, to: &scratch)
        }
        words.append(scratch, isPunctuation: isPunctuation)
      } else {
        words.append(sentence[word.form], isPunctuation: isPunctuation)
      }
    }
    words.endText()
    batch.givenWords = words
    try add(Array(sentence[sentence.text]))
  }

  /// Counts what waits and hands it out.
  mutating func flush() throws(Failure) {
    if batch.count == 0 { return }
    try count()
    try body(batch)
    batch.removeAll()
  }

  private mutating func count() throws(Failure) {
    if !batch.weights.isEmpty { return try countWeighted() }
    var words = 0
    var scalars = 0
    var empty = 0
    batch.bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes { scalars += byte & 0xC0 == 0x80 ? 0 : 1 }
      var start = 0
      for end in batch.ends {
        let found = WhiteSpace.wordCount(in: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        words += found
        empty += found == 0 ? 1 : 0
        start = end
      }
    }
    record.weight += UInt64(batch.count)
    record.documents += batch.count
    record.emptyDocuments += empty
    record.bytes += batch.bytes.count
    record.scalars += scalars
    record.words += words
  }

  /// Counts each document's words, scalars and bytes as often as it occurs.
  private mutating func countWeighted() throws(Failure) {
    let batch = batch
    try batch.forEachText { (index, text) throws(Failure) in
      let words = WhiteSpace.wordCount(in: text)
      let weight = batch.weight(index)
      let scalars = text.count { $0 & 0xC0 != 0x80 }
      // Bytes are the largest of the sums.
      let (bytes, overflow) = weight.multipliedReportingOverflow(by: UInt64(text.count) + 1)
      guard !overflow, bytes < UInt64(Int.max) - UInt64(record.bytes) - record.weight else {
        throw BatchWriter.countsTooMuch(name)
      }
      record.weight += weight
      record.bytes += text.count * Int(weight)
      record.scalars += scalars * Int(weight)
      record.words += words * Int(weight)
      record.documents += 1
      record.emptyDocuments += words == 0 ? 1 : 0
    }
  }

  static func countsTooMuch(_ name: String) -> Failure {
    Failure(
      "the counts add up to more than 2^63 - 1 bytes of text", at: .file(name),
      remedy: "divide them, or leave rows out")
  }

  static func tooLong(_ name: String) -> Failure {
    Failure(
      "a document has more than 1 GiB", at: .file(name), remedy: "put line ends between texts")
  }
}
