/// A pattern's rule for one piece; what a scanner is specialized for.
protocol ScanRule: Sendable {
  /// The end of the piece that begins at a position before the end; always past the position.
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int
}

/// A splitter that applies one rule again and again.
struct Scanner<Rule: ScanRule>: Splitter {
  let name: String

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let scanned = ScannedText(text), let output = ends.baseAddress else { return 0 }
    let limit = ends.count
    var position = start
    var count = 0
    while count < limit, position < scanned.end {
      position = Rule.pieceEnd(scanned, position)
      output[count] = position
      count += 1
    }
    return count
  }
}

extension SplitPattern {
  /// The scanner.
  public func makeSplitter() -> any Splitter {
    switch scanner {
    case .gpt2: Tokenization.Scanner<GPT2Rule>(name: name)
    case .cl100k: Tokenization.Scanner<WordRule<CL100K>>(name: name)
    case .llama3: Tokenization.Scanner<WordRule<Llama3>>(name: name)
    case .qwen2: Tokenization.Scanner<WordRule<Qwen2>>(name: name)
    case .o200k: Tokenization.Scanner<CaseRule<O200K>>(name: name)
    case .tekken: Tokenization.Scanner<CaseRule<Tekken>>(name: name)
    }
  }
}
