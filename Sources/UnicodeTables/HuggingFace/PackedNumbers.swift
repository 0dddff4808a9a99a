/// The numbers of a generated table: five bits a digit, the lowest first, the sixth bit for more.
///
/// Written by `packed` of scripts/generate-normalization-tables.py.
struct PackedNumbers: IteratorProtocol, Sequence {
  private var next8: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ text: StaticString) {
    next8 = text.utf8Start
    end = next8 + text.utf8CodeUnitCount
  }

  mutating func next() -> Int? {
    var number = 0
    var shift = 0
    while next8 < end {
      let digit = Self.value(next8.pointee)
      next8 += 1
      number |= (digit & 31) << shift
      if digit < 32 { return number }
      shift += 5
    }
    return nil
  }

  /// The next number with its sign: even ones are positive.
  mutating func nextSigned() -> Int? {
    next().map { $0 & 1 == 0 ? $0 >> 1 : -(($0 + 1) >> 1) }
  }

  private static func value(_ character: UInt8) -> Int {
    switch character {
    case 0x41...0x5A: Int(character) - 0x41
    case 0x61...0x7A: Int(character) - 0x61 + 26
    case 0x30...0x39: Int(character) - 0x30 + 52
    case 0x2D: 62
    default: 63
    }
  }
}
