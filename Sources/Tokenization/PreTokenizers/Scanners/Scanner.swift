/// A pattern's rule for one piece; what a scanner is made for.
protocol ScanRule {
  /// The end of the piece that begins at a position before the end; always past the position.
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int
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
func scan<Rule: ScanRule>(
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

private struct GPT2Scanner: Scanner {
  let name = "gpt2"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scan(GPT2Rule.self, ends, from: start, in: text) }
}

private struct CL100KScanner: Scanner {
  let name = "cl100k"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(CL100KRule.self, ends, from: start, in: text) }
}

private struct Llama3Scanner: Scanner {
  let name = "llama3"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(Llama3Rule.self, ends, from: start, in: text) }
}

private struct Qwen2Scanner: Scanner {
  let name = "qwen2"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(Qwen2Rule.self, ends, from: start, in: text) }
}

private struct PlainLlama3Scanner: Scanner {
  let name = "llama3-ascii"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(PlainLlama3Rule.self, ends, from: start, in: text) }
}

private struct PlainQwen2Scanner: Scanner {
  let name = "qwen2-ascii"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(PlainQwen2Rule.self, ends, from: start, in: text) }
}

private struct O200KScanner: Scanner {
  let name = "o200k"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(O200KRule.self, ends, from: start, in: text) }
}

private struct TekkenScanner: Scanner {
  let name = "tekken"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(TekkenRule.self, ends, from: start, in: text) }
}

private struct SuperBPEWordsScanner: Splitter {
  let name = "superbpe-words"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scanBlocks(SuperBPEWordsRule.self, ends, from: start, in: text) }
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

/// Applies a rule scalar after scalar, whatever faster way there is: what the others must agree with.
private struct PlainScanner<Rule: ScanRule>: Splitter {
  let name: String

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { scan(Rule.self, ends, from: start, in: text) }
}

extension SplitPattern {
  /// A scanner that tells each scalar by itself, for comparisons; slower, with the same pieces.
  package func makePlainSplitter() -> any Splitter {
    func plain<Rule: ScanRule>(_ rule: Rule.Type) -> any Splitter {
      PlainScanner<Rule>(name: name)
    }
    return switch scanner {
    case .gpt2: plain(GPT2Rule.self)
    case .cl100k: plain(CL100KRule.self)
    case .llama3: plain(Llama3Rule.self)
    case .qwen2: plain(Qwen2Rule.self)
    case .plainLlama3: plain(PlainLlama3Rule.self)
    case .plainQwen2: plain(PlainQwen2Rule.self)
    case .o200k: plain(O200KRule.self)
    case .tekken: plain(TekkenRule.self)
    case .superBPEWords: plain(SuperBPEWordsRule.self)
    case .superBPE: plain(SuperwordRule.self)
    }
  }
}
