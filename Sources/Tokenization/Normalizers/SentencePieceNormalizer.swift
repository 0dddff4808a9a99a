import Groundwork

/// Normalizes text as SentencePiece does before it cuts it: rule, spaces, dummy prefix, space mark.
///
/// Definition: `src/normalizer.cc` of google/sentencepiece 0.2.3. Bytes that are not UTF-8 become
/// U+FFFD each.
public struct SentencePieceNormalizer: Sendable {
  /// What a model says about its normalizer.
  public struct Settings: Sendable {
    /// The compiled rule, or nil for identity.
    public var charsmap: Charsmap?
    /// Whether a space is put before each text.
    public var addDummyPrefix: Bool
    /// Whether spaces at the ends are dropped and runs made one.
    public var removeExtraWhitespaces: Bool
    /// Whether a space becomes U+2581.
    public var escapeWhitespaces: Bool
    /// Whether the dummy space goes behind the text.
    public var treatWhitespaceAsSuffix: Bool

    /// Creates settings.
    public init(
      charsmap: Charsmap?, addDummyPrefix: Bool = true, removeExtraWhitespaces: Bool = true,
      escapeWhitespaces: Bool = true, treatWhitespaceAsSuffix: Bool = false
    ) {
      self.charsmap = charsmap
      self.addDummyPrefix = addDummyPrefix
      self.removeExtraWhitespaces = removeExtraWhitespaces
      self.escapeWhitespaces = escapeWhitespaces
      self.treatWhitespaceAsSuffix = treatWhitespaceAsSuffix
    }
  }

  let settings: Settings
  let plain: PlainScalars
  /// Symbols that are passed over whole; nil where there are none.
  let userDefined: ByteTrie?

  /// Creates a normalizer that leaves some symbols as they are.
  package init(_ settings: Settings, userDefined symbols: [ArraySlice<UInt8>] = []) {
    self.settings = settings
    plain = PlainScalars(charsmap: settings.charsmap, userDefined: symbols)
    userDefined = symbols.isEmpty ? nil : ByteTrie(symbols.map { (key: $0, value: 0) })
  }

  /// Creates a normalizer with the rule of another but its own settings for spaces, and without symbols.
  ///
  /// What the other surely leaves as it is, this one does too: fewer symbols leave more. O(1).
  init(_ settings: Settings, sharing other: SentencePieceNormalizer) {
    self.settings = settings
    plain = other.plain
    userDefined = nil
  }

  /// The bytes that stand for a space.
  var space: [UInt8] { settings.escapeWhitespaces ? [0xE2, 0x96, 0x81] : [0x20] }

  /// How many matching symbols, shortest first, the reference looks at.
  static let mostSymbols = 64

  /// What the text at a place begins with, and what becomes of it.
  ///
  /// - Returns: the bytes that are taken, and where the bytes stand that take their place.
  func step(_ text: UnsafePointer<UInt8>, count: Int) -> Step {
    if let userDefined {
      let length = userDefined.longestPrefix(text, count: count, limit: Self.mostSymbols)
      if length > 0 { return Step(taken: length, bytes: text, count: length) }
    }
    if let charsmap = settings.charsmap {
      let rule = charsmap.longestRule(text, count: count)
      if rule.length > 0 {
        let bytes = charsmap.texts.base + rule.start
        var length = 0
        while bytes[length] != 0 { length += 1 }
        return Step(taken: rule.length, bytes: bytes, count: length)
      }
    }
    let length = scalarLength(text, count: count)
    if length > 0 { return Step(taken: length, bytes: text, count: length) }
    return Step(taken: 1, bytes: Self.replacement.base, count: 3)
  }

  struct Step {
    /// The number of source bytes.
    var taken: Int
    /// What they become.
    var bytes: UnsafePointer<UInt8>
    /// The number of bytes that they become.
    var count: Int

    @inline(__always) var isSpace: Bool { count == 1 && bytes[0] == 0x20 }
  }

  private static let replacement = FlatMemory<UInt8>([0xEF, 0xBF, 0xBD])

  /// The normalized text: a new array each time; for decoding and for people.
  public func normalize(_ text: [UInt8]) -> [UInt8] {
    let output = SentencePieceText()
    text.withUnsafeBufferPointer { normalize($0, into: output) }
    return Array(UnsafeBufferPointer(start: output.bytes, count: output.count))
  }
}

/// The length of the well-formed scalar at the start of a text; 0 where it is not UTF-8.
@inline(__always)
func scalarLength(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
  let first = text[0]
  if first < 0x80 { return 1 }
  if count < 2 || text[1] & 0xC0 != 0x80 { return 0 }
  if first < 0xE0 { return first >= 0xC2 ? 2 : 0 }
  if count < 3 || text[2] & 0xC0 != 0x80 { return 0 }
  if first < 0xF0 {
    let top = UInt32(first & 0xF) << 6 | UInt32(text[1] & 0x3F)
    return top >= 0x20 && (top < 0x360 || top > 0x37F) ? 3 : 0
  }
  if count < 4 || text[3] & 0xC0 != 0x80 || first > 0xF4 { return 0 }
  let top = UInt32(first & 7) << 6 | UInt32(text[1] & 0x3F)
  return top >= 0x10 && top < 0x110 ? 4 : 0
}

/// The length that a lead byte states, cut at the end of the text; 1 for a trail byte.
@inline(__always)
func statedLength(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
  let first = text[0]
  if first < 0xC0 { return 1 }
  return min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, count)
}
