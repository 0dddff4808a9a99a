/// A normalized text in memory that is reused.
///
/// 16 bytes behind the text may be read.
package final class SentencePieceText {
  /// The bytes that may be read behind the text.
  static let margin = 16

  private let memory = Scratch<UInt8>(capacity: 4096)
  private let places = Scratch<Int>(capacity: 1)
  @exclusivity(unchecked) package fileprivate(set) var count = 0

  /// Creates an empty text.
  package init() {}

  /// The first byte.
  package var bytes: UnsafeMutablePointer<UInt8> { memory.base }

  /// Where each byte comes from in the source, and, as one more, where the text ends there.
  var origins: UnsafeMutablePointer<Int> { places.base }

  /// Takes bytes as they are behind a space mark.
  func takeMarked(_ bytes: UnsafeBufferPointer<UInt8>) {
    count = 0
    reserve(3 + bytes.count)
    (memory.base[0], memory.base[1], memory.base[2]) = (0xE2, 0x96, 0x81)
    if let source = bytes.baseAddress {
      (memory.base + 3).update(from: source, count: bytes.count)
    }
    count = 3 + bytes.count
  }

  fileprivate func reserve(_ capacity: Int) {
    memory.reserve(capacity + Self.margin, keeping: count)
  }

  fileprivate func reserveOrigins(_ capacity: Int) { places.reserve(capacity + 1, keeping: count) }

  fileprivate func append(_ bytes: UnsafePointer<UInt8>, _ number: Int, from origin: Int) {
    reserve(count + number)
    reserveOrigins(count + number)
    for index in 0..<number {
      memory.base[count] = bytes[index]
      places.base[count] = origin
      count += 1
    }
  }
}

extension SentencePieceNormalizer {
  /// Normalizes a text without keeping where bytes come from.
  ///
  /// O(n).
  package func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: SentencePieceText) {
    output.count = 0
    guard let source = text.baseAddress else { return }
    let end = text.count
    var at = skipLeadingSpaces(text)
    if at == end { return }
    let trims = settings.removeExtraWhitespaces
    let escapes = settings.escapeWhitespaces
    let bits = plain.bits.base
    let extends = plain.extends.base
    let charsmap = settings.charsmap != nil
    let skipsASCII = plain.isPrintableASCIIPlain
    let spaceIsPlain = plain.isSpacePlain
    // Each source byte becomes at most three bytes, except in `step`, which makes room for itself.
    output.reserve(3 * (end - at) + 6)
    var target = output.bytes
    var count = 0
    @inline(__always) func addSpace() {
      if escapes {
        target[count] = 0xE2
        target[count + 1] = 0x96
        target[count + 2] = 0x81
        count += 3
      } else {
        target[count] = 0x20
        count += 1
      }
    }
    if settings.addDummyPrefix, !settings.treatWhitespaceAsSuffix { addSpace() }
    var afterSpace = trims
    while at < end {
      if skipsASCII, at + 8 < end {
        let word = UnsafeRawPointer(source + at).loadUnaligned(as: UInt64.self)
        var run = printableRun(word.littleEndian)
        if run > 0, extends[Int(source[at + run])] { run -= 1 }
        if run > 0 {
          UnsafeMutableRawPointer(target + count).storeBytes(of: word, as: UInt64.self)
          count += run
          at += run
          afterSpace = false
          continue
        }
      }
      let byte = source[at]
      var length = 1
      var isPlain: Bool
      if byte == 0x20, spaceIsPlain, !(at + 1 < end && charsmap && extends[Int(source[at + 1])]) {
        if !afterSpace { addSpace() }
        afterSpace = trims
        at += 1
        continue
      }
      if byte < 0x80 {
        isPlain = bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
      } else {
        length = scalarLength(source + at, count: end - at)
        switch length {
        case 2:
          let scalar = Int(byte & 0x1F) << 6 | Int(source[at + 1] & 0x3F)
          isPlain = bits[scalar >> 6] >> UInt64(scalar & 63) & 1 != 0
        case 3:
          let high = Int(byte & 0xF) << 6 | Int(source[at + 1] & 0x3F)
          isPlain = bits[high] >> UInt64(source[at + 2] & 0x3F) & 1 != 0
        default: isPlain = false
        }
      }
      if isPlain, charsmap, at + length < end, extends[Int(source[at + length])] {
        isPlain = false
      }
      if isPlain {
        for index in 0..<length { target[count + index] = source[at + index] }
        count += length
        at += length
        afterSpace = false
        continue
      }
      let step = self.step(source + at, count: end - at)
      at += step.taken
      var index = 0
      while afterSpace, index < step.count, step.bytes[index] == 0x20 { index += 1 }
      if index < step.count {
        output.count = count
        output.reserve(count + 3 * (step.count - index) + 3 * (end - at) + 6)
        target = output.bytes
        while index < step.count {
          if step.bytes[index] == 0x20 {
            addSpace()
          } else {
            target[count] = step.bytes[index]
            count += 1
          }
          index += 1
        }
        afterSpace = trims && step.bytes[step.count - 1] == 0x20
      }
    }
    if trims { while endsWithSpace(target, count) { count -= escapes ? 3 : 1 } }
    if settings.addDummyPrefix, settings.treatWhitespaceAsSuffix { addSpace() }
    output.count = count
  }

  /// Normalizes a text and keeps where each byte comes from: the definition, step by step.
  ///
  /// O(n).
  func normalizeWithOrigins(_ text: UnsafeBufferPointer<UInt8>, into output: SentencePieceText) {
    output.count = 0
    output.reserveOrigins(0)
    output.origins[0] = 0
    guard let source = text.baseAddress else { return }
    let end = text.count
    var at = skipLeadingSpaces(text)
    if at == end { return }
    let space = self.space
    let trims = settings.removeExtraWhitespaces
    if settings.addDummyPrefix, !settings.treatWhitespaceAsSuffix {
      output.append(space, space.count, from: at)
    }
    var afterSpace = trims
    while at < end {
      let step = self.step(source + at, count: end - at)
      var index = 0
      while afterSpace, index < step.count, step.bytes[index] == 0x20 { index += 1 }
      if index < step.count {
        for place in index..<step.count {
          if step.bytes[place] == 0x20 {
            output.append(space, space.count, from: at)
          } else {
            output.append(step.bytes + place, 1, from: at)
          }
        }
        afterSpace = trims && step.bytes[step.count - 1] == 0x20
      }
      at += step.taken
    }
    if trims {
      while endsWithSpace(output.bytes, output.count) {
        output.count -= space.count
        at = output.origins[output.count]
      }
    }
    if settings.addDummyPrefix, settings.treatWhitespaceAsSuffix {
      output.append(space, space.count, from: at)
    }
    output.reserveOrigins(output.count)
    output.origins[output.count] = at
  }

  private func skipLeadingSpaces(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard settings.removeExtraWhitespaces, let source = text.baseAddress else { return 0 }
    var at = 0
    while at < text.count {
      let step = self.step(source + at, count: text.count - at)
      if !step.isSpace { break }
      at += step.taken
    }
    return at
  }

  @inline(__always)
  private func endsWithSpace(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if !settings.escapeWhitespaces { return count >= 1 && bytes[count - 1] == 0x20 }
    return count >= 3 && bytes[count - 3] == 0xE2 && bytes[count - 2] == 0x96
      && bytes[count - 1] == 0x81
  }
}
