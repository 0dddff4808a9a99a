import Groundwork
import Tokenization

/// Counts the tokens of texts for a group of tokenizers, piece by piece where that is proved, else whole.
///
/// Owned by one thread at a time.
final class TextMeasurer {
  /// Where a tokenizer of the group is measured.
  private struct Place {
    var part: Int
    var index: Int
  }

  private let tokenizers: [MeasuredTokenizer]
  private let parts: [PieceMeasurer]
  private let places: [Place]
  /// What takes texts stretch by stretch; nil where the group cannot.
  private let stretches: StretchMeasurer?
  /// Whether texts with some bytes may have to be encoded whole.
  private let hasStops: Bool
  @exclusivity(unchecked) private var wholes: [BatchMeasurer?]
  /// The language whose pieces are counted in the rows; −1 for none.
  @exclusivity(unchecked) private var countedLanguage = -1
  /// What each tokenizer makes of the text at hand.
  private let counts: UnsafeMutablePointer<TextCounts>
  @exclusivity(unchecked) private var ids: [UInt32] = []
  @exclusivity(unchecked) private var word: [UInt8] = []

  /// - Parameters:
  ///   - cuttings: the ways the tokenizers cut, each with those that share it.
  ///   - countsTokens: whether ids are counted.
  ///   - known: what is known of stretches, shared with other measurers; nil to keep it here.
  ///   - limit: the bytes that all rows of its own may take.
  init(
    _ cuttings: MeasuredGroup.Cuttings, countsTokens: Bool, known: KeyedRows? = nil, limit: Int
  ) {
    let usesStretches = cuttings.allSatisfy { $0.cutting.spaces != .unknown }
    // Pieces must not take the room of stretches, without which they would be asked for again and again.
    let budget = RowBudget(limit: usesStretches ? limit * 3 / 4 : limit)
    parts = cuttings.map {
      PieceMeasurer($0.tokenizers, $0.cutting, countsTokens: countsTokens, budget: budget)
    }
    tokenizers = cuttings.flatMap(\.tokenizers)
    places = cuttings.enumerated().flatMap { part, cutting in
      cutting.tokenizers.indices.map { Place(part: part, index: $0) }
    }
    stretches =
      usesStretches
      ? StretchMeasurer(
        parts, spaces: cuttings.map(\.cutting.spaces), countsTokens: countsTokens, known: known,
        budget: RowBudget(limit: limit / 4))
      : nil
    hasStops = parts.contains { $0.encoders.contains { !$0.stops.isEmpty } }
    wholes = tokenizers.map { _ in nil }
    counts = .allocate(capacity: tokenizers.count)
    counts.initialize(repeating: TextCounts(), count: tokenizers.count)
  }

  deinit { counts.deallocate() }

  /// The counts of a batch for each tokenizer of the group, but for those of words alone; throws where ICU's data
  /// is missing.
  func counts(
    of batch: PendingBatch, _ facts: BatchFacts, needs: CountingNeeds
  ) throws(Failure) -> [BatchCounts] {
    var earlier = tokenizers.map { _ in [(language: Int, counts: TokenCounter.Counts)]() }
    if needs.tokenCounts, countedLanguage != batch.language {
      if let drained = drain() {
        for (index, counts) in drained.counts.enumerated() {
          earlier[index].append((drained.language, counts))
        }
      }
      countedLanguage = batch.language
    }
    let results = TextResults(
      tokenizers: tokenizers.count, units: facts.units, texts: batch.texts.count,
      compares: needs.roundTrip)
    try batch.texts.forEachText { (index, text) throws(Failure) in
      let weight = Int64(clamping: batch.texts.weight(index))
      let compares = needs.roundTrip && facts.plainWords[index] > 0
      try count(text, counting: needs.tokenCounts ? weight : 0, compares: compares)
      results.add(counts, text: index, unit: Int(facts.unitOf[index]), weight: weight)
    }
    return places.enumerated().map { tokenizer, place in
      var counts = results.counts(of: tokenizer)
      counts.earlier = earlier[tokenizer]
      counts.tokenCounts = parts[place.part].takeCounts(place.index)
      return counts
    }
  }

  /// What the rows have counted, by tokenizer; nothing is kept.
  func drain() -> (language: Int, counts: [TokenCounter.Counts])? {
    guard countedLanguage >= 0 else { return nil }
    let language = countedLanguage
    countedLanguage = -1
    stretches?.drainRows()
    for part in parts { part.drainRows() }
    return (language, places.map { parts[$0.part].takeCounts($0.index) })
  }

  /// Shares what it has found of stretches; to be called while no measurer of the group measures.
  func share() { stretches?.share() }

  /// For each tokenizer of the group, the number of tokens of some word types, encoded alone.
  ///
  /// - Parameter prefixed: whether a word is encoded behind a space, which some tokenizers put there themselves.
  func isolatedTokens(
    _ types: ByteTable, _ numbers: Range<Int>, prefixed: Bool
  ) throws(Failure) -> [[UInt32]] {
    var tokens = tokenizers.map { _ in
      var tokens: [UInt32] = []
      tokens.reserveCapacity(numbers.count)
      return tokens
    }
    for number in numbers {
      word.removeAll(keepingCapacity: true)
      word.append(0x20)
      word += types.bytes[types.range(number)]
      try word.withUnsafeBufferPointer { (word) throws(Failure) in
        try countWord(word, prefixed: prefixed)
      }
      for tokenizer in tokens.indices {
        tokens[tokenizer].append(UInt32(truncatingIfNeeded: counts[tokenizer].tokens))
      }
    }
    return tokens
  }

