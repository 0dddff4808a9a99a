import CHints
import Groundwork

/// The ids of pieces of up to 15 bytes.
///
/// A slot is 32 bytes: the key, and up to six ids of 20 bits; where there are more, the ids' place in a buffer of
/// their own. Two slots are one cache line. A piece is in the line that its hash names, or in one of the next three
/// where those before are full; where all are, the first line's second piece is given up. The cache starts at 64 KB
/// and grows to 16 MB, and 4 MB for ids elsewhere, with what is distinct; only between batches, so that places in it
/// hold for one.
///
/// Dropped: four ids of 32 bits (in languages that a vocabulary does not serve no one can guess whether they suffice:
/// 81 % of the pieces of Lithuanian law with cl100k_base); a line for each piece with twelve ids (the next
/// line, where a piece is that is not in its own, is not near).
struct ShortPieceCache: ~Copyable {
  /// A piece and its ids.
  struct Slot: BitwiseCopyable {
    var low: UInt64
    var high: UInt64
    /// Four ids in the low 20 bits each.
    ///
    /// Above them the fifth and the sixth, 12 bits and then 8; in the last four bits of the second number how many there
    /// are. Where these say `elsewhere`, the first number is the ids' place, and the third how many there are.
    var ids: SIMD4<UInt32>

    static var empty: Slot { Slot(low: 0, high: 0, ids: .zero) }
  }

  /// Where a piece is looked for; changes when a piece is kept.
  struct View {
    let slots: UnsafePointer<Slot>
    let more: UnsafePointer<UInt32>
    let shift: UInt64
    let mask: Int
  }

  private var memory: ZeroedMemory
  private var more: UnsafeMutablePointer<UInt32>
  private var lines: Int
  private var filled = 0
  private var moreCount = 0
  private var moreCapacity = 1 << 13

  private static let firstLines = 1 << 10
  private static let lastLines = 1 << 18
  private static let lastMore = 1 << 20
  /// Lines in which a piece may be.
  private static let reach = 4

  init() {
    lines = Self.firstLines
    memory = ZeroedMemory(size: lines * 64, inHugePages: true)
    more = .allocate(capacity: moreCapacity)
  }

  deinit {
    memory.deallocate()
    more.deallocate()
  }

  private var slots: UnsafeMutablePointer<Slot> { memory.base.assumingMemoryBound(to: Slot.self) }

  /// Where a piece is looked for now.
  var view: View {
    View(
      slots: slots, more: more, shift: UInt64(64 - lines.trailingZeroBitCount), mask: lines - 1)
  }

  /// Writes 16 ids, of which the first ones count, where the piece is known; gives their number, or 0.
  @inline(__always)
  func find(_ key: PieceKey, into output: UnsafeMutablePointer<UInt32>) -> Int {
    let view = view
    guard let slot = view.slot(of: key) else { return 0 }
    return view.take(slot, into: output)
  }

  /// Makes room for a number of pieces, of at most 512; views made before hold no more.
  mutating func makeRoom(for pieces: Int) {
    while filled + pieces > lines, lines < Self.lastLines { grow() }
    while moreCount + pieces * 16 > moreCapacity { growMore() }
  }

  /// Keeps the ids of a piece that is not there, and for which room was made; 16 can be read.
  ///
  /// - Returns: whether it took the place of another.
  @discardableResult
  mutating func insert(_ key: PieceKey, _ ids: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    if !FastPaths.areOn { return false }
    if let slot = Slot(key, ids, count) { return place(slot) }
    (more + moreCount).update(from: ids, count: 16)
    defer { moreCount += 16 }
    let ids = SIMD4(UInt32(moreCount), Slot.elsewhere << 28, UInt32(count), 0)
    return place(Slot(low: key.low, high: key.high, ids: ids))
  }

  /// Puts a slot where there is room; true where it took the place of another.
  @discardableResult
  private mutating func place(_ slot: Slot) -> Bool {
    let hash = PieceKey(low: slot.low, high: slot.high).hash
    let home = Int(truncatingIfNeeded: hash >> UInt64(64 - lines.trailingZeroBitCount))
    for step in 0..<Self.reach {
      let line = slots + ((home + step) & (lines - 1)) * 2
      for index in 0..<2 where line[index].high == 0 {
        line[index] = slot
        filled += 1
        return false
      }
    }
    slots[home * 2 + 1] = slot
    return true
  }

