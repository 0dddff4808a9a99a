import Groundwork

/// Some batches of a window that one worker counts: piece by piece with a group of tokenizers, or whole with one.
struct MeasuringWork: Sendable {
  /// What is measured of batches and word types.
  struct Results: Sendable {
    /// For each of the work's batches, the counts of each of its tokenizers.
    var batches: [[BatchCounts]] = []
    /// For each of the work's ranges of word types, the tokens of each, by tokenizer.
    var types: [[[UInt32]]] = []
  }

  /// Word types of a language that came with this window.
  struct Types: Sendable {
    var language: Int
    var numbers: Range<Int>
  }

  /// The group; nil where texts are encoded whole.
  private let group: MeasuredGroup?
  /// The group's tokenizers, or the one.
  let tokenizers: [MeasuredTokenizer]
  /// Indices in the window, rising.
  let batches: [Int]
  /// The word types that are encoded alone.
  let types: [Types]

  /// All work of a window: its batches, and its new word types, each once per tokenizer.
  ///
  /// With many groups and tokenizers an item is all of the window, so that no two measurers learn the same pieces.
  static func items(
    _ batches: [PendingBatch], types: [Types], groups: [MeasuredGroup],
    tokenizers: [MeasuredTokenizer], needs: [CountingNeeds], workers: Int
  ) -> [MeasuringWork] {
    func areWhole(_ provesRoundTrip: Bool) -> [Bool] {
      batches.map {
        needs[$0.language].wantWholeTexts($0, provesRoundTrip: provesRoundTrip)
      }
    }
    let (proved, unproved) = (areWhole(true), areWhole(false))
    var items: [MeasuringWork] = []
    var grouped = Set<Int>()
    for group in groups {
      let whole = group.provesRoundTrip ? proved : unproved
      grouped.formUnion(group.tokenizers.map(\.index))
      items.append(
        MeasuringWork(
          group: group, tokenizers: group.tokenizers,
          batches: batches.indices.filter { !whole[$0] }, types: types))
      for tokenizer in group.tokenizers {
        items.append(
          MeasuringWork(
            group: nil, tokenizers: [tokenizer], batches: batches.indices.filter { whole[$0] },
            types: []))
      }
    }
    for tokenizer in tokenizers where !grouped.contains(tokenizer.index) {
      items.append(
        MeasuringWork(
          group: nil, tokenizers: [tokenizer], batches: Array(batches.indices), types: types))
    }
    items.removeAll { $0.batches.isEmpty && $0.types.isEmpty }
    // One item alone is cut finely, so that no worker waits long for another at the window's end.
    let runs =
      items.count == 1 ? 8 * workers : (2 * workers + items.count - 1) / max(1, items.count)
    return items.flatMap { $0.split(into: runs, batches) }
  }

  /// Parts of it; types go with the first batch of their language, whose measurer knows their pieces.
  private func split(into runs: Int, _ window: [PendingBatch]) -> [MeasuringWork] {
    let count = batches.count
    let runs = max(1, min(count, runs))
    var waiting = types
    return (0..<runs).map { run in
      let batches = Array(batches[count * run / runs..<count * (run + 1) / runs])
      let languages = Set(batches.map { window[$0].language })
      let isLast = run == runs - 1
      let mine = waiting.filter { isLast || languages.contains($0.language) }
      waiting.removeAll { isLast || languages.contains($0.language) }
      return MeasuringWork(group: group, tokenizers: tokenizers, batches: batches, types: mine)
    }
  }

  /// Measures all of it.
  ///
  /// - Parameters:
  ///   - measurers: how many may be in use at a time.
  ///   - piecewise: measures a batch with a group.
  ///   - whole: measures a batch with a tokenizer.
  ///   - words: the word types by language.
  ///   - prefixed: whether words are encoded behind a space.
  func run(
    of measurers: Int, words: [ByteTable], prefixed: Bool,
    piecewise: (TextMeasurer, Int) throws(Failure) -> [BatchCounts],
    whole: (BatchMeasurer, Int) throws(Failure) -> BatchCounts
  ) throws(Failure) -> Results {
    var results = Results()
    if let group {
      try group.withMeasurer(of: measurers) { (measurer) throws(Failure) in
        for batch in batches { results.batches.append(try piecewise(measurer, batch)) }
        for types in types {
          results.types.append(
            try measurer.isolatedTokens(words[types.language], types.numbers, prefixed: prefixed))
        }
      }
    } else {
      let prefix: [UInt8] = prefixed && !tokenizers[0].addsLeadingSpace ? [0x20] : []
      try tokenizers[0].withMeasurer { (measurer) throws(Failure) in
        for batch in batches { results.batches.append([try whole(measurer, batch)]) }
        for types in types {
          results.types.append([
            measurer.isolatedTokens(words[types.language], types.numbers, prefix: prefix)
          ])
        }
      }
    }
    return results
  }
}
