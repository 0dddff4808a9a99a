import CHints
import UnicodeTables

/// What the scalars of 64 bytes of text are, a bit for each byte: the lowest is the first.
///
/// All bytes of a scalar have its class. Bytes that are not UTF-8 are signs, as for `ScannedText`; bytes past the
/// text's end are nothing.
struct BlockClasses {
  /// Letters; with marks, where a rule takes them for such.
  var letters: UInt64 = 0
  /// The first bytes of capitals, and of what has two cases in one (`\p{Lt}`).
  var capitals: UInt64 = 0
  /// Small letters, letters without case, and the first bytes of marks; where a rule tells them.
  var small: UInt64 = 0
  var caseless: UInt64 = 0
  var marks: UInt64 = 0
  /// Numbers in ASCII.
  var digits: UInt64 = 0
  /// U+0020.
  var spaces: UInt64 = 0
  /// White space but newlines, in ASCII.
  var blanks: UInt64 = 0
  /// U+000A and U+000D.
  var newlines: UInt64 = 0
  var apostrophes: UInt64 = 0
  var slashes: UInt64 = 0
  /// What is nothing else.
  var signs: UInt64 = 0
  /// The bytes of a scalar after its first.
  var continuations: UInt64 = 0
  /// Numbers and white space beyond ASCII: the rule is asked there.
  var unusual: UInt64 = 0
  /// Where the text is no more.
  var nothing: UInt64 = 0

  /// A block of nothing.
  init() {}

  /// All white space, and all that may be.
  @inline(__always)
  var whiteSpace: UInt64 { blanks | newlines | unusual }
}

/// Tells what the scalars of a text are, block after block.
struct BlockReader<Rule: BlockRule> {
  /// The place of the next block.
  private(set) var next: Int
  // The bytes in the next block of a scalar that the last one began, and its class bits.
  private var open: UInt64 = 0
  private var openBits: UInt8 = 0

  /// Begins at the start of a scalar.
  @inline(__always)
  init(at position: Int) { next = position }

  /// The next block.
  @inline(__always)
  mutating func read(_ text: ScannedText) -> BlockClasses {
    let start = next
    next = start &+ 64
    if next <= text.end {
      return classes(ASCIIBlock.classify(text.bytes + start), start, text, there: .max)
    }
    return readLast(start, text)
  }

  /// The block in which the text ends, or one past it.
  @inline(never)
  private mutating func readLast(_ start: Int, _ text: ScannedText) -> BlockClasses {
    if start >= text.end {
      var block = BlockClasses()
      block.nothing = .max
      return block
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { copy in
      guard let base = copy.baseAddress else { return BlockClasses() }
      let left = text.end &- start
      copy.initialize(repeating: 0)
      base.update(from: text.bytes + start, count: left)
      return classes(
        ASCIIBlock.classify(base), start, text,
        there: (1 &<< UInt64(truncatingIfNeeded: left)) &- 1)
    }
  }

  @inline(__always)
  private mutating func classes(
    _ ascii: derlius_ascii, _ start: Int, _ text: ScannedText, there: UInt64
  ) -> BlockClasses {
    var block = BlockClasses()
    block.letters = ascii.letters
    block.digits = ascii.digits
    block.spaces = ascii.spaces
    block.newlines = ascii.newlines
    block.blanks = (ascii.controls ^ ascii.newlines) | ascii.spaces
    block.apostrophes = ascii.apostrophes
    if Rule.isCutAtCapitals {
      block.capitals = ascii.capitals
      block.small = ascii.letters ^ ascii.capitals
      block.slashes = ascii.slashes
    }
    if ascii.high != 0 { addOthers(ascii, start, text, to: &block) }
    block.signs =
      ~(block.letters | block.digits | block.whiteSpace) & there
    block.nothing = ~there
    return block
  }

  /// Adds the scalars beyond ASCII.
  @inline(__always)
  private mutating func addOthers(
    _ ascii: derlius_ascii, _ start: Int, _ text: ScannedText, to block: inout BlockClasses
  ) {
    block.continuations = open | (ascii.pairs ^ ascii.pair_leads)
    block.letters |= ascii.pairs
    if Rule.isCutAtCapitals {
      block.capitals |= ascii.pair_capitals
      block.small |= ascii.pairs & ~(ascii.pair_capitals | ascii.pair_capitals &<< 1)
    }
    var left = ascii.high & ~(open | ascii.pairs)
    add(open, openBits, &block)
    open = 0
    while left != 0 {
      let index = UInt64(truncatingIfNeeded: left.trailingZeroBitCount)
      let scalar = text.scalar(at: start &+ Int(truncatingIfNeeded: index))
      let span: UInt64 = (1 &<< UInt64(truncatingIfNeeded: scalar.length)) &- 1
      let bytes = span &<< index
      block.continuations |= bytes & ~(1 &<< index)
      add(bytes, scalar.bits, &block)
      if Rule.isCutAtCapitals {
        block.capitals |= (1 &<< index) & Self.all(scalar.bits, .upper)
        block.marks |= (1 &<< index) & Self.all(scalar.bits, .mark)
      }
      left &= ~bytes
      // What is left of it is in the next block.
      open = (span &>> 1) &>> (63 &- index)
      openBits = scalar.bits
    }
  }

  @inline(__always)
  private func add(_ bytes: UInt64, _ bits: UInt8, _ block: inout BlockClasses) {
    block.letters |= bytes & Self.all(bits, Rule.letters)
    block.unusual |= bytes & Self.all(bits, [.number, .space])
    if Rule.isCutAtCapitals {
      block.small |= bytes & Self.all(bits, .lower)
      block.caseless |= bytes & Self.all(bits, .caseless)
    }
  }

  /// All ones where the bits have one of the classes, else zero.
  @inline(__always)
  private static func all(_ bits: UInt8, _ classes: ScalarClass) -> UInt64 {
    bits & classes.rawValue != 0 ? .max : 0
  }
}
