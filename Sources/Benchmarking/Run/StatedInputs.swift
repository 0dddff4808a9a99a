import Groundwork
import TokenizerMetrics

/// What the manifest of a run states of its inputs beside what was read: licences, sizes, training text.
struct StatedInputs: Sendable {
  private let manifest: Manifest
  private let corpora: CorpusSources

  /// - Parameters:
  ///   - manifest: the manifest as the run writes it.
  ///   - corpora: the sources of the run, in the manifest's order.
  init(_ manifest: Manifest, _ corpora: CorpusSources) {
    self.manifest = manifest
    self.corpora = corpora
  }

  /// Adds it to the records of a result; without text also takes from them what was copied out of corpora.
  func state(in result: inout BenchmarkResult) {
    for (index, tokenizer) in manifest.tokenizers.enumerated()
    where index < result.tokenizers.count {
      result.tokenizers[index].licence = tokenizer.file?.licence
    }
    for (corpus, record) in manifest.corpora.enumerated() where corpus < result.corpora.count {
      for index in result.corpora[corpus].languages.indices {
        let language = result.corpora[corpus].languages[index].language
        let files = record.files.filter { $0.language == language }.map(\.file)
        result.corpora[corpus].languages[index].licence = Self.licence(files)
        if !result.showsText { result.corpora[corpus].languages[index].changes.dropSamples() }
      }
    }
    for (index, morphology) in manifest.morphology.enumerated()
    where index < result.morphologies.count {
      result.morphologies[index].licence = morphology.file.licence
      var bytes = morphology.file.bytes
      if case .files(_, let affixes?) = morphology.source {
        bytes = bytes.flatMap { words in affixes.bytes.map { words + $0 } }
      }
      result.morphologies[index].bytes = bytes
    }
    result.trainings = manifest.trainedOn.flatMap { entry in
      entry.files.map { file in
        TrainingRecord(
          tokenizer: entry.tokenizer, file: file.file, bytes: file.bytes ?? 0,
          sha256: file.sha256 ?? "", licence: file.licence)
      }
    }
  }

  /// The licences of files that are told as one; nil where one of them has none.
  private static func licence(_ files: [Manifest.File]) -> String? {
    var licences: [String] = []
    for file in files {
      guard let licence = file.licence else { return nil }
      if !licences.contains(licence) { licences.append(licence) }
    }
    return licences.isEmpty ? nil : licences.joined(separator: "; ")
  }
}
