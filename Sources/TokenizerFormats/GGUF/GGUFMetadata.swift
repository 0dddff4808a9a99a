import Groundwork

/// The key-value pairs at the head of a GGUF file; tensors are never read.
///
/// Versions 2 and 3, little-endian: `docs/gguf.md` of ggml-org/ggml. Kept are the values that say
/// something about the tokenizer; all others are checked for their form and passed over.
struct GGUFMetadata: Sendable {
  /// A value that is kept.
  enum Value: Sendable {
    case integer(Int)
    case float(Float)
    case bool(Bool)
    case text([UInt8])
    /// Texts, one after the other, and the end of each.
    case texts(bytes: [UInt8], ends: [Int])
    /// Numbers as they stand in the file.
    case numbers(ElementType, [UInt8])
    /// Doubles, integers of 64 bits past Swift's, arrays of arrays: nothing that a tokenizer has.
    case other
  }

  /// The types of plain values, by their codes.
  enum ElementType: UInt32, Sendable {
    case uint8, int8, uint16, int16, uint32, int32, float32, bool, text, array, uint64, int64,
      float64

    /// The bytes of a value; 0 where they vary.
    var width: Int {
      switch self {
      case .uint8, .int8, .bool: 1
      case .uint16, .int16: 2
      case .uint32, .int32, .float32: 4
      case .uint64, .int64, .float64: 8
      case .text, .array: 0
      }
    }
  }

  /// The version of the format.
  private(set) var version = 0
  /// How many tensors the file states; they are never looked at.
  private(set) var tensorCount = 0
  /// The offset behind the metadata.
  private(set) var end = 0
  private var values: [(key: [UInt8], value: Value, place: Int)] = []

  /// What is kept of one file, in bytes: a tokenizer of a million tokens has some 50 MB.
  private static let limit = 1 << 28
  private static let deepest = 16

  /// Reads the head of a file.
  ///
  /// - Throws: `Failure` with the byte where the head ends early, states more than the file holds, or
  ///   has a form that is not known.
  init(_ stream: inout GGUFStream) throws(Failure) {
    let magic = try stream.unsigned(4)
    guard magic == 0x4655_4747 else {
      throw Failure("is no GGUF file", at: .byte(0, of: stream.file), remedy: "name a GGUF file")
    }
    let version = try stream.unsigned(4)
    guard version == 2 || version == 3 else {
      let isBig = version != 0 && version & 0xFFFF == 0
      throw Failure(
        isBig ? "is big-endian" : "is GGUF version \(version)", at: .byte(4, of: stream.file),
        remedy: "versions 2 and 3 are read, little-endian")
    }
    self.version = Int(version)
    // A tensor's description has 24 bytes and more.
    tensorCount = try stream.count(of: "tensors", smallest: 24)
    let count = try stream.count(of: "metadata entries", smallest: 13)
    var kept = 0
    for _ in 0..<count { try readEntry(&stream, &kept) }
    end = stream.position
  }

  /// The value of a key, or nil.
  func value(_ key: String) -> (value: Value, place: Int)? {
    values.first { $0.key.elementsEqual(key.utf8) }.map { ($0.value, $0.place) }
  }

  private mutating func readEntry(
    _ stream: inout GGUFStream, _ kept: inout Int
  ) throws(Failure) {
    let start = stream.position
    let length = try stream.count(of: "bytes of a key", smallest: 1)
    guard length < 1 << 16 else {
      throw Failure(
        "has a key of \(length) bytes", at: .byte(start, of: stream.file),
        remedy: "get the file again")
    }
    var key: [UInt8] = []
    try stream.append(length, to: &key)
    let place = stream.position
    let type = try elementType(&stream)
    let keeps = Self.prefixes.contains { key.starts(with: $0.utf8) }
    guard keeps else {
      try skip(type, &stream, depth: 0)
      return
    }
    if values.contains(where: { $0.key == key }) {
      throw Failure(
        "has the key \(String(decoding: key, as: UTF8.self)) twice",
        at: .byte(start, of: stream.file), remedy: "get the file again")
    }
    let value = try readValue(type, &stream)
    kept += stream.position - start
    guard kept <= Self.limit else {
      throw Failure(
        "has more than \(Self.limit >> 20) MB of metadata about its tokenizer",
        at: .byte(place, of: stream.file), remedy: "get the file again")
    }
    values.append((key, value, place))
  }

  private static let prefixes = ["tokenizer.ggml.", "general.architecture", "general.name"]

