import Groundwork
import Segmentation
import Tokenization

/// Counts the tokens of texts piece by piece, for all tokenizers that cut texts alike.
///
/// A text is cut once. Each distinct piece is encoded once by each tokenizer, and its counts are kept in a row of
/// bytes; what a text has is the sum of its pieces' rows. Texts of which that is not proved are encoded whole.
/// Past a limit of memory new pieces are not kept, but encoded each time.
///
/// Owned by one thread at a time.
final class PieceMeasurer {
  /// What a tokenizer makes of a text.
  struct TextCounts {
    var tokens = 0
    var fragments = 0
    var unknown = 0
    /// What comes back; of no meaning where that was not asked for.
    var same = RoundTrip.Sameness()
  }

  private let tokenizers: [MeasuredTokenizer]
  private let encoders: [any PieceEncoder]
  private let cutter: any PieceCutter
  private let layout: LaneLayout
  private let rows: KeyedRows
  private let limit: Int
  private let stops: [Bool]
  private var wholes: [BatchMeasurer?]
  private var counters: [TokenCounter?]
  /// The language whose pieces are counted in the rows; −1 for none.
  private var countedLanguage = -1

  // What is known of the text at hand.
  private var counts: [TextCounts]
  private let sums: UnsafeMutablePointer<Int64>
  private let worst: UnsafeMutablePointer<SIMD16<UInt8>>
  private let joined: UnsafeMutablePointer<SIMD16<UInt8>>
  private let previous: UnsafeMutablePointer<SIMD16<UInt8>>
  private let chunks: Int

