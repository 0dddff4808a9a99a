import Groundwork

/// The reader of an XML format, or of HTML, whose rules say what a document is.
protocol MarkupSource: CorpusSource {
  static var rules: MarkupRules { get }
  static var isHTML: Bool { get }

  /// Whether a document that begins so is of this format.
  static func recognizes(_ prolog: MarkupProlog) -> Bool
}

extension MarkupSource {
  static var format: CorpusFormat { rules.format }
  static var readsRawBytes: Bool { true }
  static var isHTML: Bool { false }

  static func recognizes(_ sample: FormatSample) -> Bool {
    MarkupProlog(sample.bytes).map { recognizes($0) } ?? false
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    try MarkupReading.read(reader, as: Self.self, into: &writer)
  }
}
