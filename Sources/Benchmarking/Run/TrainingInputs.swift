import Corpora
import Groundwork
import TokenizerMetrics

/// The training text of tokenizers, against which evaluation text is checked.
struct TrainingInputs: Sendable {
  /// One tokenizer's training files.
  struct Entry: Sendable {
    var tokenizer: String
    var files: [Manifest.File]
    var paths: [String]
  }

  var entries: [Entry] = []

  /// Finds the files; a folder stands for its files.
  init(_ manifest: Manifest, tokenizers: [String], finder: InputFinder) throws(Failure) {
    for entry in manifest.trainedOn {
      guard tokenizers.contains(entry.tokenizer) else {
        throw Failure.usage(
          "--trained-on names \(entry.tokenizer), which is not measured",
          remedy: "use the name of a tokenizer: \(tokenizers.joined(separator: ", "))")
      }
      var paths: [String] = []
      var files: [Manifest.File] = []
      for wanted in entry.files {
        let place = try finder.path(of: wanted)
        // A folder stands for its files; a file found by hash keeps the manifest's name.
        for path in try CorpusInputs(paths: [place]).files.map(\.path) {
          paths.append(path)
          files.append(
            Manifest.File(
              file: path == place ? wanted.file : lastPathComponent(path), bytes: fileSize(path),
              sha256: try sha256OfFile(path)))
        }
      }
      entries.append(Entry(tokenizer: entry.tokenizer, files: files, paths: paths))
    }
  }

  /// How much of the focus language's text stands in each tokenizer's training text.
  func overlaps(
    tokenizers: [String], sources: CorpusSources, focus: String
  ) throws(Failure) -> [OverlapRecord] {
    var records: [OverlapRecord] = []
    for files in sources.groups where files[0].language == focus {
      let source = files[0]
      let corpus = sources.corpora[source.corpus].name
      // Tokenizers of one grid were trained on the same text, which is read once.
      var known: [[String]: TextOverlap.Result] = [:]
      for tokenizer in tokenizers {
        guard let entry = entries.first(where: { $0.tokenizer == tokenizer }) else {
          records.append(
            OverlapRecord(tokenizer: tokenizer, corpus: corpus, language: source.language))
          continue
        }
        let found: TextOverlap.Result
        if let before = known[entry.paths] {
          found = before
        } else {
          found = try Self.overlap(of: files, with: entry.paths)
          known[entry.paths] = found
        }
        records.append(
          OverlapRecord(
            tokenizer: tokenizer, corpus: corpus, language: source.language,
            training: entry.files.map(\.file).joined(separator: ", "), lines: found.lines,
            exactLines: found.exact, sharingLines: found.sharing))
      }
    }
    return records
  }

  /// How much of an evaluation text stands in a training text.
  private static func overlap(
    of evaluation: [CorpusSources.Entry], with paths: [String]
  ) throws(Failure) -> TextOverlap.Result {
    let overlap = try TextOverlap()
    for file in evaluation {
      _ = try file.input.read(takesWeights: true) { (batch) throws(Failure) in
        try overlap.addEvaluation(batch)
      }
    }
    try CorpusInputs(paths: paths).read(takesWeights: true) { (_, batch) throws(Failure) in
      try overlap.addTraining(batch)
    }
    return overlap.result
  }
}
