import CHints

/// Tells the ASCII of 64 bytes.
enum ASCIIBlock {
  /// What the bytes are, by the processor's vector instructions where they are known.
  @inline(__always)
  static func classify(_ bytes: UnsafePointer<UInt8>) -> derlius_ascii {
    derlius_has_classify() != 0 && FastPaths.areOn ? derlius_classify(bytes) : plain(bytes)
  }

  /// The same in plain Swift, eight bytes at a time.
  static func plain(_ bytes: UnsafePointer<UInt8>) -> derlius_ascii {
    var result = derlius_ascii()
    for index in 0..<8 {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(bytes).loadUnaligned(
          fromByteOffset: index * 8, as: UInt64.self))
      let shift = UInt64(index * 8)
      func mask(_ flags: UInt64) -> UInt64 { ByteFlags.gather(flags) << shift }
      let letters = ByteFlags.within(word | ByteFlags.ones &* 0x20, "a", "z")
      result.letters |= mask(letters)
      result.capitals |= mask(ByteFlags.within(word, "A", "Z"))
      result.digits |= mask(ByteFlags.within(word, "0", "9"))
      result.spaces |= mask(ByteFlags.within(word, " ", " "))
      result.controls |= mask(ByteFlags.within(word, "\t", "\r"))
      result.newlines |= mask(
        ByteFlags.within(word, "\n", "\n") | ByteFlags.within(word, "\r", "\r"))
      result.apostrophes |= mask(ByteFlags.within(word, "'", "'"))
      result.slashes |= mask(ByteFlags.within(word, "/", "/"))
      result.high |= mask(word)
    }
    return result
  }
}

/// The eight bytes of a word, told each by its high bit.
private enum ByteFlags {
  static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  /// The bytes from `first` to `last`, both ASCII.
  @inline(__always)
  static func within(_ word: UInt64, _ first: Unicode.Scalar, _ last: Unicode.Scalar) -> UInt64 {
    let low = word & ~highs
    let notBelow = low &+ (0x80 &- UInt64(first.value)) &* ones
    let above = low &+ (0x7F &- UInt64(last.value)) &* ones
    return notBelow & ~above & ~word & highs
  }

  /// The high bits as eight bits.
  @inline(__always)
  static func gather(_ word: UInt64) -> UInt64 { ((word & highs) &* 0x0002_0408_1020_4081) >> 56 }
}
