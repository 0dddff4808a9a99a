import UnicodeTables

/// Which bytes of a text belong to letters, as bits: 64 bytes to a word, made ahead of the scanner.
///
/// A word's end is then a count of trailing zeros, whatever its script. ASCII is told by eight bytes at once;
/// each other scalar by the tables, with all its bytes. Bytes that are not UTF-8 are no letters.
struct LetterMasks<Rule: WordScanRule> {
  /// The bytes of all letters.
  private let letters: UnsafeMutablePointer<UInt64>
  /// The first bytes of those that are neither small nor caseless, where capitals are told.
  private let capitals: UnsafeMutablePointer<UInt64>
  /// The place of the first bit.
  private var base = 0
  /// The number of words that are made.
  private var made = 0
  // The bytes of a scalar that the last block began, in the next one, and whether it is of the classes.
  private var open: UInt64 = 0
  private var openIsLetter: UInt64 = 0

  /// Words of 64 bits for both kinds of masks.
  static var capacity: Int { 2 * limit }
  private static var limit: Int { 64 }
  /// Blocks made at a time.
  private static var step: Int { 4 }

  /// Masks in memory for `capacity` words.
  @inline(__always)
  init(_ memory: UnsafeMutablePointer<UInt64>) {
    letters = memory
    capitals = memory + Self.limit
  }

  /// The bits of the 64 bytes from a position on, which the text has: letters, and capitals among them.
  @inline(__always)
  mutating func bits(from position: Int, in text: ScannedText) -> (letters: UInt64, capitals: UInt64) {
    var at = position &- base
    if at >> 6 &+ 1 >= made { at = make(position, text) }
    let word = at >> 6
    let shift = UInt64(truncatingIfNeeded: at & 63)
    let run = letters[word] &>> shift | (letters[word &+ 1] &<< 1) &<< (63 &- shift)
    if !Rule.isCutBeforeCapitals { return (run, 0) }
    return (run, capitals[word] &>> shift | (capitals[word &+ 1] &<< 1) &<< (63 &- shift))
  }

  /// Makes the masks of what follows a position; gives its place from then on.
  @inline(never)
  private mutating func make(_ position: Int, _ text: ScannedText) -> Int {
    var at = position &- base
    if made == 0 || at >> 6 >= made || at >> 6 &+ 1 &+ Self.step >= Self.limit {
      base = position
      made = 0
      open = 0
      at = 0
    }
    for _ in 0..<Self.step {
      let start = base &+ made &* 64
      if start &+ 64 <= text.end {
        makeBlock(UnsafeRawPointer(text.bytes + start), start, text)
      } else {
        makeLastBlock(start, text)
      }
      made &+= 1
    }
    return at
  }

  /// Makes the block at the text's end, or past it.
  private mutating func makeLastBlock(_ start: Int, _ text: ScannedText) {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { copy in
      let left = max(0, text.end &- start)
      for index in 0..<64 { copy[index] = index < left ? text.bytes[start &+ index] : 0 }
      guard let base = copy.baseAddress else { return }
      makeBlock(UnsafeRawPointer(base), start, text)
    }
  }

  /// Makes the masks of the 64 bytes at `block`, which stand at `start` in the text.
  @inline(__always)
  private mutating func makeBlock(_ block: UnsafeRawPointer, _ start: Int, _ text: ScannedText) {
    var run: UInt64 = 0
    var capital: UInt64 = 0
    var other: UInt64 = 0
    for index in 0..<8 {
      let word = UInt64(
        littleEndian: block.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self))
      let found = LetterWord.ascii(word)
      let shift = UInt64(truncatingIfNeeded: index &* 8)
      run |= LetterWord.gather(found) &<< shift
      if Rule.isCutBeforeCapitals { capital |= LetterWord.gather(found & ~(word &<< 2)) &<< shift }
      other |= LetterWord.gather(word) &<< shift
    }
    run |= open & openIsLetter
    other &= ~open
    open = 0
    while other != 0 {
      let index = other.trailingZeroBitCount
      let scalar = text.scalar(at: start &+ index)
      let span = (1 &<< UInt64(truncatingIfNeeded: scalar.length)) &- 1
      let bytes: UInt64 = span &<< UInt64(truncatingIfNeeded: index)
      let isLetter: UInt64 = scalar.bits & Rule.letters.rawValue != 0 ? .max : 0
      run |= bytes & isLetter
      if Rule.isCutBeforeCapitals {
        let small = ScalarClass.lower.rawValue | ScalarClass.caseless.rawValue
        let isCapital: UInt64 = scalar.bits & small == 0 ? isLetter : 0
        capital |= (1 &<< UInt64(truncatingIfNeeded: index)) & isCapital
      }
      other &= ~bytes
      // What is left of it is in the next block.
      open = (span &>> 1) &>> UInt64(truncatingIfNeeded: 63 &- index)
      openIsLetter = isLetter
    }
    letters[made] = run
    if Rule.isCutBeforeCapitals { capitals[made] = capital }
  }
}
