import Tokenization

/// Counts the tokens of texts stretch by stretch, for tokenizers that cut texts otherwise but agree on single spaces.
///
/// A text is cut before its single spaces once. What the pieces of a distinct stretch add up to is kept in a row for
/// all tokenizers, so that a known stretch costs one look, whatever the number of cuttings. What several measurers
/// have found can be shared, so that each need not find it anew.
///
/// Dropped: a table for each measurer alone. With two of them, five tokenizers and 100 MB of Lithuanian nearly half of
/// the time went into encoding pieces that the other knew.
///
/// Owned by one thread at a time.
final class StretchMeasurer {
  /// Where the counts of all tokenizers stand.
  let layout: LaneLayout
  /// For each tokenizer its lanes: the layout's, for the hot path.
  let lanes: UnsafeMutablePointer<LaneLayout.Lanes>
  /// What the stretches of the last text add up to.
  let sums: LaneSums

  private let parts: [PieceMeasurer]
  /// For each part, whether its stretches are cut without the space they begin with.
  private let dropsSpace: [Bool]
  /// For each part, its first lane.
  private let places: [Int]
  /// What was found before, by any measurer; read only while texts are measured.
  private let known: KeyedRows?
  /// What this one has found since.
  @exclusivity(unchecked) private var rows: KeyedRows
  private let budget: RowBudget

  // Room.
  @exclusivity(unchecked) private var values: [Int]
  @exclusivity(unchecked) private var touched: UInt64 = 0
  private let stretches = UnsafeMutableBufferPointer<PieceRange>.allocate(capacity: LaneSums.batch)
  private let keys = UnsafeMutablePointer<(key: KeyedRows.Key, hash: UInt64)>.allocate(
    capacity: LaneSums.batch)
  private let found = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(
    capacity: LaneSums.batch)
  /// The row of a stretch that was counted otherwise.
  private let zeros: UnsafeMutableRawPointer

  /// The longest stretch that is kept; text without spaces has its pieces kept.
  private static let longest = 64

  /// - Parameters:
  ///   - parts: what measures the pieces, part by part.
  ///   - spaces: what each part's cutting does with the space before a stretch; `unknown` for none of them.
  ///   - known: rows that measurers share; nil where ids are counted in them.
  ///   - budget: the memory for rows.
  init(
    _ parts: [PieceMeasurer], spaces: [PieceCutting.Spaces], countsTokens: Bool, known: KeyedRows?,
    budget: RowBudget
  ) {
    self.known = known
    self.budget = budget
    self.parts = parts
    dropsSpace = spaces.map { $0 == .dropped }
    var layout = LaneLayout(hasCounts: countsTokens)
    var places: [Int] = []
    for part in parts {
      places.append(layout.count)
      layout.add(part.tokenizers, part.encoders)
    }
    self.places = places
    self.layout = layout
    lanes = .allocate(capacity: layout.tokenizers.count)
    for (index, found) in layout.tokenizers.enumerated() {
      (lanes + index).initialize(to: found)
    }
    sums = LaneSums(layout)
    rows = KeyedRows(rowBytes: layout.rowBytes, budget: budget)
    values = [Int](repeating: 0, count: layout.count)
    zeros = KeyedRows.makeZeros(rowBytes: layout.rowBytes)
  }

  /// The bytes of a row without counts for some cuttings, each with its tokenizers; nil where stretches are not for
  /// all of them.
  static func rowBytes(_ cuttings: MeasuredGroup.Cuttings) -> Int? {
    if cuttings.contains(where: { $0.cutting.spaces == .unknown }) { return nil }
    var layout = LaneLayout(hasCounts: false)
    for cutting in cuttings {
      layout.add(
        cutting.tokenizers, cutting.tokenizers.compactMap { $0.tokenizer.makePieceEncoder() })
    }
    return layout.rowBytes
  }

  deinit {
    lanes.deallocate()
    stretches.deallocate()
    keys.deallocate()
    found.deallocate()
    zeros.deallocate()
  }

