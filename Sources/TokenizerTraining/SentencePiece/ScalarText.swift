/// The scalar at an offset of a text and its length; a byte that is not part of UTF-8 is 0x110000.
func decodeScalar(
  in text: UnsafeBufferPointer<UInt8>, at index: Int
) -> (value: UInt32, width: Int) {
  let first = text[index]
  if first < 0x80 { return (UInt32(first), 1) }
  let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  guard first >= 0xC2, first < 0xF5, index + width <= text.count else { return (0x11_0000, 1) }
  var value = UInt32(first) & (0x7F >> UInt32(width))
  for offset in 1..<width {
    let byte = text[index + offset]
    guard byte & 0xC0 == 0x80 else { return (0x11_0000, 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let least: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x1_0000
  guard value >= least, value < 0x11_0000, value & 0x1F_F800 != 0xD800 else {
    return (0x11_0000, 1)
  }
  return (value, width)
}
