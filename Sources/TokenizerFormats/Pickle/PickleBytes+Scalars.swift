import Groundwork

extension PickleBytes {
  /// The operand of an opcode that pushes one plain value.
  mutating func scalar(
    _ opcode: PickleOpcode, at start: Int
  ) throws(Failure) -> PickleDocument.Node {
    switch opcode {
    case .none: return .none
    case .newTrue: return .bool(true)
    case .newFalse: return .bool(false)
    case .int: return try decimal(try line(), isLong: false, at: start)
    case .long: return try decimal(try line(), isLong: true, at: start)
    case .binaryInt:
      return .integer(Int(Int32(truncatingIfNeeded: try integer(4))))
    case .binaryInt1: return .integer(try integer(1))
    case .binaryInt2: return .integer(try integer(2))
    case .long1: return twosComplement(try take(try integer(1)))
    case .long4: return twosComplement(try take(try signedSize(opcode, at: start)))
    case .float:
      let text = try line()
      guard let value = Double(String(decoding: text, as: UTF8.self)) else {
        throw wrong("FLOAT is not a number", at: start)
      }
      return .float(value)
    case .binaryFloat:
      let bits = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return .float(Double(bitPattern: bits))
    case .string: return .text(try quoted(try line(), at: start))
    case .binaryString: return .text(try ascii(try take(try signedSize(opcode, at: start)), start))
    case .shortBinaryString: return .text(try ascii(try take(try integer(1)), start))
    case .unicode: return .text(try rawUnicodeEscape(try line(), at: start))
    case .shortBinaryUnicode: return .text(try utf8(try take(try integer(1)), start))
    case .binaryUnicode: return .text(try utf8(try take(try integer(4)), start))
    case .binaryUnicode8: return .text(try utf8(try take(try integer(8)), start))
    case .shortBinaryBytes: return .bytes(try take(try integer(1)))
    case .binaryBytes: return .bytes(try take(try integer(4)))
    case .binaryBytes8: return .bytes(try take(try integer(8)))
    case .byteArray8: return .byteArray(try take(try integer(8)))
    default: throw wrong("\(opcode.name) is no plain value", at: start)
    }
  }

  /// The number of a kept value in a line of decimal digits.
  mutating func index(_ opcode: PickleOpcode, at start: Int) throws(Failure) -> Int {
    let text = try line()
    guard !text.isEmpty, text.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = Int(String(decoding: text, as: UTF8.self))
    else { throw wrong("\(opcode.name) has no number", at: start) }
    return value
  }

  /// A size that the format holds in a signed number.
  private mutating func signedSize(_ opcode: PickleOpcode, at start: Int) throws(Failure) -> Int {
    let size = try integer(4)
    if size > Int(Int32.max) { throw wrong("\(opcode.name) has a size below 0", at: start) }
    return size
  }

  private func decimal(
    _ line: ArraySlice<UInt8>, isLong: Bool, at start: Int
  ) throws(Failure) -> PickleDocument.Node {
    var text = line
    if isLong, text.last == UInt8(ascii: "L") { text = text.dropLast() }
    if !isLong {
      // Protocols 0 and 1 spell the truth values so.
      if text.elementsEqual("00".utf8) { return .bool(false) }
      if text.elementsEqual("01".utf8) { return .bool(true) }
    }
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw wrong("an integer is misspelt", at: start)
    }
    return Int(String(decoding: text, as: UTF8.self)).map { .integer($0) } ?? .bigInteger
  }

  private func twosComplement(_ bytes: ArraySlice<UInt8>) -> PickleDocument.Node {
    guard let last = bytes.last else { return .integer(0) }
    let fill: UInt8 = last & 0x80 == 0 ? 0 : 0xFF
    let low = bytes.prefix(8)
    var value: UInt64 = fill == 0 ? 0 : UInt64.max
    for byte in low.reversed() { value = value << 8 | UInt64(byte) }
    let result = Int(Int64(bitPattern: value))
    // Bytes past the eighth may only repeat the sign.
    let isWide = bytes.dropFirst(8).contains { $0 != fill } || (result < 0) != (fill != 0)
    return isWide ? .bigInteger : .integer(result)
  }

  private func utf8(_ text: ArraySlice<UInt8>, _ start: Int) throws(Failure) -> ArraySlice<UInt8> {
    let isValid = text.withUnsafeBufferPointer { firstInvalidUTF8($0) == nil }
    guard isValid else { throw wrong("a text is not UTF-8", at: start) }
    return text
  }

  /// Python 2's `str`, which Python 3 takes as text only where it is ASCII.
  private func ascii(_ text: ArraySlice<UInt8>, _ start: Int) throws(Failure) -> ArraySlice<UInt8> {
    guard text.allSatisfy({ $0 < 0x80 }) else {
      throw wrong("a string of Python 2 is not ASCII", at: start)
    }
    return text
  }

  private func quoted(_ line: ArraySlice<UInt8>, at start: Int) throws(Failure) -> ArraySlice<UInt8>
  {
    guard line.count >= 2, let quote = line.first, quote == line.last,
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else { throw wrong("STRING is not in quotes", at: start) }
    let inner = line.dropFirst().dropLast()
    guard !inner.contains(UInt8(ascii: "\\")) else {
      throw wrong("STRING has an escape, which is not read", at: start)
    }
    return try ascii(inner, start)
  }

  /// Latin-1 with `\uXXXX` and `\UXXXXXXXX`, as Python's codec of that name.
  private func rawUnicodeEscape(
    _ line: ArraySlice<UInt8>, at start: Int
  ) throws(Failure) -> ArraySlice<UInt8> {
    var text = String.UnicodeScalarView()
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      var code = UInt32(byte)
      if byte == UInt8(ascii: "\\"), index < line.endIndex,
        line[index] == UInt8(ascii: "u") || line[index] == UInt8(ascii: "U")
      {
        let size = line[index] == UInt8(ascii: "u") ? 4 : 8
        let digits = line[(index + 1)...].prefix(size)
        guard digits.count == size, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 < 0x80 }),
          let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw wrong("UNICODE has a misspelt escape", at: start) }
        code = value
        index += 1 + size
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw wrong("UNICODE has half a surrogate pair", at: start)
      }
      text.append(scalar)
    }
    return Array(String(text).utf8)[...]
  }
}
