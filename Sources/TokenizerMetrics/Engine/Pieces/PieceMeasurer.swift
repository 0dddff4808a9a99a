import Tokenization

/// Counts the tokens of texts piece by piece, for all tokenizers that cut texts alike.
///
/// A text is cut once. Each distinct piece is encoded once by each tokenizer, and its counts are kept in a row of
/// bytes; what a text has is the sum of its pieces' rows. Past a limit of memory new pieces are not kept, but encoded
/// each time.
///
/// Owned by one thread at a time.
final class PieceMeasurer {
  /// The tokenizers.
  let tokenizers: [MeasuredTokenizer]
  /// Their encoders of pieces.
  let encoders: [any PieceEncoder]
  /// Where their counts stand.
  let layout: LaneLayout
  /// What the pieces of the last text add up to.
  let sums: LaneSums

  private let cutter: any PieceCutter
  private let rows: KeyedRows
  @exclusivity(unchecked) private var counters: [TokenCounter?]

  // Room.
  @exclusivity(unchecked) private var ids: [UInt32] = []
  @exclusivity(unchecked) private var values: [Int]
  @exclusivity(unchecked) private var touched: UInt64 = 0
  private let pieces = UnsafeMutableBufferPointer<PieceRange>.allocate(capacity: LaneSums.batch)
  private let keys = UnsafeMutablePointer<(key: KeyedRows.Key, hash: UInt64)>.allocate(
    capacity: LaneSums.batch)
  private let found = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(
    capacity: LaneSums.batch)
  /// The row of a piece that was counted otherwise.
  private let zeros: UnsafeMutableRawPointer

  /// The longest piece that is kept.
  private static let longest = 1024

  init(
    _ tokenizers: [MeasuredTokenizer], _ cutting: PieceCutting, countsTokens: Bool,
    budget: RowBudget
  ) {
    self.tokenizers = tokenizers
    encoders = tokenizers.compactMap { $0.tokenizer.makePieceEncoder() }
    cutter = cutting.makeCutter()
    var layout = LaneLayout(hasCounts: countsTokens)
    layout.add(tokenizers, encoders)
    self.layout = layout
    sums = LaneSums(layout)
    rows = KeyedRows(rowBytes: layout.rowBytes, budget: budget)
    counters = tokenizers.map { _ in nil }
    values = [Int](repeating: 0, count: layout.count)
    zeros = KeyedRows.makeZeros(rowBytes: layout.rowBytes)
  }

  deinit {
    pieces.deallocate()
    keys.deallocate()
    found.deallocate()
    zeros.deallocate()
  }

  /// Adds up the rows of a text's pieces; counts each piece so often, where `weight` is not 0.
  ///
  /// - Returns: false where the text can only be encoded whole.
  func measure(_ text: UnsafeBufferPointer<UInt8>, weight: Int64) -> Bool {
    sums.reset()
    guard !text.isEmpty, let cut = cutter.begin(text) else { return text.isEmpty }
    while true {
      let count = cutter.next(pieces)
      if count > 0 {
        findRows(cut, count, weight)
        sums.add(found, count)
      }
      if count < pieces.count { return true }
    }
  }

  /// Takes back what a text's pieces have counted for a tokenizer.
  func subtract(_ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Int, _ weight: Int64) {
    guard !text.isEmpty, let cut = cutter.begin(text) else { return }
    while true {
      let count = cutter.next(pieces)
      for index in 0..<count {
        add(cut.bytes + pieces[index].start, pieces[index].count, tokenizer, -weight)
      }
      if count < pieces.count { return }
    }
  }

  /// Counts ids of a tokenizer, each so often.
  func add(_ ids: [UInt32], _ tokenizer: Int, _ weight: Int64) {
    if counters[tokenizer] == nil {
      counters[tokenizer] = TokenCounter(vocabulary: tokenizers[tokenizer].flags.count)
    }
    counters[tokenizer]?.add(ids, weight: weight)
  }

  /// The ids that a tokenizer's texts have counted beside the rows; they are not kept.
  func takeCounts(_ tokenizer: Int) -> TokenCounter.Counts {
    counters[tokenizer]?.take() ?? TokenCounter.Counts()
  }

  /// Hands the counts of the rows over to the tokenizers' own.
  func drainRows() {
    let place = 16 + layout.countPlace
    rows.forEach { slot, piece in
      let count = slot.load(fromByteOffset: place, as: Int64.self)
      guard count != 0, let base = piece.baseAddress else { return }
      slot.storeBytes(of: 0, toByteOffset: place, as: Int64.self)
      for tokenizer in tokenizers.indices { add(base, piece.count, tokenizer, count) }
    }
  }

  /// Counts the ids of a piece with one tokenizer.
  private func add(
    _ piece: UnsafePointer<UInt8>, _ count: Int, _ tokenizer: Int, _ weight: Int64
  ) {
    ids.removeAll(keepingCapacity: true)
    _ = encoders[tokenizer].encode(piece, count: count, into: &ids)
    add(ids, tokenizer, weight)
  }

  /// Puts the slots of pieces into `found`, each of which is there, or is encoded now.
  ///
  /// Keys first, with a look at each slot that nothing waits for: so the lines of memory come in side by side.
  private func findRows(_ cut: PieceText, _ count: Int, _ weight: Int64) {
    let isFull = !rows.reserve(more: count)
    var view = rows.view
    let keys = keys
    let pieces = UnsafePointer(pieces.baseAddress.unsafelyUnwrapped)
    var touched: UInt64 = 0
    for index in 0..<count {
      let piece = pieces[index]
      let key = KeyedRows.key(
        cut.bytes + piece.start, piece.count, readable: cut.readable &- piece.start)
      let hash = key.hash
      keys[index] = (key, hash)
      touched &+= view.touch(hash)
    }
    self.touched = touched
    let countPlace = 16 + layout.countPlace
    let found = found
    for index in 0..<count {
      let piece = pieces[index]
      let text = cut.bytes + piece.start
      var slot = view.slot(keys[index].key, keys[index].hash, text, piece.count)
      if KeyedRows.isFree(slot) {
        slot = learn(text, piece.count, keys[index].key, slot, isFull: isFull, weight)
        view = rows.view
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
    _ slot: UnsafeMutableRawPointer, isFull: Bool, _ weight: Int64
  ) -> UnsafeMutableRawPointer {
    for tokenizer in tokenizers.indices { encode(text, count, tokenizer) }
    if !isFull, count <= Self.longest, rows.occupy(slot, key, text, count, values) { return slot }
    sums.addDirectly(values)
    if weight != 0 {
      for tokenizer in tokenizers.indices { add(text, count, tokenizer, weight) }
    }
    return zeros
  }

  /// Puts the counts of a piece into the tokenizer's lanes of `values`.
  private func encode(_ text: UnsafePointer<UInt8>, _ count: Int, _ tokenizer: Int) {
    let lanes = layout.tokenizers[tokenizer]
    ids.removeAll(keepingCapacity: true)
    let proof = encoders[tokenizer].encode(text, count: count, into: &ids)
    values[lanes.tokens] = ids.count
    if lanes.fragments >= 0 || lanes.unknown >= 0 {
      let found = tokenizers[tokenizer].flags.counts(of: ids)
      if lanes.fragments >= 0 { values[lanes.fragments] = found.fragments }
      if lanes.unknown >= 0 { values[lanes.unknown] = found.unknown }
    }
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
}
