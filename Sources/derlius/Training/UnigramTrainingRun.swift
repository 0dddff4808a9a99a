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
  let inputs: [String]
  /// Count files, `FILE` or `FILE=WEIGHT`, each piece a sentence.
  let counts: [String]
  let format: CorpusFormat?
  let reading: ReadingOptions
  let exclude: [String]
  /// The longest sentence in bytes; longer ones are left out like sentencepiece, else cut.
  let maxSentenceLength: Int?
  let output: String
  let pool: WorkerPool
  let progress: Progress

  /// Trains and writes; gives lines for the user, and what was read.
  func run() throws(Failure) -> (lines: [String], records: [ReadingRecord]) {
    // The target is tried before the work.
    try AtomicFile.checkWritable(file: output)
    let rule = try sentenceRule()
    let filter = try exclude.isEmpty ? nil : ExclusionFilter(exclude, form: reading.form)
    let counter = PieceCounter(rule: .sentences(rule), pool: pool)
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
    let files = try countFiles(counter, &counted)
    let sentences = counter.sentences
    let words = counter.finish()
    let trained = try UnigramTrainer.train(
      counts: words, options: options, pool: pool, progress: progress)
    var record = UnigramTrainingRecord(
      trained, normalization, source: source(counted))
    record.doubts = check.doubts
    try trained.writeSentencePieceModel(to: output, normalization, record: record)
    let size = trained.pieces.count + (try options.symbols.placed().count)
    var report = [
      "\(output): \(size) pieces from \(trained.words) distinct words of "
        + "\(counted.count) files" + (files > 0 ? ", \(files) of them counts" : "")
    ]
    if sentences.tooLong > 0 {
      report.append("left out \(sentences.tooLong) sentences that are too long")
    }
    if sentences.reserved > 0 {
      report.append("left out \(sentences.reserved) sentences that hold U+2585")
    }
    if let filter { report.append("left out \(filter.excluded) lines that overlap --exclude") }
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
    var rule = SentenceRule(
      normalizer: try normalization.normalizer(putsMarksBehind: options.shapes.putsMarksBehind))
    rule.boundaries = try options.symbols.placed().map { Array($0.piece.utf8) }
    rule.splitsAtSpaces = options.shapes.splitsAtSpaces
    rule.putsMarksBehind = options.shapes.putsMarksBehind
    rule.groupsMarks = options.shapes.allowsMarksAlone
    rule.longest = maxSentenceLength
    rule.longSentences = isLike ? .skipped : .cut
    rule.skipsReserved = isLike
    rule.marksEnds = isLike
    return rule
  }

  /// Counts the pieces of count files as sentences of one word or more; gives the number of files.
  private func countFiles(
    _ counter: PieceCounter, _ counted: inout [CountedInput]
  ) throws(Failure) -> Int {
    for input in counts {
      let (path, weight) = try WeightedInput.parse(input)
      progress("reading \(lastPathComponent(path))", 0)
      let file = try CountFile(contentsOf: path)
      let before = counter.documents
      var batch = TextBatch()
      for piece in file.table.canonicalOrder() {
        batch.append(file.table[piece], weight: file.table.counts[piece])
        if batch.bytes.count > 1 << 20 {
          try counter.count(batch, weight: weight)
          batch = TextBatch()
        }
      }
      try counter.count(batch, weight: weight)
      counted.append(
        CountedInput(
          name: lastPathComponent(path), sha256: try SHA256.hexadecimalDigest(of: readFile(path)),
          bytes: try readFile(path).count, documents: counter.documents - before, weight: weight))
    }
    return counts.count
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