  // Room.
  private var ids: [UInt32] = []
  private var values: [Int]
  private var touched: UInt64 = 0
  private let pieces = UnsafeMutableBufferPointer<PieceRange>.allocate(capacity: batch)
  private let keys = UnsafeMutablePointer<(key: KeyedRows.Key, hash: UInt64)>.allocate(
    capacity: batch)
  private let found = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: batch)
  /// The row of a piece that was counted otherwise.
  private let zeros: UnsafeMutableRawPointer

  /// Pieces looked up side by side; 256 rows of bytes have sums of 16 bits.
  private static let batch = 256
  /// The longest piece that is kept.
  private static let longest = 1024

  init(
    _ tokenizers: [MeasuredTokenizer], _ cutting: PieceCutting, countsTokens: Bool, limit: Int
  ) {
    self.tokenizers = tokenizers
    encoders = tokenizers.compactMap { $0.tokenizer.makePieceEncoder() }
    self.limit = limit
    cutter = cutting.makeCutter()
    var layout = LaneLayout(hasCounts: countsTokens)
    for (tokenizer, encoder) in zip(tokenizers, encoders) {
      layout.add(tokenizer.flags, encoder, comparesBytes: tokenizer.provesRoundTrip)
    }
    self.layout = layout
    rows = KeyedRows(rowBytes: layout.rowBytes)
    chunks = layout.rowBytes / 16
    let stopping = encoders.map(\.stops).filter { !$0.isEmpty }
    stops =
      stopping.isEmpty ? [] : (0..<256).map { byte in stopping.contains { $0[byte] } }
    wholes = tokenizers.map { _ in nil }
    counters = tokenizers.map { _ in nil }
    counts = [TextCounts](repeating: TextCounts(), count: tokenizers.count)
    values = [Int](repeating: 0, count: layout.count)
    sums = .allocate(capacity: chunks * 16)
    sums.initialize(repeating: 0, count: chunks * 16)
    worst = .allocate(capacity: chunks)
    joined = .allocate(capacity: chunks)
    previous = .allocate(capacity: chunks)
    zeros = .allocate(byteCount: 16 + layout.rowBytes, alignment: 64)
    zeros.initializeMemory(as: UInt8.self, repeating: 0, count: 16 + layout.rowBytes)
  }

  deinit {
    sums.deallocate()
    worst.deallocate()
    joined.deallocate()
    previous.deallocate()
    pieces.deallocate()
    keys.deallocate()
    found.deallocate()
    zeros.deallocate()
  }

  /// The counts of a batch for each tokenizer of the group, but for those of words alone; throws where ICU's data
  /// is missing.
  func counts(
    of batch: PendingBatch, _ facts: BatchFacts, needs: CountingNeeds
  ) throws(Failure) -> [BatchCounts] {
    let tokenizers = tokenizers.count
    var results = (0..<tokenizers).map { _ in
      var result = BatchCounts(
        rows: [Int64](repeating: 0, count: facts.units * TokenColumn.count), documentTokens: [])
      result.documentTokens.reserveCapacity(batch.texts.count)
      return result
    }
    if needs.tokenCounts, countedLanguage != batch.language {
      if let drained = drain() {
        for (index, counts) in drained.counts.enumerated() {
          results[index].earlier.append((drained.language, counts))
        }
      }
      countedLanguage = batch.language
    }
    try batch.texts.forEachText { (index, text) throws(Failure) in
      let weight = Int64(clamping: batch.texts.weight(index))
      let compares = needs.roundTrip && facts.plainWords[index] > 0
      try self.count(text, counting: needs.tokenCounts ? weight : 0, compares: compares)
      let row = Int(facts.unitOf[index]) * TokenColumn.count
      for tokenizer in 0..<tokenizers {
        results[tokenizer].add(self.counts[tokenizer], row: row, weight: weight)
      }
    }
    for tokenizer in 0..<tokenizers {
      results[tokenizer].tokenCounts = counters[tokenizer]?.take() ?? TokenCounter.Counts()
    }
    return results
  }

  /// What the rows have counted, by tokenizer; nothing is kept.
  func drain() -> (language: Int, counts: [TokenCounter.Counts])? {
    guard countedLanguage >= 0 else { return nil }
    let language = countedLanguage
    countedLanguage = -1
    let place = 16 + layout.countPlace
    rows.forEach { slot, piece in
      let count = slot.load(fromByteOffset: place, as: Int64.self)
      guard count != 0, let base = piece.baseAddress else { return }
      slot.storeBytes(of: 0, toByteOffset: place, as: Int64.self)
      for tokenizer in tokenizers.indices { add(base, piece.count, tokenizer, count) }
    }
    return (language, tokenizers.indices.map { counters[$0]?.take() ?? TokenCounter.Counts() })
  }

  /// Counts the ids of a piece with one tokenizer.
  private func add(
    _ piece: UnsafePointer<UInt8>, _ count: Int, _ tokenizer: Int, _ weight: Int64
  ) {
    ids.removeAll(keepingCapacity: true)
    _ = encoders[tokenizer].encode(piece, count: count, into: &ids)
    addIDs(tokenizer, weight)
  }

  private func addIDs(_ tokenizer: Int, _ weight: Int64) {
    if counters[tokenizer] == nil {
      counters[tokenizer] = TokenCounter(vocabulary: tokenizers[tokenizer].flags.count)
    }
    counters[tokenizer]?.add(ids, weight: weight)
  }

  private func whole(_ tokenizer: Int) throws(Failure) -> BatchMeasurer {
    if let made = wholes[tokenizer] { return made }
    let made = try tokenizers[tokenizer].makeMeasurer()
    wholes[tokenizer] = made
    return made
  }

  // MARK: - One text

  /// Puts what each tokenizer makes of a text into `counts`; where `weight` is not 0, ids are counted so often.
  private func count(
    _ text: UnsafeBufferPointer<UInt8>, counting weight: Int64, compares: Bool
  ) throws(Failure) {
    guard !text.isEmpty, let cut = cutter.begin(text) else {
      for tokenizer in tokenizers.indices {
        try encodeWhole(text, tokenizer, weight, compares: compares)
      }
      return
    }
    sum(cut, weight)
    let mayStop = !stops.isEmpty && holdsStop(text)
    for (tokenizer, lanes) in layout.tokenizers.enumerated() {
      let isChanged = compares && lanes.changed >= 0 && sums[lanes.changed] != 0
      if mayStop && encoders[tokenizer].needsWhole(text) || !isProved(lanes) || isChanged {
        if weight != 0 { subtract(text, tokenizer, weight) }
        try encodeWhole(text, tokenizer, weight, compares: compares)
        continue
      }
      counts[tokenizer] = TextCounts(
        tokens: Int(sums[lanes.tokens]),
        fragments: lanes.fragments < 0 ? 0 : Int(sums[lanes.fragments]),
        unknown: lanes.unknown < 0 ? 0 : Int(sums[lanes.unknown]),
        same: compares ? .all : RoundTrip.Sameness())
    }
  }

  private func holdsStop(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    stops.withUnsafeBufferPointer { stops in
      for byte in text where stops[Int(byte)] { return true }
      return false
    }
  }

  /// Whether the pieces of the text depend on nothing around them.
  private func isProved(_ lanes: LaneLayout.Lanes) -> Bool {
    if lanes.limit >= 0 {
      let code = worst[lanes.limit >> 4][lanes.limit & 15]
      if sums[lanes.magnitude] > LaneLayout.limit(ofCode: code) { return false }
    }
    if lanes.edges >= 0, joined[lanes.edges >> 4][lanes.edges & 15] & 1 != 0 { return false }
    return true
  }

  private func encodeWhole(
    _ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int, _ weight: Int64, compares: Bool
  ) throws(Failure) {
    ids.removeAll(keepingCapacity: true)
    let measurer = try whole(tokenizer)
    measurer.encode(text, into: &ids)
    let found = tokenizers[tokenizer].flags.counts(of: ids)
    counts[tokenizer] = TextCounts(
      tokens: ids.count, fragments: found.fragments, unknown: found.unknown)
    if compares { counts[tokenizer].same = measurer.compare(text, ids) }
    if weight != 0 { addIDs(tokenizer, weight) }
  }

  /// Takes back what a text's pieces have counted for a tokenizer.
  private func subtract(_ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int, _ weight: Int64) {
    guard let cut = cutter.begin(text) else { return }
    while true {
      let count = cutter.next(pieces)
      for index in 0..<count {
        add(cut.bytes + pieces[index].start, pieces[index].count, tokenizer, -weight)
      }
      if count < pieces.count { return }
    }
  }

  /// Adds the rows of a text's pieces.
  private func sum(_ cut: PieceText, _ weight: Int64) {
    sums.update(repeating: 0, count: chunks * 16)
    if layout.hasProofs {
      worst.update(repeating: SIMD16(repeating: 0), count: chunks)
      joined.update(repeating: SIMD16(repeating: 0), count: chunks)
      previous.update(repeating: SIMD16(repeating: 0), count: chunks)
    }
    while true {
      let count = cutter.next(pieces)
      if count > 0 {
        findRows(cut, count, weight)
        addRows(count)
        if layout.hasProofs { addProofs(count) }
      }
      if count < pieces.count { return }
    }
  }

  /// Puts the slots of pieces into `found`, each of which is there, or is encoded now.
  ///
  /// Keys first, with a look at each slot that nothing waits for: so the lines of memory come in side by side.
  private func findRows(_ cut: PieceText, _ count: Int, _ weight: Int64) {
    let isFull = rows.memory(withMore: count) > limit
    if !isFull { rows.reserve(more: count) }
    let keys = keys
    let pieces = UnsafePointer(pieces.baseAddress.unsafelyUnwrapped)
    var touched: UInt64 = 0
    for index in 0..<count {
      let piece = pieces[index]
      let key = KeyedRows.key(
        cut.bytes + piece.start, piece.count, readable: cut.readable &- piece.start)
      let hash = key.hash
      keys[index] = (key, hash)
      touched &+= rows.touch(hash)
    }
    self.touched = touched
    let countPlace = 16 + layout.countPlace
    let found = found
    for index in 0..<count {
      let piece = pieces[index]
      let text = cut.bytes + piece.start
      var slot = rows.slot(keys[index].key, keys[index].hash, text, piece.count)
      if KeyedRows.isFree(slot) {
        slot = learn(
          text, piece.count, keys[index].key, slot, isFull: isFull, weight, at: index)
      }
      if weight != 0, slot != zeros {
        let count = slot.load(fromByteOffset: countPlace, as: Int64.self)
        slot.storeBytes(of: count &+ weight, toByteOffset: countPlace, as: Int64.self)
      }
      found[index] = slot
    }
  }

  /// Encodes a piece with every tokenizer, and keeps its counts where that can be done.
  ///
  /// What cannot be kept is added to the text's sums at once, and has the row `zeros`.
  @inline(never)
  private func learn(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ key: KeyedRows.Key,
    _ slot: UnsafeMutableRawPointer, isFull: Bool, _ weight: Int64, at index: Int
  ) -> UnsafeMutableRawPointer {
    var largest = 0
    for (tokenizer, lanes) in layout.tokenizers.enumerated() {
      ids.removeAll(keepingCapacity: true)
      let proof = encoders[tokenizer].encode(text, count: count, into: &ids)
      let found = tokenizers[tokenizer].flags.counts(of: ids)
      values[lanes.tokens] = ids.count
      if lanes.fragments >= 0 { values[lanes.fragments] = found.fragments }
      if lanes.unknown >= 0 { values[lanes.unknown] = found.unknown }
      if lanes.magnitude >= 0 {
        values[lanes.magnitude] = Int(min(proof.magnitude, 0x1p30).rounded(.up))
        values[lanes.limit] = LaneLayout.code(proof.limit)
      }
      if lanes.changed >= 0 {
        let piece = UnsafeBufferPointer(start: text, count: count)
        let vocabulary = tokenizers[tokenizer].tokenizer.vocabulary
        values[lanes.changed] = vocabulary.isJoined(piece, ids) ? 0 : 1
      }
      if lanes.edges >= 0 {
        values[lanes.edges] = (proof.startsUnknown ? 1 : 0) + (proof.endsUnknown ? 2 : 0)
      }
    }
    for value in values { largest = max(largest, value) }
    if !isFull, largest <= 255, count <= Self.longest {
      rows.occupy(slot, key, text, count)
      for (lane, value) in values.enumerated() {
        slot.storeBytes(
          of: UInt8(truncatingIfNeeded: value), toByteOffset: 16 + lane, as: UInt8.self)
      }
      return slot
    }
    addDirectly()
    if weight != 0 {
      for tokenizer in tokenizers.indices { add(text, count, tokenizer, weight) }
    }
    return zeros
  }

  /// Adds `values` to the sums of the text.
  private func addDirectly() {
    for (lane, value) in values.enumerated() { sums[lane] += Int64(value) }
    for lanes in layout.tokenizers {
      if lanes.limit >= 0 {
        let code = UInt8(truncatingIfNeeded: values[lanes.limit])
        let (chunk, lane) = (lanes.limit >> 4, lanes.limit & 15)
        worst[chunk][lane] = max(worst[chunk][lane], code)
      }
      // What stands beside it is not known here, so it is taken for the same.
      if lanes.edges >= 0, values[lanes.edges] != 0 {
        joined[lanes.edges >> 4][lanes.edges & 15] = 1
      }
    }
  }

  private func addRows(_ count: Int) {
    let found = UnsafePointer(found)
    for chunk in 0..<chunks {
      let place = 16 + 16 * chunk
      var total = SIMD16<UInt16>(repeating: 0)
      for index in 0..<count {
        let row = found[index].load(fromByteOffset: place, as: SIMD16<UInt8>.self)
        total &+= SIMD16<UInt16>(truncatingIfNeeded: row)
      }
      let sums = sums + 16 * chunk
      for lane in 0..<16 { sums[lane] &+= Int64(total[lane]) }
    }
  }

  private func addProofs(_ count: Int) {
    let found = UnsafePointer(found)
    for chunk in 0..<chunks {
      let place = 16 + 16 * chunk
      var (most, both, last) = (worst[chunk], joined[chunk], previous[chunk])
      for index in 0..<count {
        let row = found[index].load(fromByteOffset: place, as: SIMD16<UInt8>.self)
        most = pointwiseMax(most, row)
        both |= (last &>> 1) & row
        last = row
      }
      (worst[chunk], joined[chunk], previous[chunk]) = (most, both, last)
    }
  }
}

extension BatchCounts {
  /// Adds what a text's pieces add up to.
  fileprivate mutating func add(_ counts: PieceMeasurer.TextCounts, row: Int, weight: Int64) {
    documentTokens.append(UInt32(truncatingIfNeeded: counts.tokens))
    rows[row + TokenColumn.tokens.rawValue] += Int64(counts.tokens) * weight
    rows[row + TokenColumn.fragments.rawValue] += Int64(counts.fragments) * weight
    rows[row + TokenColumn.unknown.rawValue] += Int64(counts.unknown) * weight
    rows[row + TokenColumn.sameBytes.rawValue] += counts.same.bytes ? weight : 0
    rows[row + TokenColumn.sameNormalized.rawValue] += counts.same.normalized ? weight : 0
    rows[row + TokenColumn.sameFolded.rawValue] += counts.same.folded ? weight : 0
  }
}
