import CHints

/// Where a text may be cut into words before it is normalized, so that words are looked up as they are written.
///
/// A word is what lies between separators. Its ids depend on its own bytes alone (and, for Unigram, on the running
/// score): the normalizer must treat words alone, and no piece may have a space mark behind another scalar.
/// A text that holds U+2581 itself is not cut so.
struct SourceWords: Sendable {
  /// What becomes of separators.
  enum Spaces: Sendable {
    /// All stay: a word takes the spaces in front of it. The first one is a flag, the others are its bytes.
    case kept
    /// They are dropped, and each word gets one mark in front.
    case trimmed
  }

  let spaces: Spaces
  /// For each byte below 0x20 a bit: for `kept` the line feed, where it starts a word without a mark; for `trimmed`
  /// the controls that are normalized to spaces.
  let controls: UInt32

  /// The rule of a model; nil where words may not be looked up as they are written.
  init?(
    _ parts: SentencePieceParts, _ normalizer: SentencePieceNormalizer,
    _ boundary: SentencePieceTables.Boundary
  ) {
    let settings = normalizer.settings
    guard case .beforeSpaces = boundary, settings.addDummyPrefix, settings.escapeWhitespaces,
      !settings.treatWhitespaceAsSuffix, normalizer.userDefined == nil
    else { return nil }
    if settings.removeExtraWhitespaces {
      guard let controls = normalizer.separators else { return nil }
      spaces = .trimmed
      self.controls = controls
    } else {
      // A rule may drop a word, and then the marks around it meet.
      if settings.charsmap != nil { return nil }
      spaces = .kept
      controls = Self.isAlone(0x0A, in: parts.vocabulary) ? 1 << 0x0A : 0
    }
  }

  /// Whether no longer token holds a byte, so that texts may be cut before it.
  private static func isAlone(_ byte: UInt8, in vocabulary: Vocabulary) -> Bool {
    let offsets = vocabulary.offsets
    return vocabulary.bytes.withUnsafeBufferPointer { bytes in
      var id = 0
      for index in bytes.indices where bytes[index] == byte {
        while offsets[id + 1] <= index { id += 1 }
        if offsets[id + 1] - offsets[id] > 1 { return false }
      }
      return true
    }
  }
}

extension SentencePieceNormalizer {
  /// The controls that separate words as a space does, a bit for each byte below 0x20; nil where words are not
  /// normalized each alone.
  ///
  /// O(size of the rule).
  var separators: UInt32? {
    guard let charsmap = settings.charsmap else { return 0 }
    if charsmap.makesMarks { return nil }
    let units = charsmap.units.base
    let count = charsmap.units.count
    let root = Charsmap.offset(units[0])
    // A unit with a label is some node's child only where a node leads to its block. Free units lead
    // somewhere too, so this finds too many readers rather than too few.
    var leads = [Bool](repeating: false, count: count)
    for index in 0..<count where Charsmap.label(units[index]) <= 0xFF {
      let place = index ^ Charsmap.offset(units[index])
      if place < count { leads[place] = true }
    }
    var inside: UInt64 = 0
    for index in 0..<count {
      let label = Charsmap.label(units[index])
      if label > 0x20 || label == 0 { continue }
      let place = index ^ Int(label)
      if place != root, leads[place] { inside |= 1 << UInt64(label) }
    }
    // No rule may read a space at all: it would be more than the normalizer's own treatment of it.
    if inside >> 0x20 & 1 == 1 || Charsmap.label(units[root ^ 0x20]) == 0x20 { return nil }
    var separators: UInt32 = 0
    for byte in 1..<0x20 where inside >> UInt64(byte) & 1 == 0 {
      let unit = units[root ^ byte]
      if Charsmap.label(unit) != UInt32(byte) || !Charsmap.hasLeaf(unit) { continue }
      let node = root ^ byte ^ Charsmap.offset(unit)
      if (1..<256).contains(where: { Charsmap.label(units[node ^ $0]) == UInt32($0) }) { continue }
      let text = charsmap.texts.base + Int(units[node] & 0x7FFF_FFFF)
      if text[0] == 0x20, text[1] == 0 { separators |= 1 << UInt32(byte) }
    }
    return separators
  }
}

/// A bit for each of 64 bytes: whether it is a space; and whether it is a control below 0x20.
///
/// By the processor's vector instructions where they are known: Swift's SIMD types have no way from a mask to bits.
@inline(__always)
func spaceBits(_ text: UnsafePointer<UInt8>) -> (spaces: UInt64, controls: UInt64) {
  if derlius_has_blanks() == 0 { return plainSpaceBits(text) }
  let blanks = derlius_find_blanks(text)
  return (blanks.spaces, blanks.controls)
}

/// The same in plain Swift, eight bytes at a time.
func plainSpaceBits(_ text: UnsafePointer<UInt8>) -> (spaces: UInt64, controls: UInt64) {
  let raw = UnsafeRawPointer(text)
  var spaces: UInt64 = 0
  var controls: UInt64 = 0
  var index = 0
  while index < 8 {
    let word = raw.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self).littleEndian
    let shift = UInt64(truncatingIfNeeded: index &* 8)
    spaces |= zeroBytes(word ^ 0x2020_2020_2020_2020) &<< shift
    controls |= zeroBytes(word & 0xE0E0_E0E0_E0E0_E0E0) &<< shift
    index &+= 1
  }
  return (spaces, controls)
}

/// A bit for each byte of a word that is zero.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  let zeros = ~(((word & low) &+ low) | word | low)
  return ((zeros &>> 7) &* 0x0102_0408_1020_4080) &>> 56
}
