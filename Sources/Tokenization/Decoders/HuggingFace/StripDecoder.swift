import Groundwork

/// Drops up to some scalars of one kind from the ends of each token.
///
/// A token that is shorter than what is to be dropped becomes empty; the library panics on some.
public struct StripDecoder: DecoderStep {
  /// What is dropped.
  public let content: Unicode.Scalar
  /// How many at most at the start.
  public let start: Int
  /// How many at most at the end.
  public let stop: Int

  /// Creates the step.
  public init(content: Unicode.Scalar, start: Int, stop: Int) {
    self.content = content
    self.start = start
    self.stop = stop
  }

  /// `Strip`, the scalar and the numbers.
  public var name: String { "Strip \"\(content)\" (\(start), \(stop))" }

  /// As many texts as tokens.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    tokens.mapTexts(rewrite)
  }

  func rewrite(_ index: Int, _ token: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    let unit = Array(String(content).utf8)
    var from = 0
    var to = token.count
    var left = start
    while left > 0, token[from...].starts(with: unit) {
      from += unit.count
      left -= 1
    }
    left = stop
    while left > 0, to - from >= unit.count, token[..<to].suffix(unit.count).elementsEqual(unit) {
      to -= unit.count
      left -= 1
    }
    output.append(contentsOf: token[from..<to])
  }
}
