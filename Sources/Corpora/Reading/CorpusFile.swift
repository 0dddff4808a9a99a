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
  /// (with the byte), or is not sound in its format (with the line); batches before that place have
  /// then been handed out.
  @discardableResult
  public func read(
    batchBytes: Int = 1 << 20, _ body: (TextBatch) throws(Failure) -> Void
  ) throws(Failure) -> ReadingRecord {
    let file = try CorpusFileBytes(path: path)
    let held = HeldBytes(file)
    let start = try held.peek(FormatSample.limit + 1)
    if start.isEmpty {
      throw Failure("is empty", at: .file(file.name), remedy: "name a file that holds text")
    }
    let hasMark = start.starts(with: [0xEF, 0xBB, 0xBF])
    let sample = FormatSample(
      Array(start.prefix(FormatSample.limit)), isWhole: start.count <= FormatSample.limit,
      name: lastPathComponent(file.name))
    let source =
      format.map { FormatDetection.source(of: $0) } ?? FormatDetection.source(of: sample)
    var record = ReadingRecord(path: path, format: source.format, form: options.form)
    record.hasByteOrderMark = hasMark
    return try withoutActuallyEscaping(body) { (body) throws(Failure) in
      var writer = try BatchWriter(record: record, name: file.name, batchBytes: batchBytes, body)
      var bytes = held
      if !source.readsRawBytes {
        if hasMark { try held.skip(3) }
        bytes = HeldBytes(CheckedUTF8(held, name: file.name, offset: hasMark ? 3 : 0))
      }
      try source.read(
        RecordedReader(bytes, name: file.name, options: options), into: &writer)
      try writer.flush()
      writer.record.fileBytes = file.count
      writer.record.sha256 = file.digest()
      return writer.record
    }
  }

  /// The format that a file's first bytes show.
  public static func format(of start: [UInt8]) -> CorpusFormat {
    FormatDetection.source(of: FormatSample(start)).format
  }
}