  private func elementType(_ stream: inout GGUFStream) throws(Failure) -> ElementType {
    let start = stream.position
    let code = UInt32(try stream.unsigned(4))
    guard let type = ElementType(rawValue: code) else {
      throw Failure(
        "has a value of the unknown type \(code)", at: .byte(start, of: stream.file),
        remedy: "get the file again")
    }
    return type
  }

  private func readValue(
    _ type: ElementType, _ stream: inout GGUFStream
  ) throws(Failure) -> Value {
    switch type {
    case .uint8: return .integer(Int(try stream.unsigned(1)))
    case .int8: return .integer(Int(Int8(truncatingIfNeeded: try stream.unsigned(1))))
    case .uint16: return .integer(Int(try stream.unsigned(2)))
    case .int16: return .integer(Int(Int16(truncatingIfNeeded: try stream.unsigned(2))))
    case .uint32: return .integer(Int(try stream.unsigned(4)))
    case .int32: return .integer(Int(Int32(truncatingIfNeeded: try stream.unsigned(4))))
    case .uint64: return Int(exactly: try stream.unsigned(8)).map { .integer($0) } ?? .other
    case .int64: return .integer(Int(Int64(bitPattern: try stream.unsigned(8))))
    case .float32: return .float(Float(bitPattern: UInt32(try stream.unsigned(4))))
    case .float64:
      _ = try stream.unsigned(8)
      return .other
    case .bool:
      let start = stream.position
      let byte = try stream.unsigned(1)
      guard byte < 2 else {
        throw Failure(
          "has a truth value that is neither 0 nor 1", at: .byte(start, of: stream.file),
          remedy: "get the file again")
      }
      return .bool(byte == 1)
    case .text:
      var text: [UInt8] = []
      try stream.append(try stream.count(of: "bytes of a text", smallest: 1), to: &text)
      return .text(text)
    case .array: return try readArray(&stream)
    }
  }

  private func readArray(_ stream: inout GGUFStream) throws(Failure) -> Value {
    let type = try elementType(&stream)
    switch type {
    case .array:
      try skipElements(type, &stream, depth: 1)
      return .other
    case .text:
      let count = try stream.count(of: "texts", smallest: 8)
      var bytes: [UInt8] = []
      var ends: [Int] = []
      for _ in 0..<count {
        try stream.append(try stream.count(of: "bytes of a text", smallest: 1), to: &bytes)
        ends.append(bytes.count)
        guard bytes.count <= Self.limit, ends.count <= Self.limit / 8 else {
          throw Failure(
            "has a list of texts of more than \(Self.limit >> 20) MB",
            at: .byte(stream.position, of: stream.file), remedy: "get the file again")
        }
      }
      return .texts(bytes: bytes, ends: ends)
    default:
      let start = stream.position
      let count = try stream.count(of: "numbers", smallest: type.width)
      guard count <= Self.limit / type.width else {
        throw Failure(
          "has a list of \(count) numbers", at: .byte(start, of: stream.file),
          remedy: "get the file again")
      }
      var bytes: [UInt8] = []
      try stream.append(count * type.width, to: &bytes)
      return .numbers(type, bytes)
    }
  }

  private func skip(
    _ type: ElementType, _ stream: inout GGUFStream, depth: Int
  ) throws(Failure) {
    switch type {
    case .text: try stream.skip(try stream.count(of: "bytes of a text", smallest: 1))
    case .array: try skipElements(try elementType(&stream), &stream, depth: depth + 1)
    default: try stream.skip(type.width)
    }
  }

  /// Passes over the elements of an array, whose number comes first.
  private func skipElements(
    _ type: ElementType, _ stream: inout GGUFStream, depth: Int
  ) throws(Failure) {
    guard depth <= Self.deepest else {
      throw Failure(
        "has arrays nested deeper than \(Self.deepest) levels",
        at: .byte(stream.position, of: stream.file), remedy: "get the file again")
    }
    if type == .array {
      let count = try stream.count(of: "arrays", smallest: 12)
      for _ in 0..<count {
        try skipElements(try elementType(&stream), &stream, depth: depth + 1)
      }
    } else if type == .text {
      let count = try stream.count(of: "texts", smallest: 8)
      for _ in 0..<count { try skip(type, &stream, depth: depth) }
    } else {
      try stream.skip(try stream.count(of: "values", smallest: type.width) * type.width)
    }
  }
}
