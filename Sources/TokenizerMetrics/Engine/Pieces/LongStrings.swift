/// Byte strings in flat memory, each behind its length in eight bytes.
///
/// Owned by one thread at a time.
final class LongStrings {
  /// The first byte; moves when strings are added.
  @exclusivity(unchecked) private(set) var base: UnsafePointer<UInt8>?
  /// The bytes of all, with their lengths: where the next one goes.
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var memory: UnsafeMutableRawPointer?
  @exclusivity(unchecked) private var capacity = 0

  deinit { memory?.deallocate() }

  /// Adds a string.
  func append(_ text: UnsafePointer<UInt8>, _ length: Int) {
    let needed = count + 8 + length
    if needed > capacity {
      capacity = max(needed, 2 * capacity, 1024)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
      if let memory { larger.copyMemory(from: memory, byteCount: count) }
      memory?.deallocate()
      memory = larger
      base = UnsafePointer(larger.assumingMemoryBound(to: UInt8.self))
    }
    guard let memory else { return }
    memory.storeBytes(of: length, toByteOffset: count, as: Int.self)
    (memory + count + 8).copyMemory(from: text, byteCount: length)
    count = needed
  }

  /// The string whose length stands at a place.
  func string(at place: Int) -> UnsafeBufferPointer<UInt8> {
    guard let base else { return UnsafeBufferPointer(start: nil, count: 0) }
    let length = UnsafeRawPointer(base + place).loadUnaligned(as: Int.self)
    return UnsafeBufferPointer(start: base + place + 8, count: length)
  }

  /// Drops all strings and the memory.
  func clear() {
    memory?.deallocate()
    (memory, base, count, capacity) = (nil, nil, 0, 0)
  }
}
