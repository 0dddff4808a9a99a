import Groundwork

/// Some batches of a window that one worker counts: piece by piece with a group of tokenizers, or whole with one.
struct MeasuringWork: Sendable {
  /// The group; nil where texts are encoded whole.
  private let group: MeasuredGroup?
  /// The group's tokenizers, or the one.
  let tokenizers: [MeasuredTokenizer]
  /// Indices in the window, rising.
  let batches: [Int]

  /// All work of a window.
  ///
  /// With many groups and tokenizers an item is all of the window, so that no two measurers learn the same pieces.
  static func items(
    _ batches: [PendingBatch], groups: [MeasuredGroup], tokenizers: [MeasuredTokenizer],
    needs: [CountingNeeds], workers: Int
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
          group: group, tokenizers: group.tokenizers, batches: batches.indices.filter { !whole[$0] }
        ))
      for tokenizer in group.tokenizers {
        items.append(
          MeasuringWork(
            group: nil, tokenizers: [tokenizer], batches: batches.indices.filter { whole[$0] }))
      }
    }
    for tokenizer in tokenizers where !grouped.contains(tokenizer.index) {
      items.append(
        MeasuringWork(group: nil, tokenizers: [tokenizer], batches: Array(batches.indices)))
    }
    items.removeAll { $0.batches.isEmpty }
    let runs = (2 * workers + items.count - 1) / max(1, items.count)
    return items.flatMap { $0.split(into: runs) }
  }

  private func split(into runs: Int) -> [MeasuringWork] {
    let count = batches.count
    let runs = max(1, min(count, runs))
    return (0..<runs).map { run in
      MeasuringWork(
        group: group, tokenizers: tokenizers,
        batches: Array(batches[count * run / runs..<count * (run + 1) / runs]))
    }
  }

  /// Runs `body` for each batch with what measures it, of which `measurers` may be in use at a time.
  func run(
    of measurers: Int,
    _ body: (Int, PieceMeasurer?, BatchMeasurer?) throws(Failure) -> [BatchCounts]
  ) throws(Failure) -> [[BatchCounts]] {
    var results: [[BatchCounts]] = []
    if let group {
      try group.withMeasurer(of: measurers) { (measurer) throws(Failure) in
        for batch in batches { results.append(try body(batch, measurer, nil)) }
      }
    } else {
      try tokenizers[0].withMeasurer { (measurer) throws(Failure) in
        for batch in batches { results.append(try body(batch, nil, measurer)) }
      }
    }
    return results
  }
}
