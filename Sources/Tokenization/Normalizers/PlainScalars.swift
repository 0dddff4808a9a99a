/// Which scalars a SentencePiece normalizer surely leaves as they are, so that they need no trie walk.
///
/// A scalar is plain where no rule ends at it and no rule goes on from it with the byte that follows.
struct PlainScalars: Sendable {
  /// A bit for each scalar below U+10000: no rule ends at it, no fixed symbol starts with its byte.
  let bits: FlatMemory<UInt64>
  /// For each byte whether some rule goes on with it after a plain scalar.
  let extends: FlatMemory<Bool>
  /// Whether a space is plain; it has no bit, for it is written as a mark.
  let isSpacePlain: Bool
  /// Whether the printable ASCII scalars but space are all plain, and no rule goes on with them.
  let isPrintableASCIIPlain: Bool

  init(charsmap: Charsmap?, userDefined: [ArraySlice<UInt8>]) {
    var starts = [Bool](repeating: false, count: 256)
    for symbol in userDefined { if let first = symbol.first { starts[Int(first)] = true } }
    var bits = [UInt64](repeating: 0, count: 1024)
    var extends = [Bool](repeating: false, count: 256)
    let isFree = charsmap == nil && userDefined.isEmpty
    if isFree {
      // All but surrogates, the space and its mark.
      for index in 0..<1024 where !(0x360..<0x380).contains(index) { bits[index] = .max }
      bits[0x20 >> 6] &= ~(1 << UInt64(0x20 & 63))
      bits[0x2581 >> 6] &= ~(1 << UInt64(0x2581 & 63))
    }
    for value in 0..<UInt32(0x10000) where !isFree {
      guard let scalar = Unicode.Scalar(value), value != 0x20, value != 0x2581 else { continue }
      guard let bytes = UTF8.encode(scalar).map(Array.init) else { continue }
      if starts[Int(bytes[0])] { continue }
      if let charsmap, !Self.isPlain(bytes, charsmap, &extends) { continue }
      bits[Int(value >> 6)] |= 1 << UInt64(value & 63)
    }
    isSpacePlain =
      !starts[0x20] && (charsmap.map { Self.isPlain([0x20], $0, &extends) } ?? true)
    isPrintableASCIIPlain = (0x21...0x7E).allSatisfy {
      bits[$0 >> 6] >> UInt64($0 & 63) & 1 != 0 && !extends[$0]
    }
    self.bits = FlatMemory(bits)
    self.extends = FlatMemory(extends)
  }

  private static func isPlain(
    _ bytes: [UInt8], _ charsmap: Charsmap, _ extends: inout [Bool]
  ) -> Bool {
    let units = charsmap.units.base
    var node = Charsmap.offset(units[0])
    for byte in bytes {
      node ^= Int(byte)
      let unit = units[node]
      if Charsmap.label(unit) != UInt32(byte) { return true }
      if Charsmap.hasLeaf(unit) { return false }
      node ^= Charsmap.offset(unit)
    }
    for byte in 0..<256 where Charsmap.label(units[node ^ byte]) == UInt32(byte) {
      extends[byte] = true
    }
    return true
  }
}
