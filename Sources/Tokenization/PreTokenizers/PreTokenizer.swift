/// Cuts the pieces of a text further: one `pre_tokenizer` of a Hugging Face tokenizer.json.
///
/// Immutable and shared by threads. Pieces equal those of `tokenizers` 0.23.3 on every text.
public protocol PreTokenizer: Sendable {
  /// The component's name and what sets it apart, for the summary: `ByteLevel`, `Split "\p{N}"`.
  var name: String { get }

  /// Cuts each piece alone, as if no other were there, and may change its bytes.
  ///
  /// All pieces of the text at once. What is in no piece afterwards is dropped. O(n) or O(n log n),
  /// but for regular expressions from files.
  func cut(_ text: inout NormalizedText)
}
