/// Takes soft hyphens out of texts, and takes out or replaces control characters.
struct CleaningStep {
  private let removesSoftHyphens: Bool
  private let controls: ControlCharacters

  /// The step of a form; nil where the form has none.
  init?(_ form: TextForm) {
    removesSoftHyphens = form.removesSoftHyphens
    controls = form.controls
    if !removesSoftHyphens, controls == .kept { return nil }
  }

  /// Writes the cleaned text to `output`, which is empty; false, and nothing written, where nothing
  /// changes.
  func apply(
    _ text: UnsafeBufferPointer<UInt8>, into output: StepBuffer, _ recorder: ChangeRecorder
  ) -> Bool {
    var copied = 0
    var index = 0
    while true {
      index = Self.firstCandidate(text, from: index)
      if index >= text.count { break }
      guard let (kind, length) = change(text, index) else {
        index += 1
        continue
      }
      output.append(UnsafeBufferPointer(rebasing: text[copied..<index]))
      let start = output.count
      if kind == .controls, controls == .replaced {
        for byte in [0xEF, 0xBF, 0xBD] as [UInt8] { output.append(byte) }
      }
      recorder.record(
        kind, text, text, index..<index + length,
        UnsafeBufferPointer(rebasing: output.bytes[start...]), at: start)
      index += length
      copied = index
    }
    if copied == 0 { return false }
    output.append(UnsafeBufferPointer(rebasing: text[copied...]))
    recorder.endStep()
    return true
  }

  /// What is to change at a candidate, and its length.
  private func change(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (FormChanges.Kind, Int)? {
    if text[index] != 0xC2 { return controls == .kept ? nil : (.controls, 1) }
    guard index + 1 < text.count else { return nil }
    let second = text[index + 1]
    if second == 0xAD { return removesSoftHyphens ? (.softHyphens, 2) : nil }
    let isControl = second < 0xA0 && second != 0x85
    return isControl && controls != .kept ? (.controls, 2) : nil
  }

  /// The first byte from `start` on that is an ASCII control character but white space, or 0xC2, which
  /// leads the other controls and the soft hyphen; else the text's end.
  ///
  /// Eight bytes at a time, as `WhiteSpaceScan` does.
  private static func firstCandidate(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = text.baseAddress else { return text.count }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    var index = start
    while index + 8 <= text.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let low = word & ~highs
      let isSmall = ~(low &+ ones &* 0x60) & ~word
      let isDelete = ~((low ^ ones &* 0x7F) &+ ones &* 0x7F) & ~word
      let isC2 = ~((low ^ ones &* 0x42) &+ ones &* 0x7F) & word
      var found = (isSmall | isDelete | isC2) & highs
      while found != 0 {
        let place = index + found.trailingZeroBitCount / 8
        if !isSpace(base[place]) { return place }
        found &= found - 1
      }
      index += 8
    }
    while index < text.count, isSpace(base[index]) || !isCandidate(base[index]) { index += 1 }
    return index
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte >= 0x09 && byte <= 0x0D }

  private static func isCandidate(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == 0xC2
  }
}
