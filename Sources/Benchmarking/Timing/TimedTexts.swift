import BenchmarkReports
import Groundwork
import TokenizerMetrics

/// The texts that are encoded for time: whole documents from the start of each source.
struct TimedTexts: Sendable {
  /// The bytes of all sources together, about: each may take its share, and ends with a whole document.
  static let bytes = 16_000_000

  /// The documents.
  private(set) var batch = TextBatch()
  /// What was taken of each source.
  private(set) var texts: [TimingResult.Text] = []

  /// Reads the sources once more and keeps their starts.
  ///
  /// A document that occurs more than once, as in a list with counts, is taken once.
  init(_ sources: [LanguageSource]) throws(Failure) {
    let share = Self.bytes / max(1, sources.count)
    for source in sources {
      var text = TimingResult.Text(
        corpus: source.corpus, language: source.language, documents: 0, bytes: 0, isPart: false)
      var taken = TextBatch()
      try source.read { (read) throws(Failure) in
        if text.isPart { return }
        read.forEachText { _, document in
          guard text.bytes < share else {
            text.isPart = true
            return
          }
          taken.append(document)
          text.documents += 1
          text.bytes += document.count
        }
      }
      taken.forEachText { batch.append($1) }
      texts.append(text)
    }
  }
}
