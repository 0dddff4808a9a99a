import Groundwork

/// Distinct pieces while they are counted: the content of a `PieceTable` in a shape in which one more
/// occurrence costs one look.
///
/// A slot holds a piece's key, its count and its number, half a line of the cache. A short piece is its key and
/// has no bytes elsewhere. Numbers are given in the order of arrival. A count that would pass 2⁶⁴ − 1 stays there.
///
/// Memory is 32 bytes a slot of an open-addressing table that is at most 5/8 full, and the bytes of pieces of more
/// than 15. Owned by one thread.
///
/// Tried and dropped: counts in an array of their own by number (`PieceTable`), a second line of the cache for
/// each occurrence; huge pages, with which page faults took 15 % of a training of 10 MB instead of 8.
struct CountingTable: ~Copyable {
  private struct Slot: BitwiseCopyable {
    /// Zero in a free slot: every piece has a length.
    var key: PieceKey
    var count: UInt64
    /// The piece's number; of a long piece, where its number and bytes lie in `long`.
    var number: Int
  }

  /// A look at a piece's first slot.
  private struct Look: BitwiseCopyable {
    var key: PieceKey
    var place: Int
    var low: UInt64
  }

  /// The number of distinct pieces.
  private(set) var count = 0
  /// Where the slots lie, which do not lie across lines of the cache.
  private var memory: ZeroedMemory
  private var slots: UnsafeMutablePointer<Slot>
  private var capacity: Int
  /// Long pieces, each its number (8 bytes) and then its bytes.
  private var long: [UInt8] = []
  private let looks: UnsafeMutablePointer<Look>

  private static var group: Int { 64 }
  private static var smallest: Int { 1 << 10 }

  init() {
    capacity = Self.smallest
    memory = ZeroedMemory(size: capacity * MemoryLayout<Slot>.stride)
    slots = memory.base.bindMemory(to: Slot.self, capacity: capacity)
    looks = .allocate(capacity: Self.group)
  }

  deinit {
    memory.deallocate()
    looks.deallocate()
  }

  /// The bytes of memory that the table takes, about.
  var size: Int { MemoryLayout<Slot>.stride * capacity + long.capacity }

  /// Counts pieces that lie anywhere in a text, each `weight` times.
  ///
  /// Keys of 64 pieces first, then a look at all their slots, then the comparisons: looks do not wait for one another,
  /// so that what is in no cache is fetched together. Empty pieces are not counted. Complexity: O(bytes covered).
  mutating func add(
    _ pieces: UnsafeBufferPointer<Range<Int>>, of text: UnsafeBufferPointer<UInt8>, weight: UInt64
  ) {
    guard let base = text.baseAddress, weight > 0 else { return }
    var first = 0
    while first < pieces.count {
      let number = min(Self.group, pieces.count - first)
      reserve(more: number)
      let (slots, looks, mask) = (self.slots, self.looks, capacity - 1)
      for index in 0..<number {
        let start = pieces[first + index].lowerBound
        let length = pieces[first + index].upperBound &- start
        let key = PieceKey(base + start, count: length, readable: text.count &- start)
        looks[index].key = key
        looks[index].place = Int(truncatingIfNeeded: key.hash) & mask
      }
      for index in 0..<number {
        looks[index].low = slots[looks[index].place].key.low
      }
      for index in 0..<number {
        let look = looks[index]
        let slot = slots + look.place
        // An empty piece may raise a free slot's count, which is set anew when the slot is taken.
        if look.low == look.key.low, slot.pointee.key.high == look.key.high, !look.key.isLong {
          slot.pointee.count = saturatingSum(slot.pointee.count, weight)
        } else {
          let piece = pieces[first + index]
          add(base + piece.lowerBound, piece.count, look.key, from: look.place, weight)
        }
      }
      first += number
    }
  }

