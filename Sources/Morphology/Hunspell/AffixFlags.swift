/// How an affix file writes the flags of its rules: the line `FLAG`.
enum AffixFlags: Sendable {
  /// A flag is a byte.
  case byte
  /// `long`: two bytes.
  case pair
  /// `num`: a decimal number, parted by commas.
  case number
  /// `UTF-8`: a character.
  case character

  init?(_ name: String) {
    switch name {
    case "long": self = .pair
    case "num": self = .number
    case "UTF-8": self = .character
    default: return nil
    }
  }

  /// The flags of a field as it stands in the file; nil where it holds none in this writing.
  func read(_ field: some Collection<UInt8>) -> [UInt32]? {
    if field.isEmpty { return nil }
    switch self {
    case .byte: return field.map { UInt32($0) }
    case .pair:
      let bytes = Array(field)
      guard bytes.count % 2 == 0 else { return nil }
      return stride(from: 0, to: bytes.count, by: 2).map {
        UInt32(bytes[$0]) << 8 | UInt32(bytes[$0 + 1])
      }
    case .number:
      var flags: [UInt32] = []
      for part in field.split(separator: 0x2C, omittingEmptySubsequences: false) {
        guard part.allSatisfy({ (0x30...0x39).contains($0) }),
          let flag = UInt32(String(decoding: part, as: UTF8.self)), flag > 0, flag < 65_510
        else { return nil }
        flags.append(flag)
      }
      return flags
    case .character:
      guard let text = String(validating: field, as: UTF8.self) else { return nil }
      return text.unicodeScalars.map(\.value)
    }
  }
}