  /// Puts what each tokenizer makes of a word into `counts`; a space stands before it.
  private func countWord(
    _ word: UnsafeBufferPointer<UInt8>, prefixed: Bool
  ) throws(Failure) {
    let bare = UnsafeBufferPointer(rebasing: word[1...])
    func alone(_ tokenizer: Int) -> UnsafeBufferPointer<UInt8> {
      prefixed && !tokenizers[tokenizer].addsLeadingSpace ? word : bare
    }
    // Behind a space a stretch is what it is in a text, where the space is the one that others put there.
    if let stretches, StretchCutter.maySpaceStandBefore(bare) {
      stretches.measure(prefixed ? word : bare, weight: 0)
      for tokenizer in 0..<places.count {
        let lanes = stretches.lanes[tokenizer]
        try finish(alone(tokenizer), tokenizer, stretches.sums, lanes, 0, compares: false)
      }
      return
    }
    for (tokenizer, place) in places.enumerated() {
      let part = parts[place.part]
      if part.measure(alone(tokenizer), weight: 0) {
        let lanes = part.layout.tokenizers[place.index]
        try finish(alone(tokenizer), tokenizer, part.sums, lanes, 0, compares: false)
      } else {
        try encodeWhole(alone(tokenizer), tokenizer, 0, compares: false)
      }
    }
  }

  // MARK: - One text

  /// Puts what each tokenizer makes of a text into `counts`; where `weight` is not 0, ids are counted so often.
  private func count(
    _ text: UnsafeBufferPointer<UInt8>, counting weight: Int64, compares: Bool
  ) throws(Failure) {
    if let stretches, StretchCutter.maySpaceStandBefore(text) {
      stretches.measure(text, weight: weight)
      // Taken out of the loop: references would be counted for each tokenizer.
      let (sums, lanes) = (stretches.sums, stretches.lanes)
      for tokenizer in 0..<tokenizers.count {
        try finish(text, tokenizer, sums, lanes[tokenizer], weight, compares: compares)
      }
      return
    }
    var measured = -1
    var isCut = false
    for (tokenizer, place) in places.enumerated() {
      let part = parts[place.part]
      if place.part != measured {
        isCut = part.measure(text, weight: weight)
        measured = place.part
      }
      if isCut {
        let lanes = part.layout.tokenizers[place.index]
        try finish(text, tokenizer, part.sums, lanes, weight, compares: compares)
      } else {
        try encodeWhole(text, tokenizer, weight, compares: compares)
      }
    }
  }

  /// Takes a tokenizer's counts of a text from sums, where they are proved.
  @inline(__always)
  private func finish(
    _ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int, _ sums: LaneSums,
    _ lanes: LaneLayout.Lanes, _ weight: Int64, compares: Bool
  ) throws(Failure) {
    let isChanged = compares && lanes.changed >= 0 && sums.sum(lanes.changed) != 0
    if isChanged || !sums.isProved(lanes) || hasStops && needsWhole(text, tokenizer) {
      return try encodeAgain(text, tokenizer, weight, compares: compares)
    }
    counts[tokenizer] = TextCounts(
      tokens: Int(sums.sum(lanes.tokens)),
      fragments: lanes.fragments < 0 ? 0 : Int(sums.sum(lanes.fragments)),
      unknown: lanes.unknown < 0 ? 0 : Int(sums.sum(lanes.unknown)),
      same: compares ? .all : RoundTrip.Sameness())
  }

  /// Encodes a text whole whose pieces have been counted.
  @inline(never)
  private func encodeAgain(
    _ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int, _ weight: Int64, compares: Bool
  ) throws(Failure) {
    let place = places[tokenizer]
    if weight != 0 { parts[place.part].subtract(text, place.index, weight) }
    try encodeWhole(text, tokenizer, weight, compares: compares)
  }

  private func needsWhole(_ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int) -> Bool {
    let place = places[tokenizer]
    let encoder = parts[place.part].encoders[place.index]
    let stops = encoder.stops
    if stops.isEmpty || !text.contains(where: { stops[Int($0)] }) { return false }
    return encoder.needsWhole(text)
  }

  private func encodeWhole(
    _ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int, _ weight: Int64, compares: Bool
  ) throws(Failure) {
    let measurer: BatchMeasurer
    if let made = wholes[tokenizer] {
      measurer = made
    } else {
      measurer = try tokenizers[tokenizer].makeMeasurer()
      wholes[tokenizer] = measurer
    }
    ids.removeAll(keepingCapacity: true)
    measurer.encode(text, into: &ids)
    let found = tokenizers[tokenizer].flags.counts(of: ids)
    counts[tokenizer] = TextCounts(
      tokens: ids.count, fragments: found.fragments, unknown: found.unknown)
    if compares { counts[tokenizer].same = measurer.compare(text, ids) }
    let place = places[tokenizer]
    if weight != 0 { parts[place.part].add(ids, place.index, weight) }
  }
}
