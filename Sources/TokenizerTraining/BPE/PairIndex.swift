/// Numbers for distinct pairs of symbols in the order of their first arrival.
///
/// Pairs of the first 256 symbols, which are most of all before the first merge, have a place of their own; the others
/// lie in open addressing.
struct PairIndex: ~Copyable {
  // Not private: then the compiler (6.3.1) makes a broken module of a debug build.
  struct Slot: BitwiseCopyable {
    var key: UInt64
    /// The number and 1; 0 is free.
    var next: Int
  }

  private var slots: RawBuffer<Slot>
  /// The number and 1 of each pair of the first symbols, left by left; 0 for one that has none.
  private var first: RawBuffer<UInt32>
  private(set) var count = 0
  /// How many lie in `slots`.
  private var placed = 0

  private static var small: UInt64 { 256 }

  init() {
    slots = Self.free(1 << 12)
    first = RawBuffer(capacity: Int(Self.small * Self.small))
    first.base.initialize(repeating: 0, count: Int(Self.small * Self.small))
  }

  /// The number of a pair, its left symbol above 32 bits; the count before where it is new.
  @inline(__always)
  mutating func number(of key: UInt64) -> Int {
    if let place = Self.smallPlace(key) {
      let next = first.base[place]
      if next != 0 { return Int(next &- 1) }
      count += 1
      first.base[place] = UInt32(count)
      return count - 1
    }
    return numberOfLarge(key)
  }

  /// The pair's number; nil where it has none.
  func find(_ key: UInt64) -> Int? {
    if let place = Self.smallPlace(key) {
      let next = first.base[place]
      return next == 0 ? nil : Int(next) - 1
    }
    let slot = slots.base[place(of: key)]
    return slot.next == 0 ? nil : slot.next - 1
  }

  /// Where a pair of the first symbols has its place; nil for another.
  @inline(__always)
  private static func smallPlace(_ key: UInt64) -> Int? {
    let (left, right) = (key >> 32, key & 0xFFFF_FFFF)
    return left | right < small ? Int(truncatingIfNeeded: left &* small &+ right) : nil
  }

  private mutating func numberOfLarge(_ key: UInt64) -> Int {
    let place = place(of: key)
    if slots.base[place].next > 0 { return slots.base[place].next - 1 }
    count += 1
    placed += 1
    slots.base[place] = Slot(key: key, next: count)
    if placed * 3 > slots.count * 2 { grow() }
    return count - 1
  }

  /// The key's slot, or the free one where it belongs.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let (base, mask) = (slots.base, slots.count - 1)
    var place = Self.hash(key) & mask
    while base[place].next > 0, base[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    var larger = Self.free(slots.count * 2)
    let mask = larger.count - 1
    for index in 0..<slots.count where slots.base[index].next > 0 {
      var place = Self.hash(slots.base[index].key) & mask
      while larger.base[place].next > 0 { place = (place + 1) & mask }
      larger.base[place] = slots.base[index]
    }
    swap(&slots, &larger)
  }

  private static func free(_ count: Int) -> RawBuffer<Slot> {
    var slots = RawBuffer<Slot>(capacity: count)
    slots.base.initialize(repeating: Slot(key: 0, next: 0), count: count)
    slots.count = count
    return slots
  }

  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
  }
}
