/// A 64-bit hash of bytes that is the same in every run and on every machine; not for secrets.
///
/// Eight bytes at a time are folded by a 64 × 64 → 128-bit product, as in the wyhash family; the
/// constants are our own.
@inline(__always)
public func byteHash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
  let count = bytes.count
  var state = seed ^ 0xA076_1D64_78BD_642F ^ UInt64(truncatingIfNeeded: count)
  guard let base = bytes.baseAddress else { return fold(state, 0x5899_65CC_7537_4CC3) }
  let raw = UnsafeRawPointer(base)
  var index = 0
  while index + 8 <= count {
    let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    state = fold(state ^ word, 0xE703_7ED1_A0B4_28DB)
    index += 8
  }
  if index < count {
    var word: UInt64 = 0
    while index < count {
      word = word << 8 | UInt64(base[index])
      index += 1
    }
    state = fold(state ^ word, 0x8EBC_6AF0_9C88_C6E3)
  }
  return fold(state, 0x5899_65CC_7537_4CC3)
}

@inline(__always)
private func fold(_ value: UInt64, _ by: UInt64) -> UInt64 {
  // The sum keeps a state of zero from staying zero.
  let product = (value &+ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: by)
  return product.high ^ product.low
}
