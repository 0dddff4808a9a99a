import Groundwork
import Segmentation

/// One input of a corpus: a file, or standard input (`-`), that is read as a stream.
public struct CorpusFile: Sendable, Hashable {
  /// The path as the user gave it; `-` is standard input.
  public var path: String
  /// How the file is written; nil finds it by content.
  public var format: CorpusFormat?
  /// How the file is read.
  public var options: ReadingOptions

  /// Creates an input; nothing is opened yet.
  public init(path: String, format: CorpusFormat? = nil, options: ReadingOptions = .init()) {
    self.path = path
    self.format = format
    self.options = options
  }

  /// Hands out the documents in order, in batches of about `batchBytes`, and gives the record.
  ///
  /// The batch is reused: what is to be kept must be copied. Memory is a batch, a chunk and the
  /// longest document. Complexity: O(n). Throws where the file cannot be opened, is empty, is not UTF-8
  /// (with the byte), or is XML that is no sound TEI (with the line); batches before that place have
  /// then been handed out.
  @discardableResult
  public func read(
    batchBytes: Int = 1 << 20, _ body: (TextBatch) throws(Failure) -> Void
  ) throws(Failure) -> ReadingRecord {
    let reader = try RecordedReader(path: path)
    let start = try reader.peek(1024)
    if start.isEmpty {
      throw Failure("is empty", at: .file(reader.name), remedy: "name a file that holds text")
    }
    let found = format ?? Self.format(of: start)
    let record = ReadingRecord(path: path, format: found, form: options.form)
    return try withoutActuallyEscaping(body) { (body) throws(Failure) in
      var writer = try BatchWriter(
        record: record, name: reader.name, batchBytes: batchBytes, body)
      switch found {
      case .text: try LineSource.read(reader, into: &writer)
      case .tei: try TEISource.read(reader, into: &writer)
      }
      try writer.flush()
      writer.record.fileBytes = reader.fileBytes
      writer.record.sha256 = reader.digest()
      if found == .tei { writer.record.hasByteOrderMark = Self.hasByteOrderMark(start) }
      return writer.record
    }
  }

  /// The format that a file's first bytes show: TEI after `<?xml`, `<TEI` or `<teiCorpus`, else text.
  public static func format(of start: [UInt8]) -> CorpusFormat {
    var text = start[...]
    if hasByteOrderMark(start) { text = text.dropFirst(3) }
    text = text.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    for mark in ["<?xml", "<TEI", "<teiCorpus"] where text.starts(with: mark.utf8) { return .tei }
    return .text
  }

  private static func hasByteOrderMark(_ start: [UInt8]) -> Bool {
    start.starts(with: [0xEF, 0xBB, 0xBF])
  }
}
