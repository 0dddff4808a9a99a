/// How ids stand in a slot of a `WordTable`.
protocol SlotWidth {
  /// Writes the ids of 16 bytes.
  static func writeShort(_ ids: UnsafeRawPointer, _ output: UnsafeMutablePointer<UInt32>)
  /// Writes the ids of 32 bytes, up to 16.
  static func writeLong(_ ids: UnsafeRawPointer, _ output: UnsafeMutablePointer<UInt32>)
}

/// Ids of 16 bits, for vocabularies of up to 65,536 tokens.
enum Narrow: SlotWidth {
  @inline(__always)
  static func writeShort(_ ids: UnsafeRawPointer, _ output: UnsafeMutablePointer<UInt32>) {
    let narrow = ids.loadUnaligned(as: SIMD8<UInt16>.self)
    UnsafeMutableRawPointer(output).storeBytes(
      of: SIMD8<UInt32>(truncatingIfNeeded: narrow), as: SIMD8<UInt32>.self)
  }

  @inline(__always)
  static func writeLong(_ ids: UnsafeRawPointer, _ output: UnsafeMutablePointer<UInt32>) {
    writeShort(ids, output)
    writeShort(ids + 16, output + 8)
  }
}

/// Ids of 32 bits.
enum Wide: SlotWidth {
  @inline(__always)
  static func writeShort(_ ids: UnsafeRawPointer, _ output: UnsafeMutablePointer<UInt32>) {
    UnsafeMutableRawPointer(output).storeBytes(
      of: ids.loadUnaligned(as: SIMD4<UInt32>.self), as: SIMD4<UInt32>.self)
  }

  @inline(__always)
  static func writeLong(_ ids: UnsafeRawPointer, _ output: UnsafeMutablePointer<UInt32>) {
    writeShort(ids, output)
    writeShort(ids + 16, output + 4)
  }
}

/// What a slot says of the running score.
protocol WordScoring {
  /// Adds a word's part to the bound of the running score; false, and nothing added, where the bound is beyond what
  /// the word allows.
  static func add(_ tail: UnsafeRawPointer, _ bound: inout Float) -> Bool
}

/// Models without a running score.
enum Unscored: WordScoring {
  @inline(__always)
  static func add(_ tail: UnsafeRawPointer, _ bound: inout Float) -> Bool { true }
}

/// Unigram: the limit, rounded down, in the upper half of four bytes, the word's sum, rounded up, in the lower one;
/// both are the upper halves of float32.
enum Scored: WordScoring {
  @inline(__always)
  static func add(_ tail: UnsafeRawPointer, _ bound: inout Float) -> Bool {
    let bits = tail.load(as: UInt32.self)
    if bound > Float(bitPattern: bits & 0xFFFF_0000) { return false }
    bound += Float(bitPattern: bits &<< 16)
    return true
  }

  /// The four bytes; a sum is not negative.
  static func pack(limit: Float, sum: Float) -> UInt32 {
    // The upper half alone is nearer to zero; more so for what is negative, so that is −1.
    let lower = limit < 0 ? Float(-1).bitPattern : limit.bitPattern & 0xFFFF_0000
    let upper = sum.bitPattern >> 16 + (sum.bitPattern & 0xFFFF == 0 ? 0 : 1)
    return lower | upper
  }
}
