import Groundwork

/// A message as its fields in file order, known or not, so that a read and a write change nothing.
struct ProtobufMessage: Sendable, Hashable {
  /// A field's value as it is stored.
  enum Value: Sendable, Hashable {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case bytes([UInt8])
  }

  /// A field's number and value.
  struct Field: Sendable, Hashable {
    var number: Int
    var value: Value
  }

  var fields: [Field] = []

  /// Creates an empty message.
  init() {}

  /// Reads all fields that `reader` has left.
  init(_ reader: inout ProtobufReader) throws(Failure) {
    while let tag = try reader.nextTag() { try append(tag, from: &reader) }
  }

  /// Reads the value that belongs to a tag and keeps it.
  mutating func append(_ tag: ProtobufReader.Tag, from reader: inout ProtobufReader)
    throws(Failure)
  {
    let value: Value
    switch tag.wireType {
    case .varint: value = .varint(try reader.varint())
    case .fixed32: value = .fixed32(try reader.fixed32())
    case .fixed64: value = .fixed64(try reader.fixed64())
    case .bytes: value = .bytes(try reader.byteString())
    }
    fields.append(Field(number: tag.number, value: value))
  }

  /// Writes all fields in order.
  func write(to writer: inout ProtobufWriter) {
    for field in fields {
      switch field.value {
      case .varint(let value): writer.field(field.number, varint: value)
      case .fixed32(let value): writer.field(field.number, fixed32: value)
      case .fixed64(let value): writer.field(field.number, fixed64: value)
      case .bytes(let value): writer.field(field.number, bytes: value)
      }
    }
  }

  /// The message's bytes.
  var serialized: [UInt8] {
    var writer = ProtobufWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// The last integer stored under a number.
  func integer(_ number: Int) -> Int? {
    guard case .varint(let value)? = last(number) else { return nil }
    return Int(truncatingIfNeeded: value)
  }

  /// The last bytes stored under a number.
  func bytes(_ number: Int) -> [UInt8]? {
    guard case .bytes(let value)? = last(number) else { return nil }
    return value
  }

  /// The last text stored under a number; what is not UTF-8 is replaced by U+FFFD.
  func text(_ number: Int) -> String? { bytes(number).map { String(decoding: $0, as: UTF8.self) } }

  /// Stores a value where the field was, or else where its number belongs; nil takes it away.
  mutating func set(_ number: Int, _ value: Value?) {
    guard let value else {
      fields.removeAll { $0.number == number }
      return
    }
    let field = Field(number: number, value: value)
    if let index = fields.lastIndex(where: { $0.number == number }) {
      fields[index] = field
    } else {
      let index = fields.firstIndex { $0.number > number } ?? fields.count
      fields.insert(field, at: index)
    }
  }

  /// Stores an integer as protobuf's int32, bool and enum have it.
  mutating func set(_ number: Int, integer: Int) {
    set(number, .varint(UInt64(bitPattern: Int64(integer))))
  }

  private func last(_ number: Int) -> Value? {
    fields.last { $0.number == number }?.value
  }
}
