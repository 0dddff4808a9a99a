import CICU

/// UAX #29's word rules over UTF-8, for scalars below U+3000 that need no dictionary.
///
/// The rules (WB3 to WB16, WB999) are those of Unicode 15 as ICU's root locale has them; what WB3c, WB7a to
/// WB7c, WB13 and WB15 are about (emoji, Hebrew, Katakana, flags) is foreign: the scan stops before the
/// segment, and ICU takes over. A break depends on nothing before the last break, so each side sees what it
/// would see in the whole text.
///
/// Kept: one table byte a scalar with its class and its content bits, so that letters and digits cost no second
/// look. Dropped: ICU alone, which takes UTF-16 and gives back one break a call.
struct WordScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private let classes: UnsafeBufferPointer<UInt8>

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<UInt8>) {
    self.text = text
    self.classes = classes
  }

  /// Adds the segments from `start`, a break, on; gives the start of the first that needs ICU, or the
  /// text's end.
  func scan(from start: Int, into segments: inout WordSegments) -> Int {
    var start = start
    while start < text.count {
      let (entry, length) = scalar(start)
      var content = entry
      var last = entry
      var end = start + length
      switch entry & 15 {
      case WordClass.foreign: return start
      case WordClass.letter, WordClass.number, WordClass.joiner:
        guard word(from: entry, &end, &content, &last) else { return start }
      case WordClass.cr:
        if end < text.count, text[end] == 0x0A { end += 1 }
      case WordClass.lf, WordClass.newline: break
      default:
        if entry & 15 == WordClass.space {
          while end < text.count {
            let (next, length) = scalar(end)
            if next & 15 != WordClass.space { break }
            end += length
          }
        }
        guard extenders(&end, &content, &last) else { return start }
      }
      segments.append(end: end, bits(entry, content, last, start..<end))
      start = end
    }
    return start
  }

  /// Goes to the end of a segment that starts with a letter, a number or a joiner; false where a foreign
  /// scalar is met.
  @inline(__always)
  private func word(
    from first: UInt8, _ end: inout Int, _ content: inout UInt8, _ last: inout UInt8
  ) -> Bool {
    var before = first & 15
    while end < text.count {
      let (next, length) = scalar(end)
      switch next & 15 {
      case WordClass.letter, WordClass.number, WordClass.joiner:
        before = next & 15
        content |= next
        last = next
        end += length
      case WordClass.extender:
        content |= next
        last = next
        end += length
      case WordClass.foreign: return false
      case let middle where middle >= WordClass.middle && middle <= WordClass.middleOfNumbers:
        // Joined only where the same class stands behind, whatever extends the mark.
        let wanted =
          before == WordClass.letter && middle != WordClass.middleOfNumbers
          ? WordClass.letter
          : before == WordClass.number && middle != WordClass.middleOfLetters
            ? WordClass.number : WordClass.foreign
        if wanted == WordClass.foreign { return true }
        var after = end + length
        var passed = next
        while after < text.count, scalar(after).entry & 15 == WordClass.extender {
          passed |= scalar(after).entry
          after += scalar(after).length
        }
        guard after < text.count else { return true }
        let (behind, behindLength) = scalar(after)
        if behind & 15 == WordClass.foreign { return false }
        if behind & 15 != wanted { return true }
        content |= passed | behind
        last = behind
        end = after + behindLength
      default: return true
      }
    }
    return true
  }

  /// Takes the scalars that extend what stands before; false where a foreign one follows, which may join.
  @inline(__always)
  private func extenders(_ end: inout Int, _ content: inout UInt8, _ last: inout UInt8) -> Bool {
    while end < text.count {
      let (next, length) = scalar(end)
      if next & 15 == WordClass.foreign { return false }
      if next & 15 != WordClass.extender { return true }
      content |= next
      last = next
      end += length
    }
    return true
  }

  /// The table's byte for the scalar at `index`, and its length.
  @inline(__always)
  private func scalar(_ index: Int) -> (entry: UInt8, length: Int) {
    let lead = text[index]
    if lead < 0x80 { return (classes[Int(lead)], 1) }
    if lead < 0xE0 { return (classes[Int(lead & 0x1F) << 6 | Int(text[index + 1] & 0x3F)], 2) }
    if lead > 0xE2 { return (WordClass.foreign, 3) }
    let value =
      Int(lead & 0x0F) << 12 | Int(text[index + 1] & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
    return (classes[value], 3)
  }

  @inline(__always)
  private func bits(
    _ first: UInt8, _ all: UInt8, _ last: UInt8, _ range: Range<Int>
  ) -> WordSegments.Content {
    // The table's three content bits are the low three of the segment's.
    var bits = all >> 4 & 7
    bits |= (first >> 5 & 1) << 3
    bits |= (last >> 5 & 1) << 4
    if isHyphen(range) { bits |= WordSegments.Content.hyphen.rawValue }
    return WordSegments.Content(rawValue: bits)
  }

  /// Whether a segment is U+002D, U+2010 or U+2011 alone.
  @inline(__always)
  func isHyphen(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    if range.count == 1 { return text[start] == 0x2D }
    return range.count == 3 && text[start] == 0xE2 && text[start + 1] == 0x80
      && (text[start + 2] == 0x90 || text[start + 2] == 0x91)
  }

  /// Where ICU may stop, having started at `start`: before a space, or at the text's end.
  ///
  /// A space always parts from what is before it, unless that is a space too. The region goes on where the
  /// next word begins with a foreign scalar, so that text full of them is one region.
  func regionEnd(from start: Int) -> Int {
    var index = start
    var last: UInt8 = 0
    while index < text.count {
      let (entry, length) = scalar(index)
      let isEnd = text[index] == 0x20 && index > start && last & 15 != WordClass.space
      if isEnd, index + 1 < text.count, scalar(index + 1).entry & 15 != WordClass.foreign,
        !isWide(index)
      {
        return index
      }
      last = entry
      index += text[index] >= 0xF0 ? 4 : length
    }
    return text.count
  }

  /// Whether a space above U+3000 ends before `index`: there is one, U+3000.
  private func isWide(_ index: Int) -> Bool {
    index >= 3 && text[index - 3] == 0xE3 && text[index - 2] == 0x80 && text[index - 1] == 0x80
  }
}
