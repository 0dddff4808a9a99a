import Groundwork

/// Puts a text in the place of each match of a pattern, in each token alone.
public struct ReplaceDecoder: DecoderStep {
  /// What is looked for.
  public let pattern: TextPattern
  /// What takes its place.
  public let content: [UInt8]

  /// Creates the step.
  public init(_ pattern: TextPattern, with content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  /// `Replace`, the pattern and the content.
  public var name: String { "Replace \(pattern.name) by \(quoted(content))" }

  /// As many texts as tokens.
  ///
  /// As long as the search.
  public func decode(_ tokens: TextBatch) -> TextBatch {
    tokens.mapTexts(rewrite)
  }

  func rewrite(_ index: Int, _ token: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    var at = 0
    pattern.forEachMatch(in: token) { start, end in
      output.append(contentsOf: token[at..<start])
      output.append(contentsOf: content)
      at = end
    }
    output.append(contentsOf: token[at...])
  }
}
