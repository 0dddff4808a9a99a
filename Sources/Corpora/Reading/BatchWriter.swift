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

  /// Adds a document of valid UTF-8.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard text.count <= ICU.textLimit else { throw BatchWriter.tooLong(name) }
    if let normalizer {
      if try normalizer.append(text, to: &batch.bytes) { record.changedDocuments += 1 }
    } else {
      batch.bytes.append(contentsOf: text)
    }
    batch.ends.append(batch.bytes.count)
    // Many empty documents fill a batch too.
    if batch.bytes.count >= limit || batch.ends.count * 8 >= max(limit, 8 << 10) { try flush() }
  }

  /// Counts what waits and hands it out.
  mutating func flush() throws(Failure) {
    if batch.count == 0 { return }
    count()
    try body(batch)
    batch.removeAll()
  }

  private mutating func count() {
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
    record.documents += batch.count
    record.emptyDocuments += empty
    record.bytes += batch.bytes.count
    record.scalars += scalars
    record.words += words
  }

  static func tooLong(_ name: String) -> Failure {
    Failure(
      "a document has more than 1 GiB", at: .file(name), remedy: "put line ends between texts")
  }
}
