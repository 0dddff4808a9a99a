import Groundwork

/// The bytes of a pickle, read front to back; no size is trusted before it is compared with the rest.
struct PickleBytes {
  let bytes: [UInt8]
  let file: String
  var position = 0

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The number of bytes that are left.
  var rest: Int { bytes.count - position }

  mutating func opcode() throws(Failure) -> PickleOpcode {
    guard position < bytes.count else {
      throw Failure(
        "the pickle ends without STOP", at: .byte(position, of: file), remedy: "get the file again")
    }
    guard let opcode = PickleOpcode(rawValue: bytes[position]) else {
      let code = hexadecimal([bytes[position]])
      throw wrong("0x\(code) is no opcode of pickle's protocols 0 to 5", at: position)
    }
    position += 1
    return opcode
  }

  /// An unsigned little-endian number of 1 to 8 bytes; one past 2⁶³ counts as the largest `Int`.
  mutating func integer(_ size: Int) throws(Failure) -> Int {
    guard size <= rest else { throw ends() }
    var value: UInt64 = 0
    for index in (0..<size).reversed() { value = value << 8 | UInt64(bytes[position + index]) }
    position += size
    return Int(clamping: value)
  }

  mutating func take(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
    guard count <= rest else { throw ends() }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The bytes up to the next line feed, which is passed over.
  mutating func line() throws(Failure) -> ArraySlice<UInt8> {
    guard let end = bytes[position...].firstIndex(of: 0x0A) else { throw ends() }
    defer { position = end + 1 }
    return bytes[position..<end]
  }

  func wrong(_ problem: String, at start: Int) -> Failure {
    Failure(problem, at: .byte(start, of: file), remedy: "get the file again")
  }

  func ends(_ opcode: PickleOpcode, at start: Int) -> Failure {
    wrong("the file ends within \(opcode.name)", at: start)
  }

  private func ends() -> Failure {
    // The opcode's own place is told by the value that was under way: its operand starts here.
    Failure(
      "the file ends within a value", at: .byte(position, of: file), remedy: "get the file again")
  }
}
