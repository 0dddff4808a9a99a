import Groundwork

/// Reads the sources of one corpus and counts them with all tokenizers.
///
/// Texts wait until a window of them is full; then the workers take its batches once for what is the
/// same for all tokenizers, and once for each tokenizer. Partial counts are added in the order of
/// the text, so neither the workers nor the ends of batches and windows show in a result.
final class CorpusCounter {
  /// What has been counted, language by language.
  private(set) var tallies: [LanguageTally]
  /// A sentence of the first language that is the focus, once there is one.
  private(set) var showcase = ShowcasePicker()
  /// How documents fall into units.
  let units: UnitMap

  private let tokenizers: [BenchmarkTokenizer]
  private let flags: [TokenFlags]
  private let sources: [LanguageSource]
  private let settings: MetricSettings
  private let needs: CountingNeeds
  private let baseline: Int?
  private let focus: Int?
  private let pool: WorkerPool
  private let progress: Progress
  private var pending: [PendingBatch] = []
  private var pendingBytes = 0
  private var documents = 0

  init(
    tokenizers: [BenchmarkTokenizer], flags: [TokenFlags], sources: [LanguageSource],
    settings: MetricSettings, needs: CountingNeeds, pool: WorkerPool, progress: Progress
  ) {
    self.tokenizers = tokenizers
    self.flags = flags
    self.sources = sources
    self.settings = settings
    self.needs = needs
    self.pool = pool
    self.progress = progress
    baseline = needs.lengthRatios ? tokenizers.firstIndex { $0.name == settings.baseline } : nil
    focus = sources.firstIndex { settings.sameLanguage($0.language, settings.focus) }
    units = UnitMap(
      sources.first?.units ?? .blocks, linesPerUnit: settings.resampling.linesPerUnit)
    tallies = sources.map {
      LanguageTally(
        corpus: $0.corpus, language: $0.language, tokenizers: tokenizers.count,
        isParallel: $0.isParallel)
    }
  }

  /// Reads and counts every source; throws what reading throws.
  func run() throws(Failure) {
    var finished = 0
    for (language, source) in sources.enumerated() {
      try source.read { batch throws(Failure) in
        let first = self.tallies[language].documents
        self.tallies[language].documents += batch.count
        self.pending.append(
          PendingBatch(language: language, firstDocument: first, texts: batch))
        self.pendingBytes += batch.bytes.count + batch.count
        if self.pendingBytes >= self.settings.windowBytes { try self.flush() }
      }
      if pending.first.map({ $0.language > finished }) ?? true {
        finish(finished..<(pending.first?.language ?? language + 1))
        finished = pending.first?.language ?? language + 1
      }
    }
    try flush()
    finish(finished..<sources.count)
  }

  private func finish(_ languages: Range<Int>) {
    if !needs.isolatedWords { return }
    for language in languages { tallies[language].finishTypes() }
  }

  /// Counts what waits.
  private func flush() throws(Failure) {
    let batches = pending
    pending = []
    pendingBytes = 0
    if batches.isEmpty { return }
    var facts = try segment(batches)
    if needs.isolatedWords {
      number(&facts, of: batches)
      try encodeTypes(Set(batches.map(\.language)).sorted())
    }
    let measured = try measure(batches, facts)
    for index in batches.indices {
      let first = index * tokenizers.count
      tallies[batches[index].language].add(
        batches[index], facts[index], Array(measured[first..<first + tokenizers.count]),
        baseline: baseline)
      documents += batches[index].texts.count
      if batches[index].language == focus { show(batches[index], facts[index]) }
    }
    progress("measure \(sources[batches[0].language].corpus)", documents)
  }

  private func show(_ batch: PendingBatch, _ facts: BatchFacts) {
    if showcase.isFinal { return }
    batch.texts.forEachText { index, text in
      let line = batch.firstDocument + index + 1
      showcase.offer(text, words: Int(facts.plainWords[index]), line: line)
    }
  }

  private func segment(_ batches: [PendingBatch]) throws(Failure) -> [BatchFacts] {
    let settings = settings
    let needs = needs
    let units = units
    let providers = sources.map { needs.morphology ? $0.morphology : nil }
    return try pool.map(
      batches.count,
      state: { () throws(Failure) in
        try BatchSegmenter(settings: settings, keepsWords: needs.isolatedWords)
      },
      { (segmenter, index) throws(Failure) in
        let batch = batches[index]
        return try segmenter.facts(of: batch, units: units, provider: providers[batch.language])
      })
  }

  /// Gives each word the number of its type, on one thread, once for all tokenizers.
  private func number(_ facts: inout [BatchFacts], of batches: [PendingBatch]) {
    for index in batches.indices {
      var types: [UInt32] = []
      types.reserveCapacity(facts[index].words.count)
      batches[index].texts.bytes.withUnsafeBufferPointer { bytes in
        for word in facts[index].words {
          let word = UnsafeBufferPointer(rebasing: bytes[word])
          let number = tallies[batches[index].language].types.insert(word).number
          types.append(UInt32(truncatingIfNeeded: number))
        }
      }
      facts[index].types = types
    }
  }

  /// Encodes the word types that came with this window, each once per tokenizer.
  private func encodeTypes(_ languages: [Int]) throws(Failure) {
    let size = 4096
    var items: [(language: Int, tokenizer: Int, types: Range<Int>)] = []
    for language in languages {
      let count = tallies[language].types.count
      for tokenizer in tokenizers.indices {
        var first = tallies[language].isolated[tokenizer].count
        while first < count {
          items.append((language, tokenizer, first..<min(first + size, count)))
          first += size
        }
      }
    }
    let work = items
    let types = tallies.map(\.types)
    let prefixed = settings.leadingSpace != .bare
    let encoded = try pool.map(
      work.count, state: makeMeasurer(),
      { (measurer, index) throws(Failure) in
        let item = work[index]
        return measurer.isolatedTokens(
          item.tokenizer, types: types[item.language], item.types, prefixed: prefixed)
      })
    for (item, tokens) in zip(work, encoded) {
      tallies[item.language].isolated[item.tokenizer] += tokens
    }
  }

  private func measure(
    _ batches: [PendingBatch], _ facts: [BatchFacts]
  ) throws(Failure) -> [BatchCounts] {
    let count = tokenizers.count
    let isolated = tallies.map(\.isolated)
    return try pool.map(
      batches.count * count, state: makeMeasurer(),
      { (measurer, index) throws(Failure) in
        let batch = batches[index / count]
        return measurer.counts(
          index % count, of: batch, facts[index / count],
          isolated: isolated[batch.language][index % count])
      })
  }

  private func makeMeasurer() -> @Sendable () throws(Failure) -> BatchMeasurer {
    let tokenizers = tokenizers
    let flags = flags
    return { () throws(Failure) in BatchMeasurer(tokenizers: tokenizers, flags: flags) }
  }
}
