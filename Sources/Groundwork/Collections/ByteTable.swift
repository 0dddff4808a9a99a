/// Distinct byte strings with dense numbers in the order of their first arrival.
///
/// A flat open-addressing table over one buffer of bytes; it depends on nothing but what is inserted.
public struct ByteTable: Sendable {
  /// All strings' bytes, in the order of their numbers.
  public private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// The number of a string plus 1, and 16 bits of its hash above; 0 is free.
  private var slots: [UInt64]
  private var mask: Int

  /// Creates a table with room for `capacity` strings.
  public init(capacity: Int = 0) {
    var size = 16
    while size * 3 < capacity * 4 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    ends.reserveCapacity(capacity)
  }

  /// The number of distinct strings.
  public var count: Int { ends.count }

  /// The place of a string, 0 ..< count, in `bytes`.
  public func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// All numbers in the order of their strings' bytes.
  ///
  /// Complexity: O(n log n) comparisons.
  public var sortedNumbers: [Int] {
    (0..<count).sorted { bytes[range($0)].lexicographicallyPrecedes(bytes[range($1)]) }
  }

  /// The number of a string, or nil where it is not in the table.
  ///
  /// Complexity: expected O(length).
  public func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    let slot = slots[find(key, byteHash(key))]
    return slot == 0 ? nil : Int(slot & 0xFFFF_FFFF_FFFF) - 1
  }

  /// The number of a string, which is added where it is not in the table.
  @discardableResult
  public mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = byteHash(key)
    let place = find(key, hash)
    if slots[place] != 0 { return (Int(slots[place] & 0xFFFF_FFFF_FFFF) - 1, false) }
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    slots[place] = hash & ~0xFFFF_FFFF_FFFF | UInt64(ends.count)
    if ends.count * 4 > slots.count * 3 { grow() }
    return (ends.count - 1, true)
  }

  /// The slot that holds the key, or the free one where it belongs.
  private func find(_ key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let tag = hash >> 48
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return place }
      if slot >> 48 == tag, equal(Int(slot & 0xFFFF_FFFF_FFFF) - 1, key) { return place }
      place = (place + 1) & mask
    }
  }

  private func equal(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    if range.count != key.count { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<key.count where buffer[range.lowerBound + index] != key[index] {
        return false
      }
      return true
    }
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    bytes.withUnsafeBufferPointer { buffer in
      for number in 0..<ends.count {
        let hash = byteHash(UnsafeBufferPointer(rebasing: buffer[range(number)]))
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] != 0 { place = (place + 1) & mask }
        slots[place] = hash & ~0xFFFF_FFFF_FFFF | UInt64(number + 1)
      }
    }
  }
}
