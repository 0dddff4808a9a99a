import Groundwork

/// All texts of a language joined by single spaces, to be encoded as one.
struct JoinedText: Sendable {
  /// The longest joined text in bytes: it is held in memory, and encoded by one thread.
  static let limit = 8 << 20

  /// The text; empty again where it became longer than the limit.
  private(set) var bytes: [UInt8] = []
  /// Whether it is longer than the limit.
  private(set) var isTooLong = false
  /// For each tokenizer, the tokens of the text; empty until it was encoded.
  var tokens: [Int] = []

  /// A joined text that waits for texts, or one that was encoded elsewhere.
  init(isTooLong: Bool = false, tokens: [Int] = []) {
    self.isTooLong = isTooLong
    self.tokens = tokens
  }

  /// Adds texts, each with the space after it: the last one's stands before the empty last line.
  mutating func add(_ texts: TextBatch) {
    if isTooLong { return }
    if bytes.count + texts.bytes.count + texts.count > Self.limit {
      isTooLong = true
      bytes = []
      return
    }
    texts.forEachText { _, text in
      bytes.append(contentsOf: text)
      bytes.append(0x20)
    }
  }

  /// Takes what the tokenizers made of the text, and lets the text go.
  mutating func finish(_ tokens: [Int]) {
    self.tokens = tokens
    bytes = []
  }
}
