import UnicodeTables

/// Bert's normalizer: cleans, sets CJK characters apart, strips accents, lowers, in this order.
public struct BertNormalizer: Normalizer {
  /// Whether controls are dropped and white space becomes spaces.
  public let cleanText: Bool
  /// Whether CJK ideographs get a space on each side.
  public let handleChineseCharacters: Bool
  /// Whether text is decomposed and nonspacing marks dropped.
  public let stripAccents: Bool
  /// Whether text is lowered.
  public let lowercase: Bool

  /// Creates a normalizer; `stripAccents` nil means as `lowercase` says.
  public init(
    cleanText: Bool, handleChineseCharacters: Bool, stripAccents: Bool?, lowercase: Bool
  ) {
    self.cleanText = cleanText
    self.handleChineseCharacters = handleChineseCharacters
    self.stripAccents = stripAccents ?? lowercase
    self.lowercase = lowercase
  }

  /// `Bert` and what it does.
  public var name: String {
    var parts: [String] = []
    if cleanText { parts.append("clean") }
    if handleChineseCharacters { parts.append("CJK apart") }
    if stripAccents { parts.append("without accents") }
    if lowercase { parts.append("lower case") }
    return parts.isEmpty ? "Bert" : "Bert (\(parts.joined(separator: ", ")))"
  }

  /// Does each step that is asked for.
  ///
  /// O(n log n) for runs of marks, else O(n).
  public func normalize(_ text: inout NormalizedText) {
    if cleanText { clean(&text) }
    if handleChineseCharacters { setApart(&text) }
    if stripAccents {
      FormNormalizer(.nfd).normalize(&text)
      AccentNormalizer(dropping: .nonspacing).normalize(&text)
    }
    if lowercase { LowercaseNormalizer().normalize(&text) }
  }

  private func clean(_ text: inout NormalizedText) {
    let table = TextClass.table
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { space in
      guard let memory = space.baseAddress else { return }
      memory[0] = 0x20
      text.editScalars { scalar in
        if scalar >= 0x20, scalar < 0x7F { return .keep }
        let bits = TextClass(rawValue: table[scalar])
        if bits.contains(.other) { return .drop }
        return bits.contains(.space) ? .put(memory, 1) : .keep
      }
    }
  }

  /// The reference's spaces have the span of the scalar before; the ideograph that of itself.
  private func setApart(_ text: inout NormalizedText) {
    let source = text.bytes
    let end = text.count
    var at = 0
    var kept = 0
    var isRewriting = false
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { memory in
      guard let spaced = memory.baseAddress else { return }
      spaced[0] = 0x20
      while at < end {
        let (scalar, length) = decodeScalar(source + at)
        if scalar >= 0x3400, Self.isChinese(scalar) {
          if !isRewriting {
            text.beginRewriting()
            isRewriting = true
          }
          if at > kept { text.keep(at - kept) }
          for index in 0..<length { spaced[1 + index] = source[at + index] }
          spaced[1 + length] = 0x20
          text.replace(length, with: spaced, length + 2)
          kept = at + length
        }
        at += length
      }
      if isRewriting {
        if end > kept { text.keep(end - kept) }
        text.endRewriting()
      }
    }
  }

  private static func isChinese(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