  /// Counts a run of pieces that lie one after the other from the start of a text, each `weight` times.
  mutating func add(
    endingAt ends: UnsafeBufferPointer<Int>, of text: UnsafeBufferPointer<UInt8>, weight: UInt64
  ) {
    withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: Self.group) { ranges in
      var start = 0
      var index = 0
      while index < ends.count {
        let number = min(Self.group, ends.count - index)
        for place in 0..<number {
          ranges[place] = Range(uncheckedBounds: (start, ends[index + place]))
          start = ends[index + place]
        }
        add(UnsafeBufferPointer(rebasing: ranges[..<number]), of: text, weight: weight)
        index += number
      }
    }
  }

  /// Counts one piece whose first slot is not its own, or that is long.
  @inline(never)
  private mutating func add(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ key: PieceKey, from first: Int, _ weight: UInt64
  ) {
    if count == 0 { return }
    var place = first
    while true {
      let slot = slots + place
      if slot.pointee.key.high == 0 { break }
      if slot.pointee.key == key, !key.isLong || holds(slot.pointee.number, base, count) {
        slot.pointee.count = saturatingSum(slot.pointee.count, weight)
        return
      }
      place = (place + 1) & (capacity - 1)
    }
    var number = self.count
    if key.isLong {
      number = long.count
      withUnsafeBytes(of: self.count) { long.append(contentsOf: $0) }
      long.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    }
    slots[place] = Slot(key: key, count: weight, number: number)
    self.count += 1
  }

  private func holds(_ start: Int, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    long.withUnsafeBufferPointer { long in
      let bytes = UnsafeRawPointer(long.baseAddress.unsafelyUnwrapped) + start + 8
      var index = 0
      while index + 8 <= count {
        let one = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if one != UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self) {
          return false
        }
        index += 8
      }
      while index < count {
        if bytes.load(fromByteOffset: index, as: UInt8.self) != base[index] { return false }
        index += 1
      }
      return true
    }
  }

  /// Makes room for `more` new pieces.
  private mutating func reserve(more: Int) {
    let wanted = count + more
    if wanted * 8 <= capacity * 5 { return }
    let (old, oldMemory, size) = (slots, memory, capacity)
    while wanted * 8 > capacity * 5 { capacity *= 2 }
    takeSlots()
    // What has been moved is given back on the way, so that the old table never lies beside a new one that is full.
    var first = 0
    while first < size {
      let end = min(first + Self.moved, size)
      for index in first..<end where old[index].key.high != 0 { place(old[index]) }
      oldMemory.forget(
        first * MemoryLayout<Slot>.stride..<end * MemoryLayout<Slot>.stride)
      first = end
    }
    oldMemory.deallocate()
  }

  /// How many slots are moved before their memory is given back.
  private static var moved: Int { 1 << 13 }

  /// Takes memory for as many free slots as `capacity` says.
  private mutating func takeSlots() {
    memory = ZeroedMemory(size: capacity * MemoryLayout<Slot>.stride)
    slots = memory.base.bindMemory(to: Slot.self, capacity: capacity)
  }

  /// Puts the slot of a piece that is not there where it belongs.
  private func place(_ slot: Slot) {
    var place = Int(truncatingIfNeeded: slot.key.hash) & (capacity - 1)
    while slots[place].key.high != 0 { place = (place + 1) & (capacity - 1) }
    slots[place] = slot
  }
}

extension CountingTable {
  /// Takes in what another table counted, which is empty afterwards.
  ///
  /// O(slots of the other). Slot by slot, as they lie: with equal capacities a slot's place is near its old one. Blocks
  /// of them are taken far from one another, since pieces that come in the order of their hashes would fill the
  /// start of a table that is too small, and look for room there one after the other.
  mutating func absorb(_ other: inout CountingTable) {
    let block = 64
    let blocks = other.capacity / block
    let step = blocks / 8 * 5 | 1
    let (theirs, long) = (other.slots, other.long)
    long.withUnsafeBytes { long in
      for number in 0..<blocks {
        reserve(more: block)
        let first = theirs + block * (number &* step & (blocks - 1))
        for index in 0..<block where first[index].key.high != 0 { take(first[index], long) }
      }
    }
    other.removeAll()
  }

  /// Counts another table's piece.
  private mutating func take(_ slot: Slot, _ long: UnsafeRawBufferPointer) {
    // A short piece is its key: its bytes are not looked at.
    var base = UnsafePointer(UnsafeRawPointer(slots).assumingMemoryBound(to: UInt8.self))
    if slot.key.isLong, let start = long.baseAddress {
      base = (start + slot.number + 8).assumingMemoryBound(to: UInt8.self)
    }
    add(
      base, Self.length(slot), slot.key,
      from: Int(truncatingIfNeeded: slot.key.hash) & (capacity - 1), slot.count)
  }

  /// All pieces with their counts, in the order of their numbers; the table is empty afterwards.
  mutating func take() -> PieceTable {
    var starts = [Int](repeating: 0, count: count + 1)
    var counts = [UInt64](repeating: 0, count: count)
    let long = self.long
    long.withUnsafeBytes { long in
      forEachSlot { slot in
        let number = Self.number(slot, long)
        starts[number + 1] = Self.length(slot)
        counts[number] = slot.count
      }
      for index in 0..<count { starts[index + 1] += starts[index] }
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: starts[count]) { bytes, written in
      let base = UnsafeMutableRawPointer(bytes.baseAddress)
      long.withUnsafeBytes { long in
        forEachSlot { slot in
          guard let target = base.map({ $0 + starts[Self.number(slot, long)] }) else { return }
          if slot.key.isLong {
            let text = UnsafeRawBufferPointer(rebasing: long[(slot.number + 8)...])
            target.copyMemory(
              from: text.baseAddress.unsafelyUnwrapped, byteCount: Self.length(slot))
          } else {
            withUnsafeBytes(of: (slot.key.low.littleEndian, slot.key.high.littleEndian)) { key in
              target.copyMemory(
                from: key.baseAddress.unsafelyUnwrapped, byteCount: Self.length(slot))
            }
          }
        }
      }
      written = starts[count]
    }
    starts.removeFirst()
    removeAll()
    return PieceTable(bytes: bytes, ends: starts, counts: counts)
  }

  /// Forgets everything, and gives the memory back.
  private mutating func removeAll() {
    memory.deallocate()
    capacity = Self.smallest
    takeSlots()
    long = []
    count = 0
  }

  private func forEachSlot(_ body: (Slot) -> Void) {
    for place in 0..<capacity where slots[place].key.high != 0 { body(slots[place]) }
  }

  private static func length(_ slot: Slot) -> Int {
    Int(slot.key.isLong ? slot.key.high & ~PieceKey.longMark : slot.key.high >> 56)
  }

  private static func number(_ slot: Slot, _ long: UnsafeRawBufferPointer) -> Int {
    slot.key.isLong
      ? long.loadUnaligned(fromByteOffset: slot.number, as: Int.self) : slot.number
  }
}
