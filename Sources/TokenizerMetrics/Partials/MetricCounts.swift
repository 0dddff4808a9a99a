import Groundwork

/// What was counted of a run's corpora, or of some shards of them: integers only, which add up in any order.
public struct MetricCounts: Sendable {
  /// The corpora in the order of their sources.
  var corpora: [CorpusCounts] = []

  /// Creates counts of nothing.
  init() {}

  /// Adds the counts of other shards of the same run.
  ///
  /// Associative and commutative. Throws `Failure` where the two are not of one run, as when a text had another number
  /// of documents.
  public mutating func merge(_ other: MetricCounts) throws(Failure) {
    guard corpora.count == other.corpora.count else { throw Self.foreign("corpora") }
    for index in corpora.indices { try corpora[index].merge(other.corpora[index]) }
  }

  /// Whether there are counts of each source, in their order, of so many tokenizers.
  func fit(_ sources: [LanguageSource], tokenizers: Int) -> Bool {
    let counted = corpora.flatMap(\.languages)
    return counted.count == sources.count
      && corpora.allSatisfy { $0.worst.fits(tokenizers: tokenizers) }
      && zip(counted, sources).allSatisfy { counts, source in
        counts.counts.corpus == source.corpus && counts.language == source.language
          && counts.isParallel == source.isParallel && counts.tokenizers == tokenizers
      }
  }

  /// What two partial results disagree in.
  static func foreign(_ what: String) -> Failure {
    Failure(
      "the shards are of different runs: their \(what) differ",
      remedy: "merge the shards of one manifest, made by one version")
  }
}

/// What was counted of one corpus.
struct CorpusCounts: Sendable {
  /// Its languages in the order of their sources.
  var languages: [LanguageTally]
  /// A sentence to show.
  var showcase: ShowcasePicker
  /// The sentences that cost each tokenizer most.
  var worst: WorstSentencePicker
  /// What each tokenizer's tokens are in each language, if this process has found that out.
  ///
  /// It follows from tokenizers and morphologies alone, so it is not written: who reads counts finds it out again.
  var verdicts: [[TokenVerdicts]]?

  /// Adds the counts of other shards.
  mutating func merge(_ other: CorpusCounts) throws(Failure) {
    guard languages.count == other.languages.count else {
      throw MetricCounts.foreign("languages")
    }
    for index in languages.indices { try languages[index].merge(other.languages[index]) }
    showcase.merge(other.showcase)
    worst.merge(other.worst)
    verdicts = verdicts ?? other.verdicts
  }
}

extension MetricCounts: Archivable {
  /// Writes the corpora.
  public func write(to archive: inout ArchiveWriter) { archive.put(corpora) }

  /// Reads the corpora.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    corpora = try archive.values()
  }
}

extension CorpusCounts: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(languages)
    showcase.write(to: &archive)
    worst.write(to: &archive)
  }

  init(from archive: inout ArchiveReader) throws(Failure) {
    languages = try archive.values()
    showcase = try ShowcasePicker(from: &archive)
    worst = try WorstSentencePicker(from: &archive)
  }
}
