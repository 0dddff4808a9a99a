/// Rewrites a text before it is cut: one `normalizer` of a Hugging Face tokenizer.json.
///
/// Immutable and shared by threads. Results equal those of `tokenizers` 0.23.3 on every text.
public protocol Normalizer: Sendable {
  /// The component's name and what sets it apart, for the summary: `NFC`, `Replace " " by "▁"`.
  var name: String { get }

  /// Rewrites the text, which is one piece, and leaves it one piece.
  ///
  /// Returns without `beginRewriting` where nothing changes. O(n) or O(n log n).
  func normalize(_ text: inout NormalizedText)
}
