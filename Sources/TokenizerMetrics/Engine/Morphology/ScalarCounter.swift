/// Counts the scalars of texts: the tokens of the control that cuts into characters.
struct ScalarCounter {
  private var counter: TokenCounter?
  private var scalars: [UInt32] = []

  /// Counts the scalars of a text that occurs `times` times; the text is valid UTF-8.
  mutating func add(scalarsOf text: UnsafeBufferPointer<UInt8>, times: Int64) {
    scalars.removeAll(keepingCapacity: true)
    for byte in text {
      if byte & 0xC0 == 0x80 {
        if let last = scalars.indices.last {
          scalars[last] = scalars[last] << 6 | UInt32(byte & 0x3F)
        }
      } else {
        let bits: UInt8 = byte < 0x80 ? 0x7F : byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07
        scalars.append(UInt32(byte & bits))
      }
    }
    // As long as there are scalars: made only where they are counted.
    if counter == nil { counter = TokenCounter(vocabulary: 0x11_0000) }
    counter?.add(scalars, weight: times)
  }

  /// What was counted; nothing is kept.
  mutating func take() -> TokenCounter.Counts { counter?.take() ?? TokenCounter.Counts() }
}
