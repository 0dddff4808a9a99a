import Corpora
import Counting
import Groundwork
import Segmentation
import Tokenization
import TokenizerTraining
import UnicodeTables

/// Reads texts, counts their words, trains a Unigram model, and writes it with its record.
struct UnigramTrainingRun {
  let options: UnigramTrainingOptions
  let normalization: TrainingNormalization
  /// Which sentences are taken.
  let sentences: SentenceChoice
  let inputs: [String]
  /// Count files, `FILE` or `FILE=WEIGHT`, each piece a sentence.
  let counts: [String]
  let format: CorpusFormat?
  let reading: ReadingOptions
  let exclude: [String]
  /// Where the model goes: `x.model`, or `x.json` for a tokenizer.json.
  let output: String
  let pool: WorkerPool
  let progress: Progress

  /// Which sentences are taken, and what becomes of long ones.
  struct SentenceChoice {
    /// The longest sentence in bytes; longer ones are left out like sentencepiece, else cut.
    var longest: Int?
    /// How many are taken; nil for all.
    var size: Int?
    /// Where random numbers come from; nil takes the first.
    var seed: UInt64?
  }

  /// Trains and writes; gives lines for the user, and what was read.
  func run() throws(Failure) -> (lines: [String], records: [ReadingRecord]) {
    let start = ContinuousClock.now
    // The target is tried before the work, and the options.
    try AtomicFile.checkWritable(file: output)
    try options.validate()
    let rule = try sentenceRule()
    let filter = try exclude.isEmpty ? nil : ExclusionFilter(exclude, form: reading.form)
    let counter = PieceCounter(rule: .sentences(rule), pool: pool)
    let check = try StartCheck()
    var sample = sentences.size.map {
      SentenceSample(size: $0, seed: sentences.seed, takes: rule.takes)
    }
    var counted: [CountedInput] = []
    var records: [ReadingRecord] = []
    var last = LastSentence()
    for input in inputs {
      let (path, weight) = try WeightedInput.parse(input)
      let files = try CorpusInputs(paths: [path], format: format, options: reading)
      for file in files.files {
        progress("counting \(lastPathComponent(file.path))", 0)
        let before = counter.documents
        check.begin(lastPathComponent(file.path))
        var documents = 0
        let record = try file.read(
          batchBytes: 4 << 20, pool: pool, takesWeights: true, progress: progress
        ) { (batch) throws(Failure) in
          let kept = if let filter { try filter.keep(batch) } else { batch }
          try check.add(kept)
          if rule.marksEnds { last.look(at: kept, rule) }
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
      counted.append(try CountInput(input, .sentences(rule)).add(to: counter, or: &added))
    }
    let tally = counter.sentences
    let trained = try UnigramTrainer.train(
      counts: counter.finish(), last: sample == nil ? try last.word(rule) : [], options: options,
      pool: pool, progress: progress)
    var record = UnigramTrainingRecord(trained, normalization, source: source(counted))
    record.doubts = check.doubts
    record.sentences = tally
    if let sample {
      record.sample = .init(taken: sample.taken, all: sample.all, seed: sentences.seed)
    }
    try trained.write(to: output, normalization, record: record)
    let size = trained.pieces.count + (try options.symbols.placed().count)
    var report = [
      "\(output): \(size) pieces from \(trained.words) distinct words of \(counted.count) files; "
        + RunCost.text(since: start)
    ]
    if let filter { report.append("left out \(filter.excluded) lines that overlap --exclude") }
    if let sample { report.append("took \(sample.taken) of \(sample.all) sentences") }
    if tally.tooLong > 0 {
      report.append("left out \(tally.tooLong) sentences that are too long")
    }
    if tally.reserved > 0 {
      report.append("left out \(tally.reserved) sentences that hold U+2585")
    }
    if trained.isShort {
      report.append(
        "warning: the text gives a vocabulary of \(size) at most, "
          + "\(options.vocabularySize - size) fewer than asked for")
    }
    report += record.doubts.map { "warning: \($0); see derlius corpus check" }
    return (report, records)
  }

  private func sentenceRule() throws(Failure) -> SentenceRule {
    let isLike = options.likeness == .sentencePiece
    let symbols = options.symbols
    var rule = SentenceRule(
      normalizer: try normalization.normalizer(putsMarksBehind: options.shapes.putsMarksBehind))
    rule.boundaries =
      isLike
      ? try symbols.placed().map { Array($0.piece.utf8) }
      : symbols.userDefined.map { Array($0.utf8) }
    rule.splitsAtSpaces = options.shapes.splitsAtSpaces
    rule.putsMarksBehind = options.shapes.putsMarksBehind
    rule.groupsMarks = options.shapes.allowsMarksAlone
    rule.longest = sentences.longest
    rule.longSentences = isLike ? .skipped : .cut
    rule.skipsReserved = isLike
    rule.marksEnds = isLike
    return rule
  }

  private func source(_ inputs: [CountedInput]) -> CountRecord {
    CountRecord(
      policy: CountRecord.Policy(
        split: "sentencepiece", form: reading.form.description,
        versions: [
          .init("derlius", Version.derlius), .init("icu", ICU.version),
          .init("patternUnicode", PinnedUnicode.version),
        ]), inputs: inputs)
  }
}

/// The last sentence that was read, whose end counts like sentencepiece.
private struct LastSentence {
  private var text: [UInt8] = []

  /// Keeps the batch's last sentence that is taken.
  mutating func look(at batch: TextBatch, _ rule: SentenceRule) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      for index in (0..<batch.count).reversed() {
        for line in bytes[batch.range(index)].split(separator: 0x0A).reversed()
        where rule.takes(UnsafeBufferPointer(rebasing: line)) {
          text = Array(line)
          return
        }
      }
    }
  }

  /// The sentence's last word; empty where there is none.
  func word(_ rule: SentenceRule) throws(Failure) -> [UInt8] {
    let counter = PieceCounter(rule: .sentences(rule), pool: WorkerPool(workers: 1))
    var batch = TextBatch()
    batch.append(text)
    try counter.count(batch)
    let words = counter.finish()
    for word in 0..<words.count where words[word].last == 0xFE {
      return Array(words[word].dropLast())
    }
    return []
  }
}
