import UnicodeTables

/// A text with the class tables at hand: the steps that all scanners are made of.
///
/// Positions are byte offsets. Bytes that are not UTF-8 are scalars of their own, without a class; no
/// byte makes a scanner trap or leave the text.
struct ScannedText {
  let bytes: UnsafePointer<UInt8>
  let end: Int
  private let starts: UnsafePointer<UInt16>
  private let blocks: UnsafePointer<UInt8>
  private let short: UnsafePointer<UInt8>

  /// Nil for an empty text.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, text.count > 0 else { return nil }
    bytes = base
    end = text.count
    let table = ScalarClassTable.shared
    starts = table.starts
    blocks = table.blocks
    short = table.short
  }

  /// The class bits of the scalar at a position before the end, and its length.
  @inline(__always)
  func scalar(at position: Int) -> (bits: UInt8, length: Int) {
    let first = bytes[position]
    if first < 0x80 { return (short[Int(first)], 1) }
    return longScalar(at: position, first)
  }

  @inline(__always)
  private func longScalar(at position: Int, _ first: UInt8) -> (bits: UInt8, length: Int) {
    if first < 0xE0 {
      guard first >= 0xC2, position &+ 1 < end else { return (0, 1) }
      let second = bytes[position + 1]
      if second & 0xC0 != 0x80 { return (0, 1) }
      return (short[Int(first & 0x1F) << 6 | Int(second & 0x3F)], 2)
    }
    return veryLongScalar(at: position, first)
  }

  private func veryLongScalar(at position: Int, _ first: UInt8) -> (bits: UInt8, length: Int) {
    guard position &+ 2 < end else { return (0, 1) }
    let second = bytes[position + 1]
    let third = bytes[position + 2]
    if second & 0xC0 != 0x80 || third & 0xC0 != 0x80 { return (0, 1) }
    let tail = Int(second & 0x3F) << 6 | Int(third & 0x3F)
    if first < 0xF0 {
      return (bits(Int(first & 0x0F) << 12 | tail), 3)
    }
    guard first < 0xF5, position + 3 < end, bytes[position + 3] & 0xC0 == 0x80 else {
      return (0, 1)
    }
    let scalar = Int(first & 0x07) << 18 | tail << 6 | Int(bytes[position + 3] & 0x3F)
    return scalar < 0x110000 ? (bits(scalar), 4) : (0, 1)
  }

  @inline(__always)
  private func bits(_ scalar: Int) -> UInt8 {
    blocks[Int(starts[scalar >> 7]) + (scalar & 127)]
  }

  /// The end of the letters from a position on: `\p{L}*`.
  @inline(__always)
  func letters(from position: Int) -> Int {
    var position = position
    while true {
      // Eight bytes at a time: a table look-up for each byte to find the next one's place costs 12
      // cycles a byte, a branch on each byte a wrong guess for each word.
      while position &+ 8 <= end {
        let word = word(at: position)
        let run = LetterWord.leading(word)
        position &+= run
        if run < 8 { break }
        // A lead that is the eighth byte begins the next word.
        position &-= Int(truncatingIfNeeded: (word >> 63) & (word >> 62))
      }
      if position >= end { return position }
      let next = scalar(at: position)
      if next.bits & ScalarClass.letter.rawValue == 0 { return position }
      position &+= next.length
    }
  }

  /// The eight bytes from a position on, of which the text has as many.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes + position)
    return UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
  }

  /// Whether a letter begins at a position, which may be the end.
  @inline(__always)
  func isLetter(at position: Int) -> Bool {
    if position >= end { return false }
    return scalar(at: position).bits & ScalarClass.letter.rawValue != 0
  }

  /// The end of the scalars from a position on that have none of the bits.
  @inline(__always)
  func run(from position: Int, without bits: UInt8) -> Int {
    var position = position
    while position < end {
      let next = scalar(at: position)
      if next.bits & bits != 0 { break }
      position &+= next.length
    }
    return position
  }

  /// The end of at most `limit` numbers from a position on: `\p{N}{0,limit}`.
  @inline(__always)
  func numbers(from position: Int, limit: Int) -> Int {
    var position = position
    var left = limit
    while left > 0, position < end {
      let next = scalar(at: position)
      if next.bits & ScalarClass.number.rawValue == 0 { break }
      position &+= next.length
      left -= 1
    }
    return position
  }

  /// The end of the contraction at an apostrophe: `'(?:[sdmt]|ll|ve|re)`; the position where there is
  /// none.
  ///
  /// - Parameters:
  ///   - anyCase: whether capitals count too.
  ///   - foldsLongS: whether then ſ is an s, as Unicode's case folding has it.
  @inline(__always)
  func contraction(at position: Int, anyCase: Bool, foldsLongS: Bool = true) -> Int {
    guard position &+ 1 < end, bytes[position] == 0x27 else { return position }
    // Only the capital differs from its small letter by 0x20, for these letters.
    let fold: UInt8 = anyCase ? 0x20 : 0
    let first = bytes[position + 1] | fold
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "t"):
      return position + 2
    case 0xC5 | fold where anyCase && foldsLongS:
      // U+017F folds to s: 'ſ is a contraction where case does not count.
      let isLongS =
        bytes[position + 1] == 0xC5 && position &+ 2 < end && bytes[position + 2] == 0xBF
      return isLongS ? position + 3 : position
    case UInt8(ascii: "l"), UInt8(ascii: "v"), UInt8(ascii: "r"):
      guard position &+ 2 < end else { return position }
      let wanted = first == UInt8(ascii: "l") ? UInt8(ascii: "l") : UInt8(ascii: "e")
      return bytes[position + 2] | fold == wanted ? position + 3 : position
    default: return position
    }
  }
}
