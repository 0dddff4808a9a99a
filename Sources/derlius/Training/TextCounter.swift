import Corpora
import Counting
import Groundwork
import Segmentation
import TokenizerTraining

/// Reads texts and count files, leaves out, draws, checks, and counts pieces.
struct TextCounter {
  private let inputs: TrainingInputs
  private let rule: PieceRule
  private let run: TrainingRun
  private let counter: PieceCounter
  private let filter: ExclusionFilter?
  private let check: StartCheck
  private var sample: SentenceSample?
  private var selfTest: SentenceSample?
  private var last = LastSentence()
  private var counted: [CountedInput] = []
  private var records: [ReadingRecord] = []
  private var checkpoint: CountingCheckpoint?
  /// Batches that fit into a core's own cache with what is counted of them.
  private static let batchBytes = 256 << 10
  /// The bytes of each input that were taken, with the weights of its own texts.
  private var textBytes: [UInt64]

  /// Prepares; throws where evaluation text cannot be read.
  ///
  /// - Parameters:
  ///   - inputs: what is read.
  ///   - rule: how texts become pieces.
  ///   - run: how it is read: what is drawn, how much memory may be taken, what is kept.
  init(_ inputs: TrainingInputs, by rule: PieceRule, of run: TrainingRun) throws(Failure) {
    self.inputs = inputs
    self.rule = rule
    self.run = run
    counter = PieceCounter(rule: rule, pool: run.pool, maxMemory: run.memory?.counting)
    filter = try inputs.exclude.isEmpty ? nil : ExclusionFilter(inputs.exclude, form: inputs.form)
    check = try StartCheck()
    sample = run.sentences.size.map {
      SentenceSample(size: $0, seed: run.sentences.seed, takes: rule.takes)
    }
    if run.sentences.selfTest > 0 {
      selfTest = SentenceSample(
        size: run.sentences.selfTest, seed: run.sentences.seed ?? 0, takes: rule.takes)
    }
    textBytes = [UInt64](repeating: 0, count: inputs.texts.count)
  }

  /// Counts everything.
  ///
  /// - Parameter needing: the memory that training on some pieces takes.
  mutating func count(needing: (PieceTotals) -> Int) throws(Failure) -> CountedText {
    try countTexts()
    var added = PieceTable()
    for (number, input) in inputs.counts.enumerated() {
      run.progress("reading counts", number, of: inputs.counts.count)
      let file = try CountInput(input, rule)
      textBytes.append(file.textBytes)
      counted.append(try file.add(to: counter, or: &added))
    }
    let tally = counter.sentences + (checkpoint?.kept ?? SentenceTally())
    let pieces = try table(added, needing: needing)
    return CountedText(
      pieces: pieces,
      lastWord: rule.marksEnds && sample == nil ? try last.word(rule) : [],
      samples: selfTest?.texts ?? [],
      facts: .init(source: source(tally), records: records, excluded: filter?.excluded))
  }

  /// All counts in one table.
  private func table(
    _ added: PieceTable, needing: (PieceTotals) -> Int
  ) throws(Failure) -> PieceTable {
    let kept = checkpoint?.tables ?? []
    guard run.memory != nil || !kept.isEmpty else {
      var pieces = counter.finish()
      pieces.merge(added)
      return pieces.keeping(least: run.minimumCount)
    }
    run.progress("merging counts", 0)
    let sorted = counter.finishSorted().joined(with: added, files: kept)
    let (table, spectrum) = try sorted.table(least: run.minimumCount) { totals in
      run.memory.map { $0.allows(needing(totals)) } ?? true
    }
    if let table { return table }
    guard let memory = run.memory else { return PieceTable() }
    throw memory.refusal(spectrum, least: run.minimumCount, needing: needing)
  }