  /// Adds up the rows of a text's stretches; counts each so often, where `weight` is not 0.
  ///
  /// A text that begins with a space is one from inside of a text, where the space parts it from what was before.
  func measure(_ text: UnsafeBufferPointer<UInt8>, weight: Int64) {
    sums.reset()
    guard let base = text.baseAddress else { return }
    var cutter = StretchCutter(text)
    while true {
      let count = cutter.next(stretches)
      if count > 0 {
        findRows(base, text.count, count, weight)
        sums.add(found, count)
      }
      if count < stretches.count { return }
    }
  }

  /// Hands what was found over to the rows that are shared, where there are such.
  ///
  /// To be called while no measurer measures.
  func share() {
    guard let known, rows.count > 0 else { return }
    known.merge(rows)
    rows.clear()
  }

  /// Hands the counts of the rows over to the parts.
  func drainRows() {
    let place = 16 + layout.countPlace
    rows.forEach { slot, stretch in
      let count = slot.load(fromByteOffset: place, as: Int64.self)
      if count == 0 { return }
      slot.storeBytes(of: 0, toByteOffset: place, as: Int64.self)
      for part in parts.indices { measure(stretch, part, count) }
    }
  }

  private func measure(_ stretch: UnsafeBufferPointer<UInt8>, _ part: Int, _ weight: Int64) {
    var text = stretch
    if dropsSpace[part], stretch.first == 0x20 { text = UnsafeBufferPointer(rebasing: text[1...]) }
    _ = parts[part].measure(text, weight: weight)
  }

  /// Puts the slots of stretches into `found`, as `PieceMeasurer` does with pieces.
  private func findRows(
    _ base: UnsafePointer<UInt8>, _ readable: Int, _ count: Int, _ weight: Int64
  ) {
    let isFull = !rows.reserve(more: count)
    let known = known?.view
    var fresh = rows.view
    let first = known ?? fresh
    let (keys, found) = (keys, found)
    let stretches = UnsafePointer(stretches.baseAddress.unsafelyUnwrapped)
    var touched: UInt64 = 0
    for index in 0..<count {
      let stretch = stretches[index]
      if stretch.count > Self.longest { continue }
      let key = KeyedRows.key(
        base + stretch.start, stretch.count, readable: readable &- stretch.start)
      let hash = key.hash
      keys[index] = (key, hash)
      touched &+= first.touch(hash)
    }
    self.touched = touched
    let countPlace = 16 + layout.countPlace
    for index in 0..<count {
      let stretch = stretches[index]
      let text = base + stretch.start
      if stretch.count > Self.longest {
        found[index] = pass(text, stretch.count, weight)
        continue
      }
      let (key, hash) = keys[index]
      if let known {
        let slot = known.slot(key, hash, text, stretch.count)
        if !KeyedRows.isFree(slot) {
          found[index] = slot
          continue
        }
      }
      var slot = fresh.slot(key, hash, text, stretch.count)
      if KeyedRows.isFree(slot) {
        slot =
          isFull
          ? pass(text, stretch.count, weight)
          : learn(text, stretch.count, key, slot, weight)
        fresh = rows.view
      }
      if weight != 0, slot != zeros {
        let count = slot.load(fromByteOffset: countPlace, as: Int64.self)
        slot.storeBytes(of: count &+ weight, toByteOffset: countPlace, as: Int64.self)
      }
      found[index] = slot
    }
  }

  /// Keeps what a stretch's pieces add up to; what does not fit into a row is added at once.
  @inline(never)
  private func learn(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ key: KeyedRows.Key,
    _ slot: UnsafeMutableRawPointer, _ weight: Int64
  ) -> UnsafeMutableRawPointer {
    add(text, count, 0)
    if rows.occupy(slot, key, text, count, values) { return slot }
    return pass(text, count, weight)
  }

  /// Adds a stretch's pieces to the text at once.
  @inline(never)
  private func pass(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ weight: Int64
  ) -> UnsafeMutableRawPointer {
    add(text, count, weight)
    sums.addDirectly(values)
    return zeros
  }

  /// Puts what a stretch's pieces add up to into `values`.
  private func add(_ text: UnsafePointer<UInt8>, _ count: Int, _ weight: Int64) {
    for part in parts.indices {
      measure(UnsafeBufferPointer(start: text, count: count), part, weight)
      parts[part].sums.write(into: &values, from: places[part])
    }
  }
}