  /// Makes room in `more`; at its bound all is forgotten instead.
  private mutating func growMore() {
    if moreCapacity >= Self.lastMore {
      slots.update(repeating: Slot.empty, count: lines * 2)
      filled = 0
      moreCount = 0
      return
    }
    let old = more
    more = .allocate(capacity: moreCapacity * 4)
    more.update(from: old, count: moreCount)
    moreCapacity *= 4
    old.deallocate()
  }

  private mutating func grow() {
    let old = memory
    let oldSlots = lines * 2
    lines *= 4
    memory = ZeroedMemory(size: lines * 64, inHugePages: true)
    filled = 0
    let before = old.base.assumingMemoryBound(to: Slot.self)
    for index in 0..<oldSlots where before[index].high != 0 { place(before[index]) }
    old.deallocate()
  }
}

extension ShortPieceCache.Slot {
  /// The number of ids that means: the ids are elsewhere, each piece in 16 places.
  static var elsewhere: UInt32 { 15 }
  private static var idMask: UInt32 { 0xF_FFFF }

  /// The slot of a piece of at most six ids below 2²⁰; nil for others.
  fileprivate init?(_ key: PieceKey, _ ids: UnsafePointer<UInt32>, _ count: Int) {
    if count > 6 { return nil }
    var packed = SIMD4<UInt32>(0, UInt32(count) << 28, 0, 0)
    for index in 0..<count {
      let id = ids[index]
      if id > Self.idMask { return nil }
      if index < 4 {
        packed[index] |= id
      } else {
        let lane = (index - 4) * 2
        packed[lane] |= id << 20
        packed[lane + 1] |= (id >> 12) << 20
      }
    }
    self.init(low: key.low, high: key.high, ids: packed)
  }

  @inline(__always)
  fileprivate func holds(_ key: PieceKey) -> Bool {
    (low ^ key.low) | (high ^ key.high) == 0
  }

  /// The number of ids, or `elsewhere`.
  @inline(__always)
  fileprivate var count: UInt32 { ids[1] &>> 28 }

  /// Writes six ids.
  @inline(__always)
  fileprivate func unpack(into output: UnsafeMutablePointer<UInt32>) {
    let raw = UnsafeMutableRawPointer(output)
    raw.storeBytes(of: ids & Self.idMask, as: SIMD4<UInt32>.self)
    let above = ids &>> 20
    let others = above.evenHalf | (above.oddHalf & 0xFF) &<< 12
    raw.storeBytes(of: others, toByteOffset: 16, as: SIMD2<UInt32>.self)
  }
}

extension ShortPieceCache.View {
  /// The line that a hash names, which is asked for, so that it is near when it is looked at.
  @inline(__always)
  func line(_ hash: UInt64) -> UnsafePointer<ShortPieceCache.Slot> {
    let line = slots + Int(truncatingIfNeeded: hash &>> shift) &* 2
    derlius_prefetch(line)
    return line
  }

  /// The slot of a piece in its own line; nil where it is not there.
  @inline(__always)
  static func slot(
    of key: PieceKey, in line: UnsafePointer<ShortPieceCache.Slot>
  ) -> UnsafePointer<ShortPieceCache.Slot>? {
    // Which of the two no one can guess: no branch.
    let slot = line + (line.pointee.holds(key) ? 0 : 1)
    return slot.pointee.holds(key) ? slot : nil
  }

  /// The slot of a piece; nil where it is not known.
  func slot(of key: PieceKey) -> UnsafePointer<ShortPieceCache.Slot>? {
    let home = Int(truncatingIfNeeded: key.hash &>> shift)
    for step in 0..<4 {
      let line = slots + ((home &+ step) & mask) &* 2
      if line[0].holds(key) { return line }
      if line[1].holds(key) { return line + 1 }
      if line[1].high == 0 { return nil }
    }
    return nil
  }

  /// Writes the ids of a slot, and others behind them up to 16; gives their number.
  @inline(__always)
  func take(
    _ slot: UnsafePointer<ShortPieceCache.Slot>, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let count = slot.pointee.count
    if count == ShortPieceCache.Slot.elsewhere {
      output.update(from: more + Int(slot.pointee.ids[0]), count: 16)
      return Int(slot.pointee.ids[2])
    }
    slot.pointee.unpack(into: output)
    return Int(truncatingIfNeeded: count)
  }

  /// The number of ids of a slot.
  @inline(__always)
  func idCount(_ slot: UnsafePointer<ShortPieceCache.Slot>) -> Int {
    let count = slot.pointee.count
    return Int(
      truncatingIfNeeded: count == ShortPieceCache.Slot.elsewhere ? slot.pointee.ids[2] : count)
  }
}
