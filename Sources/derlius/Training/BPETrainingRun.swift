import Corpora
import Counting
import Groundwork
import Segmentation
import Tokenization
import TokenizerTraining
import UnicodeTables

/// Reads texts, counts their pieces, trains, and writes the model with its record.
struct BPETrainingRun {
  let plan: BPETrainingPlan
  let inputs: [String]
  /// Count files, `FILE` or `FILE=WEIGHT`.
  let counts: [String]
  let format: CorpusFormat?
  let reading: ReadingOptions
  let exclude: [String]
  let output: String
  let pool: WorkerPool
  let progress: Progress

  /// Trains and writes; gives lines for the user, and what was read.
  func run() throws(Failure) -> (lines: [String], records: [ReadingRecord]) {
    let start = ContinuousClock.now
    // The target is tried before the work.
    try AtomicFile.checkWritable(file: output)
    let filter = try exclude.isEmpty ? nil : ExclusionFilter(exclude, form: reading.form)
    let counter = PieceCounter(rule: plan.rule, pool: pool)
    let check = try StartCheck()
    var sample = plan.sampleSize.map {
      SentenceSample(size: $0, seed: plan.sampleSeed, takes: plan.takes)
    }
    var counted: [CountedInput] = []
    var records: [ReadingRecord] = []
    for input in inputs {
      let (path, weight) = try WeightedInput.parse(input)
      let files = try CorpusInputs(paths: [path], format: format, options: reading)
      for file in files.files {
        progress("counting \(lastPathComponent(file.path))", 0)
        let before = counter.documents
        check.begin(lastPathComponent(file.path))
        var documents = 0
        let record = try file.read(
          batchBytes: 1 << 20, pool: pool, takesWeights: true, progress: progress
        ) { (batch) throws(Failure) in
          let kept = if let filter { try filter.keep(batch) } else { batch }
          try check.add(kept)
          if sample == nil {
            try counter.count(kept, weight: weight)
          } else {
            sample?.add(kept, weight: weight)
            documents += (0..<kept.count).count { !kept.range($0).isEmpty }
          }
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
            documents: documents + counter.documents - before, weight: weight))
      }
    }
    try sample?.forEachBatch { (batch) throws(Failure) in try counter.count(batch) }
    var added = PieceTable()
    for input in counts {
      progress("reading \(lastPathComponent(input))", 0)
      counted.append(try CountInput(input, plan.rule).add(to: counter, or: &added))
    }
    let sentences = counter.sentences
    var pieces = counter.finish()
    pieces.merge(added)
    let trained = try BPETrainer.train(counts: pieces, options: plan.options, progress: progress)
    if trained.ranOut, plan.isHardLimit { throw shortfall(trained) }
    var record = TrainingRecord(trained, counts: pieces, source: source(counted))
    record.doubts = check.doubts
    if case .sentences = plan.rule {
      record.sentences = sentences
      record.normalization = plan.normalization
    }
    if let sample, let seed = plan.sampleSize.map({ _ in plan.sampleSeed }) {
      record.sample = .init(taken: sample.taken, all: sample.all, seed: seed)
    }
    try write(trained, record: record)
    var report = [
      "\(output): \(trained.vocabularySize) tokens from \(pieces.count) distinct pieces "
        + "of \(counted.count) files; " + RunCost.text(since: start)
    ]
    if let filter { report.append("left out \(filter.excluded) lines that overlap --exclude") }
    if let sample { report.append("took \(sample.taken) of \(sample.all) sentences") }
    if sentences.tooLong > 0 {
      report.append("left out \(sentences.tooLong) sentences that are too long")
    }
    if sentences.reserved > 0 {
      report.append("left out \(sentences.reserved) sentences that hold U+2585")
    }
    if let shortfall = trained.shortfall { report.append("warning: \(shortfall)") }
    report += record.doubts.map { "warning: \($0); see derlius corpus check" }
    return (report, records)
  }

  private func shortfall(_ trained: TrainedBPE) -> Failure {
    Failure(
      "the text gives a vocabulary of \(trained.vocabularySize) at most, and "
        + "\(plan.options.vocabularySize) is asked for",
      remedy: "use --vocab-size \(trained.vocabularySize) or less, or --no-hard-vocab-limit")
  }

  private func source(_ inputs: [CountedInput]) -> CountRecord {
    CountRecord(
      policy: CountRecord.Policy(
        split: plan.rule.name, form: reading.form.description,
        versions: [
          .init("derlius", Version.derlius), .init("icu", ICU.version),
          .init("patternUnicode", PinnedUnicode.version),
        ]), inputs: inputs)
  }

  private func write(_ trained: TrainedBPE, record: TrainingRecord) throws(Failure) {
    switch plan.kind {
    case .tiktoken: try trained.writeRankFile(to: output, pattern: plan.split, record: record)
    case .model:
      try trained.writeSentencePieceModel(to: output, plan.normalization, record: record)
    case .json:
      try trained.writeTokenizerJSON(
        to: output, pattern: plan.split, plan.normalization, record: record)
    }
  }
}

extension BPETrainingPlan {
  /// Whether a sentence is one that training takes.
  func takes(_ sentence: UnsafeBufferPointer<UInt8>) -> Bool {
    guard case .sentences(let rule) = rule else { return true }
    return rule.takes(sentence)
  }
}

extension SentenceRule {
  /// Whether a sentence is one that is not left out.
  func takes(_ sentence: UnsafeBufferPointer<UInt8>) -> Bool {
    if longSentences == .skipped, let longest, sentence.count > longest { return false }
    if !skipsReserved { return true }
    return !(0..<max(0, sentence.count - 2)).contains { at in
      sentence[at] == 0xE2 && sentence[at + 1] == 0x96 && sentence[at + 2] == 0x85
    }
  }
}
