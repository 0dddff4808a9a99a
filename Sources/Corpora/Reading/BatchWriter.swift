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

  /// Counts what waits and hands it out.
  mutating func flush() throws(Failure) {
    if batch.count == 0 { return }
    try count()
    try body(batch)
    batch.removeAll()
  }

  private mutating func count() throws(Failure) {
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
    for weight in batch.weights {
      let (sum, overflow) = record.weight.addingReportingOverflow(weight)
      if overflow { throw BatchWriter.countsTooMuch(name) }
      record.weight = sum
    }
    if batch.weights.isEmpty { record.weight += UInt64(batch.count) }
    record.documents += batch.count
    record.emptyDocuments += empty
    record.bytes += batch.bytes.count
    record.scalars += scalars
    record.words += words
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
