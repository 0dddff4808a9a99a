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
  /// The sentences of that language that cost each tokenizer most.
  private(set) var worst: WorstSentencePicker
  /// How documents fall into units.
  let units: UnitMap

  private let tokenizers: [MeasuredTokenizer]
  private let groups: [MeasuredGroup]
  private let sources: [LanguageSource]
  private let settings: MetricSettings
  private let needs: [CountingNeeds]
  private let baseline: Int?
  private let shard: Shard
  private let focus: Int?
  private let diagnostics: DiagnosticCounter?
  private let pool: WorkerPool
  private let progress: Progress
  private var pending: [PendingBatch] = []
  private var pendingBytes = 0
  private var documents = 0
  /// For each language, the bytes of the texts so far, those of other shards too.
  private var textBytes: [Int]
  /// For each language, what each tokenizer's tokens are in it; empty unless that is needed.
  private(set) var verdicts: [[TokenVerdicts]] = []

  init(
    tokenizers: [MeasuredTokenizer], groups: [MeasuredGroup], sources: [LanguageSource],
    settings: MetricSettings, needs: [CountingNeeds], shard: Shard = .whole, pool: WorkerPool,
    progress: Progress
  ) {
    self.shard = shard
    self.tokenizers = tokenizers
    self.groups = groups
    self.sources = sources
    self.settings = settings
    self.needs = needs
    self.pool = pool
    self.progress = progress
    baseline = tokenizers.firstIndex { $0.name == settings.baseline }
    focus = sources.firstIndex { settings.sameLanguage($0.language, settings.focus) }
    units = UnitMap(sources, settings)
    worst = WorstSentencePicker(tokenizers: tokenizers.count)
    textBytes = sources.map { _ in 0 }
    tallies = sources.map {
      LanguageTally(
        corpus: $0.corpus, language: $0.language, tokenizers: tokenizers.count,
        isParallel: $0.isParallel,
        groups: GroupTracker(
          settings.resampling.unit, isPossible: !$0.isParallel && $0.units == .blocks))
    }
    for index in sources.indices
    where shard.number == 1 && needs[index].joinedText && sources[index].isParallel {
      tallies[index].joined = JoinedText()
    }
    diagnostics = DiagnosticCounter(
      tokenizers.map { BenchmarkTokenizer(name: $0.name, tokenizer: $0.tokenizer) },
      languages: sources.map(\.language), needs: needs, pool: pool)
    if let diagnostics {
      for index in sources.indices {
        tallies[index].diagnostics.letters = diagnostics.letters(index)
      }
    }
  }

  /// Reads and counts every source; throws what reading throws.
  func run() throws(Failure) {
    verdicts = try FormMeasurement(
      tokenizers: tokenizers, sources: sources, needs: needs, settings: settings, pool: pool
    ).tokenVerdicts()
    // A window is read while the one before is counted.
    let ahead = ReadAhead<(language: Int, texts: TextBatch)>(limit: settings.windowBytes) {
      $0.texts.bytes.count
    }
    let sources = sources
    try ahead.forEach { (take) throws(Failure) in
      for (language, source) in sources.enumerated() {
        try source.read { (texts) throws(Failure) in try take((language, texts)) }
      }
    } take: { (read) throws(Failure) in
      try take(read.texts, read.language)
    }
    try flush()
    drain()
    for language in tallies.indices { tallies[language].finishGroups() }
    try encodeJoined()
  }

  /// Takes a batch that was read; counts what waits once it fills a window.
  private func take(_ batch: TextBatch, _ language: Int) throws(Failure) {
    let first = tallies[language].documents
    tallies[language].documents += batch.count
    let diagnosed = diagnosed(batch, of: language)
    let groups = tallies[language].groups.take(batch)
    // Another shard measures the joined text: it needs all texts.
    if shard.number == 1 { tallies[language].joined?.add(batch) }
    for run in shard.runs(in: first..<first + batch.count) {
      let start = run.lowerBound - first
      let texts = batch.part(start..<run.upperBound - first)
      pending.append(
        PendingBatch(
          language: language, firstDocument: run.lowerBound, texts: texts,
          groups: groups?.shifted(by: start), diagnosed: max(0, diagnosed - start)))
      pendingBytes += texts.bytes.count + texts.count
    }
    if pendingBytes >= settings.windowBytes { try flush() }
  }

  /// How many texts of a batch, from the first on, begin within the bytes that diagnostics look at.
  private func diagnosed(_ batch: TextBatch, of language: Int) -> Int {
    let room = settings.diagnosedBytes - textBytes[language]
    textBytes[language] += batch.bytes.count
    if textBytes[language] < settings.diagnosedBytes { return batch.count }
    var texts = 0
    while texts < batch.count, batch.range(texts).lowerBound < room { texts += 1 }
    if texts < batch.count { tallies[language].diagnostics.isPart = true }
    return texts
  }

  /// Takes the tokens that pieces have counted.
  private func drain() {
    for group in groups {
      for drained in group.drain() {
        for (tokenizer, counts) in zip(group.tokenizers, drained.counts) {
          counts.add(to: &tallies[drained.language].tokenCounts[tokenizer.index])
        }
      }
    }
  }

  /// Encodes the joined text of each language that has one, each with every tokenizer.
  private func encodeJoined() throws(Failure) {
    let languages = tallies.indices.filter { !(tallies[$0].joined?.isTooLong ?? true) }
    if languages.isEmpty { return }
    let texts = languages.map { tallies[$0].joined?.bytes ?? [] }
    let tokens = try mapByTokenizer(languages.count) { measurer, _, index in
      measurer.tokens(of: texts[index])
    }
    for (index, language) in languages.enumerated() {
      tallies[language].joined?.finish(tokens.map { $0[index] })
    }
  }

  /// Counts what waits.
  private func flush() throws(Failure) {
    for language in Set(pending.map(\.language)) { tallies[language].followGroups() }
    // What came before a second group began is of the first.
    for index in pending.indices where tallies[pending[index].language].groups.isGrouped {
      pending[index].groups = pending[index].groups ?? BatchGroups(before: 1, starts: [])
    }
    let batches = pending
    pending = []
    pendingBytes = 0
    if batches.isEmpty { return }
    var facts = try segment(batches)
    try number(&facts, of: batches)
    let measured = try measure(batches, facts)
    try diagnostics?.count(batches, facts, measured, units: units, into: &tallies)
    for (tokenizer, counts) in measured.enumerated() {
      for earlier in counts.flatMap(\.earlier) {
        earlier.counts.add(to: &tallies[earlier.language].tokenCounts[tokenizer])
      }
    }
    for index in batches.indices {
      tallies[batches[index].language].add(
        batches[index], facts[index], measured.map { $0[index] },
        baseline: needs[batches[index].language].lengthRatios ? baseline : nil)
      documents += batches[index].texts.count
      if batches[index].language == focus, settings.showsText {
        show(batches[index], facts[index], measured.map { $0[index] })
      }
    }
    progress("measure \(sources[batches[0].language].corpus)", documents)
  }

  private func show(_ batch: PendingBatch, _ facts: BatchFacts, _ measured: [BatchCounts]) {
    batch.texts.forEachText { index, text in
      let line = batch.firstDocument + index + 1
      let words = Int(facts.plainWords[index])
      showcase.offer(text, words: words, line: line)
      guard WorstSentencePicker.takes(words: words, bytes: text.count) else { return }
      let reference = baseline.map { Int(measured[$0].documentTokens[index]) }
      for tokenizer in measured.indices {
        let tokens = Int(measured[tokenizer].documentTokens[index])
        worst.offer(
          text, line: line, tokenizer: tokenizer, .perWord, tokens: tokens, against: words)
        if let reference, tokenizer != baseline {
          worst.offer(
            text, line: line, tokenizer: tokenizer, .againstBaseline, tokens: tokens,
            against: reference)
        }
      }
    }
  }

  private func segment(_ batches: [PendingBatch]) throws(Failure) -> [BatchFacts] {
    let settings = settings
    let needs = needs
    let units = units
    let providers = zip(sources, needs).map { $1.morphology ? $0.morphology : nil }
    return try pool.map(
      batches.count,
      state: { () throws(Failure) in
        try BatchSegmenter(settings: settings)
      },
      { (segmenter, index) throws(Failure) in
        let batch = batches[index]
        return try segmenter.facts(
          of: batch, units: units, provider: providers[batch.language],
          keepsWords: needs[batch.language].isolatedWords, needs: needs[batch.language])
      })
  }

  /// Gives each word the number of its type, once for all tokenizers; each language is one thread's.
  private func number(_ facts: inout [BatchFacts], of batches: [PendingBatch]) throws(Failure) {
    let languages = Set(batches.map(\.language)).filter { needs[$0].isolatedWords }.sorted()
    let isTreebank = settings.words == .treebank
    let tables = languages.map { language in
      let table = WordNumbering(tallies[language].types)
      // The only owner adds in place.
      tallies[language].types = ByteTable()
      return table
    }
    let found = facts
    let numbered = try pool.map(languages.count) { (index) throws(Failure) in
      batches.indices.filter { batches[$0].language == languages[index] }.map { batch in
        let texts = batches[batch].texts
        let given = isTreebank ? texts.givenWords?.bytes : nil
        return (batch, tables[index].numbers(of: found[batch].words, in: given ?? texts.bytes))
      }
    }
    for (language, table) in zip(languages, tables) { tallies[language].types = table.take() }
    for (batch, types) in numbered.joined() { facts[batch].types = types }
  }

  /// The word types that came with this window.
  private func newTypes(_ batches: [PendingBatch]) -> [MeasuringWork.Types] {
    Set(batches.map(\.language)).filter { needs[$0].isolatedWords }.sorted().compactMap {
      let known = tallies[$0].isolated.first?.count ?? 0
      let count = tallies[$0].types.count
      return known < count ? MeasuringWork.Types(language: $0, numbers: known..<count) : nil
    }
  }

  /// Compares the cuts of word types, encoded before, with those of the baseline, or of the first tokenizer.
  private func compareTypes(_ types: [MeasuringWork.Types]) throws(Failure) {
    let prefixed = settings.leadingSpace != .bare
    let work = types.filter { needs[$0.language].agreement }.flatMap { types in
      stride(from: types.numbers.lowerBound, to: types.numbers.upperBound, by: 4096).map {
        (language: types.language, types: $0..<min($0 + 4096, types.numbers.upperBound))
      }
    }
    if work.isEmpty { return }
    let types = tallies.map(\.types)
    let isolated = tallies.map(\.isolated)
    let cuts = try mapByTokenizer(work.count) { measurer, tokenizer, index in
      let prefix: [UInt8] = prefixed && !tokenizer.addsLeadingSpace ? [0x20] : []
      let item = work[index]
      return measurer.isolatedCuts(
        types[item.language], item.types, prefix: prefix,
        isolated: isolated[item.language][tokenizer.index])
    }
    let others = cuts[baseline ?? 0]
    for (tokenizer, cuts) in cuts.enumerated() {
      for (item, (mine, theirs)) in zip(work, zip(cuts, others)) {
        tallies[item.language].agreement[tokenizer] += (0..<mine.count).map {
          WordAgreement(mine[$0], theirs[$0])
        }
      }
    }
  }

  /// The counts of each batch, tokenizer by tokenizer.
  ///
  /// Groups of tokenizers that cut texts alike count a batch piece by piece where that is enough; otherwise each
  /// tokenizer encodes its texts whole.
  private func measure(
    _ batches: [PendingBatch], _ facts: [BatchFacts]
  ) throws(Failure) -> [[BatchCounts]] {
    let types = newTypes(batches)
    let words = tallies.map(\.types)
    let prefixed = settings.leadingSpace != .bare
    let (needs, verdicts) = (needs, verdicts)
    let work = MeasuringWork.items(
      batches, types: types, groups: groups, tokenizers: tokenizers, needs: needs,
      workers: pool.workers)
    let runs = (2 * pool.workers + groups.count - 1) / max(1, groups.count)
    let measurers = groups.count * min(runs, pool.workers)
    let parts = try pool.map(work.count) { (index) throws(Failure) in
      try work[index].run(of: measurers, words: words, prefixed: prefixed) {
        (measurer, batch) throws(Failure) in
        try measurer.counts(
          of: batches[batch], facts[batch], needs: needs[batches[batch].language])
      } whole: { (measurer, batch) throws(Failure) in
        let verdicts = verdicts[batches[batch].language]
        return measurer.counts(
          of: batches[batch], facts[batch], needs: needs[batches[batch].language],
          verdicts: verdicts.isEmpty ? nil : verdicts[work[index].tokenizers[0].index])
      }
    }
    for group in groups { group.share() }
    var measured = [[BatchCounts]](
      repeating: [BatchCounts](
        repeating: BatchCounts(sums: UnitSums(), documentTokens: []), count: batches.count),
      count: tokenizers.count)
    for (work, part) in zip(work, parts) {
      for (batch, counts) in zip(work.batches, part.batches) {
        for (tokenizer, counts) in zip(work.tokenizers, counts) {
          measured[tokenizer.index][batch] = counts
        }
      }
      for (types, tokens) in zip(work.types, part.types) {
        for (tokenizer, tokens) in zip(work.tokenizers, tokens) {
          tallies[types.language].isolated[tokenizer.index] += tokens
        }
      }
    }
    try compareTypes(types)
    return types.isEmpty && !batches.contains { needs[$0.language].isolatedWords }
      ? measured : try addWords(batches, facts, to: measured)
  }

  /// Adds the sums over words, each tokenizer's to its counts of each batch.
  private func addWords(
    _ batches: [PendingBatch], _ facts: [BatchFacts], to measured: [[BatchCounts]]
  ) throws(Failure) -> [[BatchCounts]] {
    let isolated = tallies.map(\.isolated)
    let agreement = tallies.map(\.agreement)
    return try pool.map(measured.count) { (tokenizer) throws(Failure) in
      var counts = measured[tokenizer]
      for index in batches.indices {
        let language = batches[index].language
        counts[index].addWords(
          of: batches[index], facts[index], isolated: isolated[language][tokenizer],
          agreement: agreement[language][tokenizer])
      }
      return counts
    }
  }

  /// Runs `body` for each tokenizer and each of `count` items; gives the results of each tokenizer in
  /// the items' order.
  ///
  /// A worker takes a run of items of one tokenizer, with an encoder that keeps what it learnt from
  /// window to window. With many tokenizers a run is all of the window, so that no two encoders learn
  /// the same pieces: on 45 languages and 14 tokenizers this halved the processor time against an
  /// encoder for each worker.
  private func mapByTokenizer<Result: Sendable>(
    _ count: Int, _ body: @Sendable (BatchMeasurer, MeasuredTokenizer, Int) -> Result
  ) throws(Failure) -> [[Result]] {
    let runs = max(1, min(count, (2 * pool.workers + tokenizers.count - 1) / tokenizers.count))
    let tokenizers = tokenizers
    let parts = try pool.map(tokenizers.count * runs) { (work) throws(Failure) in
      let tokenizer = tokenizers[work / runs]
      let run = work % runs
      return try tokenizer.withMeasurer { measurer in
        (count * run / runs..<count * (run + 1) / runs).map { body(measurer, tokenizer, $0) }
      }
    }
    return tokenizers.indices.map { Array(parts[$0 * runs..<($0 + 1) * runs].joined()) }
  }
}
