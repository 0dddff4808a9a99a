import UnicodeTables

/// A pattern's rule for one piece; what a scanner is made for.
protocol ScanRule {
  /// The end of the piece that begins at a position before the end; always past the position.
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int
}

/// A rule by which a run of letters, with a space before it or not, is one piece.
protocol WordScanRule: ScanRule {
  /// What counts as a letter.
  static var letters: ScalarClass { get }
  /// Whether such a run may be cut where capitals follow its first letter.
  static var isCutBeforeCapitals: Bool { get }
  /// Whether a run that begins with such a byte, or has a space before it, surely is a word.
  static func beginsWord(_ first: UInt8) -> Bool
  /// The end of the piece whose letters end at a position.
  static func wordEnd(_ text: ScannedText, _ end: Int) -> Int
}

extension WordScanRule {
  static var letters: ScalarClass { .letter }
  static var isCutBeforeCapitals: Bool { false }
  @inline(__always)
  static func beginsWord(_ first: UInt8) -> Bool { true }
  @inline(__always)
  static func wordEnd(_ text: ScannedText, _ end: Int) -> Int { end }
}

/// A splitter of a known pattern.
private protocol Scanner: Splitter {}

extension Scanner {
  var cutsBeforeSingleSpaces: Bool { true }
}

/// Applies one rule again and again: what each scanner's `nextEnds` does.
///
/// Inlined into scanners that are not generic themselves: the witness of a generic one would look up its
/// rule at run time, piece by piece.
@inline(__always)
private func scan<Rule: ScanRule>(
  _ rule: Rule.Type, _ ends: UnsafeMutableBufferPointer<Int>, from start: Int,
  in text: UnsafeBufferPointer<UInt8>
) -> Int {
  guard let scanned = ScannedText(text), let output = ends.baseAddress else { return 0 }
  let limit = ends.count
  var position = start
  var count = 0
  while count < limit, position < scanned.end {
    position = rule.pieceEnd(scanned, position)
    output[count] = position
    count &+= 1
  }
  return count
}

/// As `scan`, with the letters told ahead: most pieces are letters, a space before them or not.
@inline(__always)
private func scanWords<Rule: WordScanRule>(
  _ rule: Rule.Type, _ ends: UnsafeMutableBufferPointer<Int>, from start: Int,
  in text: UnsafeBufferPointer<UInt8>
) -> Int {
  // Masks are not worth their making.
  if text.count &- start < 64 { return scan(rule, ends, from: start, in: text) }
  guard let scanned = ScannedText(text), let output = ends.baseAddress else { return 0 }
  return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: LetterMasks<Rule>.capacity) { memory in
    guard let memory = memory.baseAddress else { return 0 }
    var masks = LetterMasks<Rule>(memory)
    let limit = ends.count
    var position = start
    var count = 0
    while count < limit, position < scanned.end {
      let first = scanned.bytes[position]
      let space: UInt64 = first == 0x20 ? 1 : 0
      let (letters, capitals) = masks.bits(from: position, in: scanned)
      let run = letters &>> space
      let length = (~run).trailingZeroBitCount
      // Where the run may go on, and in words with capitals inside, the rule is asked.
      if run & 1 != 0, length < 62, rule.beginsWord(first),
        (capitals &>> space) & ~1 & ((1 &<< UInt64(truncatingIfNeeded: length)) &- 1) == 0
      {
        position = rule.wordEnd(
          scanned, position &+ length &+ Int(truncatingIfNeeded: space))
      } else {
        position = rule.pieceEnd(scanned, position)
      }
      output[count] = position
      count &+= 1
    }
    return count
  }
}

private struct GPT2Scanner: Scanner {
  let name = "gpt2"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(GPT2Rule.self, ends, from: start, in: text) }
}

private struct CL100KScanner: Scanner {
  let name = "cl100k"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(CL100KRule.self, ends, from: start, in: text) }
}

private struct Llama3Scanner: Scanner {
  let name = "llama3"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(Llama3Rule.self, ends, from: start, in: text) }
}

private struct Qwen2Scanner: Scanner {
  let name = "qwen2"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(Qwen2Rule.self, ends, from: start, in: text) }
}

private struct PlainLlama3Scanner: Scanner {
  let name = "llama3-ascii"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(PlainLlama3Rule.self, ends, from: start, in: text) }
}

private struct PlainQwen2Scanner: Scanner {
  let name = "qwen2-ascii"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(PlainQwen2Rule.self, ends, from: start, in: text) }
}

private struct O200KScanner: Scanner {
  let name = "o200k"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(O200KRule.self, ends, from: start, in: text) }
}

private struct TekkenScanner: Scanner {
  let name = "tekken"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(TekkenRule.self, ends, from: start, in: text) }
}

private struct SuperBPEWordsScanner: Splitter {
  let name = "superbpe-words"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanWords(SuperBPEWordsRule.self, ends, from: start, in: text) }
}

private struct SuperBPEScanner: Splitter {
  let name = "superbpe"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scan(SuperwordRule.self, ends, from: start, in: text) }
}

extension SplitPattern {
  /// The scanner.
  public func makeSplitter() -> any Splitter {
    switch scanner {
    case .gpt2: GPT2Scanner()
    case .cl100k: CL100KScanner()
    case .llama3: Llama3Scanner()
    case .qwen2: Qwen2Scanner()
    case .plainLlama3: PlainLlama3Scanner()
    case .plainQwen2: PlainQwen2Scanner()
    case .o200k: O200KScanner()
    case .tekken: TekkenScanner()
    case .superBPEWords: SuperBPEWordsScanner()
    case .superBPE: SuperBPEScanner()
    }
  }
}
