extension SentencePieceNormalizer {
  /// Whether a text is normalized as its parts between spaces (U+0020) are, each for itself, one behind the other.
  ///
  /// So it is where every part gets a mark in front, marks at its ends go, and no rule or symbol reads over a space
  /// or makes a mark. The text must not hold a mark (U+2581) itself. Then words can be counted first and
  /// normalized once each. Complexity: O(size of the rule).
  package var treatsWordsAlone: Bool {
    guard settings.addDummyPrefix, settings.removeExtraWhitespaces, settings.escapeWhitespaces,
      !settings.treatWhitespaceAsSuffix, userDefined == nil
    else { return false }
    return settings.charsmap.map { !$0.readsSpaces && !$0.makesMarks } ?? true
  }

  /// Whether all scalars of a word surely stay as they are, so that something is left of it.
  package func leavesAsItIs(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = word.baseAddress else { return false }
    let bits = plain.bits.base
    let extends = plain.extends.base
    let charsmap = settings.charsmap != nil
    let skipsASCII = plain.isPrintableASCIIPlain
    var at = 0
    while at < word.count {
      if skipsASCII, at + 8 <= word.count {
        let text = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self).littleEndian
        let run = printableRun(text)
        if run > 0 {
          at += run
          if charsmap, at < word.count, extends[Int(base[at])] { return false }
          continue
        }
      }
      let length = scalarLength(base + at, count: word.count - at)
      let scalar: Int
      switch length {
      case 1: scalar = Int(base[at])
      case 2: scalar = Int(base[at] & 0x1F) << 6 | Int(base[at + 1] & 0x3F)
      case 3:
        scalar =
          Int(base[at] & 0xF) << 12 | Int(base[at + 1] & 0x3F) << 6 | Int(base[at + 2] & 0x3F)
      default: return false
      }
      if bits[scalar >> 6] >> UInt64(scalar & 63) & 1 == 0 { return false }
      at += length
      if charsmap, at < word.count, extends[Int(base[at])] { return false }
    }
    return true
  }
}

/// How many of eight bytes, from the lowest on, are printable ASCII but no space.
@inline(__always)
func printableRun(_ text: UInt64) -> Int {
  // A high bit for each byte below 0x21, 0x7F, or above; carries only reach behind such a byte.
  let low = text &- 0x2121_2121_2121_2121
  let high = text &+ 0x0101_0101_0101_0101
  return ((low | high | text) & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
}

extension Charsmap {
  /// Whether a rule's source holds a space.
  ///
  /// All nodes are looked at once; rules that were compiled well share their ends.
  fileprivate var readsSpaces: Bool {
    var seen = [Bool](repeating: false, count: units.count)
    var open = [Self.offset(units.base[0])]
    while let node = open.popLast() {
      if seen[node] { continue }
      seen[node] = true
      for byte in 1..<256 {
        let unit = units.base[node ^ byte]
        guard Self.label(unit) == UInt32(byte) else { continue }
        if byte == 0x20 { return true }
        open.append(node ^ byte ^ Self.offset(unit))
      }
    }
    return false
  }

  /// Whether a rule's text holds the mark of a space, U+2581, or two spaces side by side.
  var makesMarks: Bool {
    for index in 1..<max(1, texts.count) {
      let (before, byte) = (texts.base[index - 1], texts.base[index])
      if before == 0x20, byte == 0x20 { return true }
      if before == 0x96, byte == 0x81, index > 1, texts.base[index - 2] == 0xE2 { return true }
    }
    return false
  }
}
