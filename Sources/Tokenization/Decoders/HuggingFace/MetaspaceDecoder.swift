import Groundwork

/// Makes marks spaces, and drops those of the first token where encoding may have put one there.
public struct MetaspaceDecoder: DecoderStep {
  /// The mark, such as U+2581.
  public let mark: Unicode.Scalar
  /// Whether the first token loses its marks, all of them.
  public let dropsFirst: Bool

  /// Creates the step.
  public init(mark: Unicode.Scalar, dropsFirst: Bool) {
    self.mark = mark
    self.dropsFirst = dropsFirst
  }

  /// `Metaspace` and the mark.
  public var name: String { "Metaspace \"\(mark)\"" }

  /// As many texts as tokens.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    tokens.mapTexts(rewrite)
  }

  func rewrite(_ index: Int, _ token: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    let space: [UInt8] = index == 0 && dropsFirst ? [] : [0x20]
    output.append(contentsOf: replaced(Array(token), Array(String(mark).utf8), by: space))
  }
}
