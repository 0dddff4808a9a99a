import Groundwork

/// The reader of a format; each lies in the file of its format, and stands in `FormatDetection.sources`.
protocol CorpusSource: SendableMetatype {
  /// The format that it reads.
  static var format: CorpusFormat { get }

  /// Whether the reader gets the bytes as they stand in the file, decompressed only.
  ///
  /// So for XML and HTML, which say their encoding themselves; all others get valid UTF-8 without a byte
  /// order mark.
  static var readsRawBytes: Bool { get }

  /// Whether the start of a file looks like this format.
  static func recognizes(_ sample: FormatSample) -> Bool

  /// Reads a file to its end and adds its documents in order.
  ///
  /// Throws where the file is no sound file of the format, with the place; what was added before stays
  /// added. A place counts lines or bytes of what the reader gives.
  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure)
}

extension CorpusSource {
  static var readsRawBytes: Bool { false }
}
