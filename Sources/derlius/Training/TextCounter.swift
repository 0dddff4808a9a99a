import Corpora
import Counting
import Groundwork
import Segmentation
import TokenizerTraining
import UnicodeTables

/// Reads texts and count files, leaves out, draws, checks, and counts pieces.
struct TextCounter {
  let inputs: TrainingInputs
  let rule: PieceRule
  private let pool: WorkerPool
  private let progress: Progress
  private let counter: PieceCounter
  private let filter: ExclusionFilter?
  private let check: StartCheck
  private var sample: SentenceSample?
  private var last = LastSentence()
  private var counted: [CountedInput] = []
  private var records: [ReadingRecord] = []

  /// Prepares; throws where evaluation text cannot be read.
  ///
  /// - Parameters:
  ///   - inputs: what is read.
  ///   - rule: how texts become pieces.
  ///   - sentences: which sentences are taken.
  ///   - pool: the workers.
  ///   - progress: is told of the bytes read.
  init(
    _ inputs: TrainingInputs, by rule: PieceRule, _ sentences: SentenceChoice, pool: WorkerPool,
    progress: Progress
  ) throws(Failure) {
    self.inputs = inputs
    self.rule = rule
    self.pool = pool
    self.progress = progress
    counter = PieceCounter(rule: rule, pool: pool)
    filter =
      try inputs.exclude.isEmpty ? nil : ExclusionFilter(inputs.exclude, form: inputs.reading.form)
    check = try StartCheck()
    sample = sentences.size.map {
      SentenceSample(size: $0, seed: sentences.seed, takes: rule.takes)
    }
  }

  /// Counts everything.
  mutating func run() throws(Failure) -> CountedText {
    try countTexts()
    try sample?.forEachBatch { (batch) throws(Failure) in try counter.count(batch) }
    var added = PieceTable()
    for input in inputs.counts {
      progress("reading \(lastPathComponent(input))", 0)
      counted.append(try CountInput(input, rule).add(to: counter, or: &added))
    }
    let tally = counter.sentences
    var pieces = counter.finish()
    pieces.merge(added)
    var source = TrainingSource(
      CountRecord(
        policy: CountRecord.Policy(
          split: rule.name, form: inputs.reading.form.description,
          versions: [
            .init("derlius", Version.derlius), .init("icu", ICU.version),
            .init("patternUnicode", PinnedUnicode.version),
          ]), inputs: counted))
    if case .sentences = rule { source.sentences = tally }
    if let sample {
      source.sample = .init(taken: sample.taken, all: sample.all, seed: sample.seed)
    }
    source.doubts = check.doubts
    return CountedText(
      pieces: pieces,
      lastWord: rule.marksEnds && sample == nil ? try last.word(rule) : [],
      facts: .init(source: source, records: records, excluded: filter?.excluded))
  }

  private mutating func countTexts() throws(Failure) {
    let files = try inputs.files()
    var documents = [Int](repeating: 0, count: files.count)
    var current = -1
    records = try CorpusInputs(files: files.map(\.file)).read(
      pool: pool, takesWeights: true, progress: progress
    ) { (file, batch) throws(Failure) in
      if file != current {
        current = file
        check.begin(lastPathComponent(files[file].file.path))
      }
      let kept = if let filter { try filter.keep(batch) } else { batch }
      try check.add(kept)
      if rule.marksEnds { last.look(at: kept, rule) }
      if sample == nil {
        try counter.count(kept, weight: files[file].weight)
      } else {
        sample?.add(kept, weight: files[file].weight)
      }
      documents[file] += (0..<kept.count).count { !kept.range($0).isEmpty }
    }
    for (number, record) in records.enumerated() {
      let weight = files[number].weight
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
  }
}
