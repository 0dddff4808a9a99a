/// Reads what an `ArchiveWriter` wrote.
///
/// Nothing that the bytes say is believed before it is checked: counts are compared with what is left.
public struct ArchiveReader: Sendable {
  private let bytes: [UInt8]
  private let name: String
  private let end: Int
  private var place: Int

  /// Creates a reader of some bytes of a file, which errors name.
  public init(_ bytes: [UInt8], name: String, in range: Range<Int>? = nil) {
    self.bytes = bytes
    self.name = name
    place = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// Whether everything has been read.
  public var isAtEnd: Bool { place == end }

  /// What is wrong here: no writer wrote this.
  public func failure(_ problem: String = "is not what was written") -> Failure {
    Failure(
      problem, at: .byte(place, of: name), remedy: "make the file again: it is damaged")
  }

  /// Reads an unsigned number.
  public mutating func number() throws(Failure) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard place < end, shift < 64 else { throw failure() }
      let byte = UInt64(bytes[place])
      if shift == 63, byte > 1 { throw failure() }
      number |= (byte & 0x7F) << shift
      place += 1
      if byte < 0x80 { return number }
      shift += 7
    }
  }

  /// Reads a signed number.
  public mutating func integer() throws(Failure) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// Reads a signed number of the machine's width.
  public mutating func int() throws(Failure) -> Int { Int(try integer()) }

  /// Reads a number with a fraction.
  public mutating func double() throws(Failure) -> Double { Double(bitPattern: try number()) }

  /// Reads a number with a fraction that may be absent.
  public mutating func optionalDouble() throws(Failure) -> Double? {
    try bool() ? try double() : nil
  }

  /// Reads a truth.
  public mutating func bool() throws(Failure) -> Bool {
    let number = try number()
    if number > 1 { throw failure() }
    return number == 1
  }

  /// Reads bytes.
  public mutating func byteString() throws(Failure) -> [UInt8] {
    let count = try count(each: 1)
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  /// Reads a text.
  public mutating func text() throws(Failure) -> String {
    String(decoding: try byteString(), as: UTF8.self)
  }

  /// Reads a text that may be absent.
  public mutating func optionalText() throws(Failure) -> String? {
    try bool() ? try text() : nil
  }

  /// Reads texts.
  public mutating func texts() throws(Failure) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try count(each: 1)) { texts.append(try text()) }
    return texts
  }

  /// Reads numbers.
  public mutating func integers() throws(Failure) -> [Int64] {
    let total = try number()
    // A run of zeros may be long; what stands for it is short.
    guard total <= 1 << 28 else { throw failure() }
    var numbers: [Int64] = []
    while numbers.count < Int(total) {
      let next = try integer()
      if next != 0 {
        numbers.append(next)
        continue
      }
      let run = try number()
      guard run > 0, run <= total - UInt64(numbers.count) else { throw failure() }
      numbers.append(contentsOf: repeatElement(0, count: Int(run)))
    }
    return numbers
  }

  /// Reads values.
  public mutating func values<Value: Archivable>(
    _ type: Value.Type = Value.self
  ) throws(Failure) -> [Value] {
    var values: [Value] = []
    for _ in 0..<(try count(each: 0)) { values.append(try Value(from: &self)) }
    return values
  }

  /// Reads how many things follow, each of at least some bytes.
  public mutating func count(each bytes: Int) throws(Failure) -> Int {
    let count = try number()
    guard count <= UInt64(bytes == 0 ? 1 << 24 : (end - place) / bytes) else { throw failure() }
    return Int(count)
  }
}
