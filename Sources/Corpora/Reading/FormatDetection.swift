/// Finds how a file is written by its first bytes.
enum FormatDetection {
  /// The sources, in the order in which they are asked; what none recognizes is plain text.
  ///
  /// A stricter recognizer stands before a looser one.
  static let sources: [any CorpusSource.Type] = [
    TEISource.self,
    TextSource.self,
  ]

  /// The source of a file that starts like this: the first that recognizes it.
  static func source(of sample: FormatSample) -> any CorpusSource.Type {
    sources.first { $0.recognizes(sample) } ?? TextSource.self
  }

  /// The source that reads a format.
  static func source(of format: CorpusFormat) -> any CorpusSource.Type {
    sources.first { $0.format == format } ?? TextSource.self
  }
}
