/// Writes integers, texts and values into one buffer: numbers as LEB128, signed ones in zigzag, so that small ones take
/// a byte.
public struct ArchiveWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty archive.
  public init() {}

  /// Writes an unsigned number.
  public mutating func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes a signed number.
  public mutating func put(_ number: some FixedWidthInteger & SignedInteger) {
    let number = Int64(number)
    put(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  /// Writes a number with a fraction, bit for bit.
  public mutating func put(_ number: Double) { put(number.bitPattern) }

  /// Writes a number with a fraction, or that there is none.
  public mutating func put(_ number: Double?) {
    put(number != nil)
    if let number { put(number) }
  }

  /// Writes a truth.
  public mutating func put(_ truth: Bool) { put(UInt64(truth ? 1 : 0)) }

  /// Writes bytes behind their number.
  public mutating func put(_ bytes: some Collection<UInt8>) {
    put(UInt64(bytes.count))
    self.bytes.append(contentsOf: bytes)
  }

  /// Writes a text.
  public mutating func put(_ text: String) { put(Array(text.utf8)) }

  /// Writes a text, or that there is none.
  public mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }

  /// Writes texts behind their count.
  public mutating func put(_ texts: [String]) {
    put(UInt64(texts.count))
    for text in texts { put(text) }
  }

  /// Writes numbers behind their count; a run of zeros takes two numbers.
  public mutating func put(_ numbers: [Int64]) {
    put(UInt64(numbers.count))
    var index = 0
    while index < numbers.count {
      put(numbers[index])
      if numbers[index] != 0 {
        index += 1
        continue
      }
      var end = index
      while end < numbers.count, numbers[end] == 0 { end += 1 }
      put(UInt64(end - index))
      index = end
    }
  }

  /// Writes values behind their count.
  public mutating func put(_ values: [some Archivable]) {
    put(UInt64(values.count))
    for value in values { value.write(to: &self) }
  }
}
