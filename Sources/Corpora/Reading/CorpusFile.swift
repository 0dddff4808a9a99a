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
  /// As `CorpusInputs.read`, of this file alone.
  @discardableResult
  public func read(
    batchBytes: Int = 1 << 20, pool: WorkerPool = WorkerPool(workers: 1),
    takesWeights: Bool = false, progress: Progress = .silent,
    _ body: (TextBatch) throws(Failure) -> Void
  ) throws(Failure) -> ReadingRecord {
    let records = try CorpusInputs(files: [self]).read(
      batchBytes: batchBytes, pool: pool, takesWeights: takesWeights, progress: progress
    ) { (_, batch) throws(Failure) in try body(batch) }
    return records[0]
  }

  /// The format that a file's first bytes show.
  public static func format(of start: [UInt8]) -> CorpusFormat {
    FormatDetection.source(of: FormatSample(start)).format
  }

  /// Whether document n of the file is its line n; a pipe, which cannot be read twice, is taken for lines.
  public func documentsAreLines() throws(Failure) -> Bool {
    if options.document != .line { return false }
    if fileKind(path) != .regular { return format ?? .text == .text }
    var layers: [String] = []
    let bytes = HeldBytes(try CorpusFileBytes(path: path))
    guard case .text(let text) = try UnpackedBytes.open(bytes, name: path, layers: &layers) else {
      return false
    }
    return try OpenedText(text, format: format, name: path, options: options).source.format
      == .text
  }
}
