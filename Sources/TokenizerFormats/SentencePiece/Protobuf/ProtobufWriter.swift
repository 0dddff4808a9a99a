/// Writes the protobuf wire format.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  /// Writes an integer of seven bits a byte, lowest first.
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes a field that holds an integer.
  mutating func field(_ number: Int, varint value: UInt64) {
    tag(number, .varint)
    varint(value)
  }

  /// Writes a field of four bytes.
  mutating func field(_ number: Int, fixed32 value: UInt32) {
    tag(number, .fixed32)
    for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Writes a field of eight bytes.
  mutating func field(_ number: Int, fixed64 value: UInt64) {
    tag(number, .fixed64)
    for index: UInt64 in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }

  /// Writes a field of bytes: a string or a message.
  mutating func field(_ number: Int, bytes value: [UInt8]) {
    tag(number, .bytes)
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func tag(_ number: Int, _ wireType: ProtobufReader.WireType) {
    varint(UInt64(number) << 3 | wireType.rawValue)
  }
}
