/// Bytes in plain memory that stays where it is until it grows; sixteen more may be read behind it.
///
/// Its owner gives the memory back.
struct HeldBytes {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// How many bytes it holds.
  var count = 0

  private static let slack = 16

  init() {
    capacity = 48
    base = .allocate(capacity: capacity + Self.slack)
    base.initialize(repeating: 0, count: capacity + Self.slack)
  }

  var content: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(base), count: count)
  }

  func deallocate() { base.deallocate() }

  /// Makes room for so many bytes in all.
  mutating func reserve(_ wanted: Int) {
    if wanted <= capacity { return }
    let old = base
    capacity = max(wanted, 2 * capacity)
    base = .allocate(capacity: capacity + Self.slack)
    base.update(from: old, count: count)
    (base + count).update(repeating: 0, count: capacity + Self.slack - count)
    old.deallocate()
  }

  /// Holds other bytes, which may not be its own.
  mutating func set(_ bytes: UnsafeBufferPointer<UInt8>) {
    count = 0
    reserve(bytes.count)
    if let source = bytes.baseAddress { base.update(from: source, count: bytes.count) }
    count = bytes.count
  }

  /// Takes away bytes at the start.
  mutating func removeFirst(_ number: Int) {
    base.update(from: base + number, count: count - number)
    count -= number
  }
}
