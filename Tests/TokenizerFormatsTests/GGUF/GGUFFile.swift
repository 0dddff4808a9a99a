/// Writes small GGUF files for tests.
struct GGUFFile {
  var version: UInt32 = 3
  private(set) var entries: [UInt8] = []
  private(set) var count = 0

  static func little(_ value: UInt64, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
  }

  static func text(_ text: String) -> [UInt8] {
    little(UInt64(text.utf8.count), 8) + Array(text.utf8)
  }

  var bytes: [UInt8] {
    Array("GGUF".utf8) + Self.little(UInt64(version), 4) + Self.little(0, 8)
      + Self.little(UInt64(count), 8) + entries
  }

  mutating func add(_ key: String, type: UInt32, _ value: [UInt8]) {
    entries += Self.text(key) + Self.little(UInt64(type), 4) + value
    count += 1
  }

  mutating func add(_ key: String, _ value: String) { add(key, type: 8, Self.text(value)) }

  mutating func add(_ key: String, _ value: Bool) { add(key, type: 7, [value ? 1 : 0]) }

  mutating func add(_ key: String, _ value: UInt32) {
    add(key, type: 4, Self.little(UInt64(value), 4))
  }

  mutating func add(_ key: String, _ values: [String]) {
    add(
      key, type: 9,
      Self.little(8, 4) + Self.little(UInt64(values.count), 8) + values.flatMap(Self.text))
  }

  mutating func add(_ key: String, _ values: [Int32]) {
    add(
      key, type: 9,
      Self.little(5, 4) + Self.little(UInt64(values.count), 8)
        + values.flatMap { Self.little(UInt64(UInt32(bitPattern: $0)), 4) })
  }

  mutating func add(_ key: String, _ values: [Float]) {
    add(
      key, type: 9,
      Self.little(6, 4) + Self.little(UInt64(values.count), 8)
        + values.flatMap { Self.little(UInt64($0.bitPattern), 4) })
  }
}