  private mutating func countTexts() throws(Failure) {
    let files = try inputs.files()
    if let checkpoint = run.checkpoint {
      self.checkpoint = try checkpoint.counting(files.map(\.file))
      Interruption.hold()
    }
    defer { if run.checkpoint != nil { Interruption.release() } }
    var documents = [Int](repeating: 0, count: files.count)
    var current = -1
    let progress = run.progress
    let sizes = files.map { $0.file.path == "-" ? nil : fileSize($0.file.path) }
    let total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    progress.bytes("reading", 0, of: total)
    records = try CorpusInputs(files: files.map(\.file)).read(
      batchBytes: Self.batchBytes, pool: run.pool, takesWeights: true,
      progress: Progress(
        { progress($0, $1, of: $2) }, bytes: { progress.bytes("reading", $1, of: $2) })
    ) { (file, batch) throws(Failure) in
      if file != current {
        current = file
        check.begin(lastPathComponent(files[file].file.path))
      }
      let kept = if let filter { try filter.keep(batch) } else { batch }
      try take(kept, of: files[file].input)
      documents[file] += (0..<kept.count).count { !kept.range($0).isEmpty }
    }
    progress.bytes("reading", total ?? records.reduce(0) { $0 + $1.fileBytes }, of: total)
    for (number, record) in records.enumerated() {
      let weight = inputs.texts[files[number].input].weight
      if record.weight.multipliedReportingOverflow(by: weight).overflow {
        throw Failure(
          "the counts times \(weight) are more than 2^64 - 1", at: .file(record.path),
          remedy: "give it a smaller weight")
      }
      counted.append(
        CountedInput(
          name: record.name, sha256: record.sha256, bytes: record.fileBytes,
          documents: documents[number], weight: weight))
    }
    if checkpoint?.saved.isComplete != true {
      try sample?.forEachBatch { (batch) throws(Failure) in try counter.count(batch) }
    }
    try checkpoint?.save(counter, isComplete: true)
  }

  /// Takes a batch of an input.
  private mutating func take(_ batch: TextBatch, of input: Int) throws(Failure) {
    let weight = inputs.texts[input].weight
    try check.add(batch)
    if rule.marksEnds { last.look(at: batch, rule) }
    textBytes[input] =
      batch.weights.isEmpty
      ? capped(textBytes[input], 1, UInt64(batch.bytes.count))
      : (0..<batch.count).reduce(textBytes[input]) {
        capped($0, batch.weight($1), UInt64(batch.range($1).count))
      }
    selfTest?.add(batch, weight: 1)
    let isNew = try checkpoint?.isNew(batch) ?? true
    if sample != nil {
      sample?.add(batch, weight: weight)
      if let memory = run.memory, let sample, sample.memory > memory.sample {
        throw Failure(
          "a sample of \(sample.size) sentences does not fit into --max-memory "
            + MemorySize.megabytes(memory.bytes),
          remedy: "take fewer sentences, or give more memory")
      }
    } else if isNew {
      try counter.count(batch, weight: weight)
    }
    guard let checkpoint, checkpoint.isDue else { return }
    if sample == nil { try checkpoint.save(counter, isComplete: false) }
    if Interruption.isPending {
      ProgressLine.clear()
      printToStandardError(
        sample == nil
          ? "derlius: stopped; the same command goes on from \(run.checkpoint?.folder ?? "")"
          : "derlius: stopped")
      Interruption.release()
    }
  }

  private func source(_ tally: SentenceTally) -> TrainingSource {
    var source = TrainingSource(
      CountRecord(
        policy: CountRecord.Policy(
          split: rule.name, form: inputs.form.description,
          versions: CountRecord.Version.current), inputs: counted))
    if case .sentences = rule { source.sentences = tally }
    if let sample {
      source.sample = .init(taken: sample.taken, all: sample.all, seed: sample.seed)
    }
    source.doubts = check.doubts
    source.minimumCount = run.minimumCount
    let all = inputs.texts + inputs.counts
    if all.count > 1 {
      source.shares = all.enumerated().map { number, input in
        let isText = number < inputs.texts.count
        return MixShare(
          name: lastPathComponent(input.path), weight: input.weight,
          bytes: isText ? capped(0, textBytes[number], input.weight) : textBytes[number])
      }
    }
    return source
  }
}
