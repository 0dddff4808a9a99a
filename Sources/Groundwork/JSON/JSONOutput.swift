/// Writes one JSON text by and by, where a tree of values would cost too much.
///
/// The caller keeps to the grammar: keys in objects only, as many ends as begins. Commas are put in.
public struct JSONOutput: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Creates an empty text.
  public init() {}

  /// Begins an object, as a value.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Ends an object.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Begins an array, as a value.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Ends an array.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes a member's key; its value comes next.
  public mutating func key(_ key: String) {
    string(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  /// Writes a string of UTF-8.
  public mutating func string(_ utf8: ArraySlice<UInt8>) {
    utf8.withUnsafeBufferPointer { string($0) }
  }

  /// Writes a string of UTF-8.
  public mutating func string(_ utf8: [UInt8]) {
    utf8.withUnsafeBufferPointer { string($0) }
  }

  /// Writes a string of UTF-8; quotes, backslashes and controls are escaped.
  ///
  /// - Complexity: O(n).
  public mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case ..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  // Numbers are of fixed types: generic ones are not specialized for other modules, and took ten times as long.

  /// Writes an integer.
  public mutating func integer(_ value: Int) {
    separate()
    append(value)
    needsComma = true
  }

  /// Writes an array of integers.
  public mutating func integers(_ values: [Int]) {
    beginArray()
    for value in values { integer(value) }
    endArray()
  }

  /// Writes an array of integers.
  public mutating func integers(_ values: ArraySlice<UInt32>) {
    beginArray()
    for value in values { integer(Int(value)) }
    endArray()
  }

  /// Writes an array of strings.
  public mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// Writes `null`.
  public mutating func null() { raw("null") }

  /// Writes a number in the shortest digits that give it back; `null` for one that is not finite.
  public mutating func double(_ value: Double) {
    raw(value.isFinite ? "\(value)" : "null")
  }

  /// Writes a value.
  public mutating func value(_ value: JSONValue) { raw(value.serialized()) }

  /// Writes a value that was written elsewhere.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Writes a value that was written elsewhere.
  public mutating func raw(_ json: String) { raw(Array(json.utf8)) }

  private static let digits = Array("0123456789abcdef".utf8)

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func append(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, bytes.count - 1)
    while low < high {
      bytes.swapAt(low, high)
      low += 1
      high -= 1
    }
  }
}
