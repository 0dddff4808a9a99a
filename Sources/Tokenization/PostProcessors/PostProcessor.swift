/// Puts special tokens around a text: one `post_processor` of a Hugging Face tokenizer.json, for single
/// texts.
///
/// Used with `--add-specials` only. In a sequence of post-processors the next one goes around the last.
public protocol PostProcessor: Sendable {
  /// The component's name, for the summary.
  var name: String { get }
  /// The ids that go before the text.
  var before: [UInt32] { get }
  /// The ids that go behind the text.
  var after: [UInt32] { get }
}
