import Groundwork

/// Puts a space before each token but the first that does not go on with a word, and takes the prefix
/// from those that do.
public struct WordPieceDecoder: DecoderStep {
  /// What continuing tokens begin with, such as `##`.
  public let prefix: [UInt8]
  /// Whether spaces before punctuation and in English contractions are taken out.
  public let cleansUp: Bool

  /// Creates the step.
  public init(prefix: [UInt8], cleansUp: Bool) {
    self.prefix = prefix
    self.cleansUp = cleansUp
  }

  /// `WordPiece` and the prefix.
  public var name: String { "WordPiece \(quoted(prefix))" }

  /// As many texts as tokens.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    tokens.mapTexts(rewrite)
  }

  func rewrite(_ index: Int, _ token: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    var text: [UInt8] = []
    if index > 0 {
      if token.starts(with: prefix) {
        text.append(contentsOf: token[prefix.count...])
      } else {
        text.append(0x20)
        text.append(contentsOf: token)
      }
    } else {
      text.append(contentsOf: token)
    }
    output.append(contentsOf: cleansUp ? Self.cleaned(text) : text)
  }

  /// A text without the spaces that tokenizing English put in: the library's list, in its order.
  static func cleaned(_ text: [UInt8]) -> [UInt8] {
    // All entries begin with a space.
    guard text.contains(0x20) else { return text }
    return Self.corrections.reduce(text) { replaced($0, $1.old, by: $1.new) }
  }

  static let corrections: [(old: [UInt8], new: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
