import CICU

/// What each scalar below U+3000 does under UAX #29's word rules, asked of ICU once (half a millisecond).
final class WordClasses: Sendable {
  /// The classes, by scalar; empty where ICU's data is missing.
  let bytes: [UInt8]

  /// Scalars from here up are left to ICU.
  static let limit = 0x3000

  static let shared = WordClasses()

  private init() {
    var bytes = [UInt8](repeating: 0, count: Self.limit)
    if derlius_word_classes(&bytes, UInt32(Self.limit)) != 0 { bytes = [] }
    self.bytes = bytes
  }
}

/// The classes of the scanner, as `derlius_word_classes` writes them.
enum WordClass {
  static let foreign = UInt8(DERLIUS_WORD_FOREIGN)
  static let other = UInt8(DERLIUS_WORD_OTHER)
  static let letter = UInt8(DERLIUS_WORD_LETTER)
  static let number = UInt8(DERLIUS_WORD_NUMBER)
  static let joiner = UInt8(DERLIUS_WORD_JOINER)
  static let middle = UInt8(DERLIUS_WORD_MIDDLE)
  static let middleOfLetters = UInt8(DERLIUS_WORD_MIDDLE_OF_LETTERS)
  static let middleOfNumbers = UInt8(DERLIUS_WORD_MIDDLE_OF_NUMBERS)
  static let space = UInt8(DERLIUS_WORD_SPACE)
  static let cr = UInt8(DERLIUS_WORD_CR)
  static let lf = UInt8(DERLIUS_WORD_LF)
  static let newline = UInt8(DERLIUS_WORD_NEWLINE)
  static let extender = UInt8(DERLIUS_WORD_EXTENDER)
}
