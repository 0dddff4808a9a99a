import Groundwork

/// Reads the protobuf wire format front to back, with every length checked against the end.
///
/// The format: https://protobuf.dev/programming-guides/encoding. Groups (wire types 3 and 4) are
/// refused. Offsets in errors are those of the whole file, also inside nested messages.
struct ProtobufReader {
  /// How a field's value is stored.
  enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case fixed32 = 5
  }

  /// What stands before each value.
  struct Tag {
    var number: Int
    var wireType: WireType
    /// The offset of the tag's first byte.
    var offset: Int
  }

  let bytes: [UInt8]
  let file: String
  private(set) var position: Int
  let end: Int

  /// Creates a reader of a whole file.
  init(_ bytes: [UInt8], file: String) {
    self.init(bytes, range: 0..<bytes.count, file: file)
  }

  /// Creates a reader of a nested message, whose range lies within `bytes`.
  init(_ bytes: [UInt8], range: Range<Int>, file: String) {
    self.bytes = bytes
    self.file = file
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next tag, or nil at the end.
  mutating func nextTag() throws(Failure) -> Tag? {
    if position == end { return nil }
    let offset = position
    let raw = try varint()
    guard let number = Int(exactly: raw >> 3), number > 0, number < 1 << 29 else {
      throw failure("the field number \(raw >> 3) is not valid", at: offset)
    }
    guard let wireType = WireType(rawValue: raw & 7) else {
      throw failure("the wire type \(raw & 7) is not supported", at: offset)
    }
    return Tag(number: number, wireType: wireType, offset: offset)
  }

  /// An integer of seven bits a byte, lowest first.
  mutating func varint() throws(Failure) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      if position == end { throw failure("the file ends inside a number", at: start) }
      let byte = bytes[position]
      position += 1
      if shift == 63, byte > 1 { throw failure("a number is longer than 64 bits", at: start) }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  /// The range of a length-delimited value, which is passed over.
  mutating func range() throws(Failure) -> Range<Int> {
    let start = position
    let length = try varint()
    guard length <= UInt64(end - position) else {
      throw failure(
        "a field of \(length) bytes does not fit in the \(end - position) left", at: start)
    }
    let range = position..<position + Int(length)
    position = range.upperBound
    return range
  }

  /// The bytes of a length-delimited value.
  mutating func byteString() throws(Failure) -> [UInt8] { Array(bytes[try range()]) }

  /// Four bytes, lowest first.
  mutating func fixed32() throws(Failure) -> UInt32 {
    UInt32(truncatingIfNeeded: try fixed(4))
  }

  /// Eight bytes, lowest first.
  mutating func fixed64() throws(Failure) -> UInt64 { try fixed(8) }

  /// A failure at an offset of the file.
  func failure(_ problem: String, at offset: Int) -> Failure {
    Failure(
      problem, at: .byte(offset, of: file),
      remedy: "the file is damaged or not a SentencePiece model; get it again")
  }

  private mutating func fixed(_ count: Int) throws(Failure) -> UInt64 {
    guard end - position >= count else {
      throw failure("the file ends inside a number", at: position)
    }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += count
    return value
  }
}
