import Corpora
import Counting
import Groundwork
import Segmentation
import Tokenization
import TokenizerTraining
import UnicodeTables

/// Reads texts, counts their pieces, trains, and writes the model with its record.
struct BPETrainingRun {
  /// What is written.
  enum Kind {
    case tiktoken, sentencePiece
  }

  let kind: Kind
  let split: String
  let options: BPETrainingOptions
  let inputs: [String]
  let format: CorpusFormat?
  let reading: ReadingOptions
  let exclude: [String]
  let output: String
  let pool: WorkerPool
  let progress: Progress

  /// Trains and writes; gives lines for the user, and what was read.
  func run() throws(Failure) -> (lines: [String], records: [ReadingRecord]) {
    let rule: PieceRule =
      kind == .tiktoken ? .splitter(try SplitPattern.splitter(for: split)) : .spaceMarkedWords
    // The target is tried before the work.
    try AtomicFile.checkWritable(file: output)
    let filter = try exclude.isEmpty ? nil : ExclusionFilter(exclude, form: reading.form)
    let counter = PieceCounter(rule: rule, pool: pool)
    let check = try StartCheck()
    var counted: [CountedInput] = []
    var records: [ReadingRecord] = []
    for input in inputs {
      let (path, weight) = try WeightedInput.parse(input)
      let files = try CorpusInputs(paths: [path], format: format, options: reading)
      for file in files.files {
        progress("counting \(lastPathComponent(file.path))", 0)
        let before = counter.documents
        check.begin(lastPathComponent(file.path))
        let record = try file.read(
          batchBytes: 4 << 20, pool: pool, takesWeights: true, progress: progress
        ) { (batch) throws(Failure) in
          let kept = if let filter { try filter.keep(batch) } else { batch }
          try check.add(kept)
          try counter.count(kept, weight: weight)
        }
        records.append(record)
        if record.weight.multipliedReportingOverflow(by: weight).overflow {
          throw Failure(
            "the counts times \(weight) are more than 2^64 - 1", at: .file(file.path),
            remedy: "give it a smaller weight")
        }
        counted.append(
          CountedInput(
            name: record.name, sha256: record.sha256, bytes: record.fileBytes,
            documents: counter.documents - before, weight: weight))
      }
    }
    let counts = counter.finish()
    let trained = try BPETrainer.train(counts: counts, options: options, progress: progress)
    var record = TrainingRecord(trained, counts: counts, source: source(rule, counted))
    record.doubts = check.doubts
    try write(trained, record: record)
    var report = [
      "\(output): \(trained.vocabularySize) tokens from \(counts.count) distinct pieces "
        + "of \(counted.count) files"
    ]
    if let filter { report.append("left out \(filter.excluded) lines that overlap --exclude") }
    if let shortfall = trained.shortfall { report.append("warning: \(shortfall)") }
    report += record.doubts.map { "warning: \($0); see derlius corpus check" }
    return (report, records)
  }

  private func source(_ rule: PieceRule, _ inputs: [CountedInput]) -> CountRecord {
    CountRecord(
      policy: CountRecord.Policy(
        split: rule.name, form: reading.form.description,
        versions: [
          .init("derlius", Version.derlius), .init("icu", ICU.version),
          .init("patternUnicode", PinnedUnicode.version),
        ]), inputs: inputs)
  }

  private func write(_ trained: TrainedBPE, record: TrainingRecord) throws(Failure) {
    switch kind {
    case .tiktoken: try trained.writeRankFile(to: output, pattern: split, record: record)
    case .sentencePiece: try trained.writeSentencePieceModel(to: output, record: record)
    }
  }
}

/// Leaves out training lines that overlap evaluation text.
final class ExclusionFilter {
  private let overlap: TextOverlap
  private(set) var excluded = 0

  init(_ paths: [String], form: TextForm) throws(Failure) {
    let overlap = try TextOverlap()
    try CorpusInputs(paths: paths, options: ReadingOptions(form: form)).read {
      (_, batch) throws(Failure) in try overlap.addEvaluation(batch)
    }
    self.overlap = overlap
  }

  func keep(_ batch: TextBatch) throws(Failure) -> TextBatch {
    var kept = TextBatch()
    try batch.forEachText { (index, text) throws(Failure) in
      let found = try overlap.overlap(of: text)
      if found.isExact || found.sharesRun {
        excluded += 1
      } else {
        kept.append(text, weight: batch.weight(index))
      }
    }
    return kept
  }
}
