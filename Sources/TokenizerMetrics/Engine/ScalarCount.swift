/// The number of scalars in valid UTF-8, in O(n): its bytes but those that go on with a scalar.
func scalarCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
  let raw = UnsafeRawBufferPointer(text)
  var others = 0
  var place = 0
  while place + 8 <= raw.count {
    let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    // Bytes of the form 10xxxxxx.
    others += ((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
    place += 8
  }
  while place < raw.count {
    others += raw[place] & 0xC0 == 0x80 ? 1 : 0
    place += 1
  }
  return raw.count - others
}
