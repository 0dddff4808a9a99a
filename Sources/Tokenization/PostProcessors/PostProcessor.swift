/// Puts special tokens around a text or a pair of texts: one `post_processor` of a Hugging Face
/// tokenizer.json.
///
/// Used with `--add-specials` and for pairs. Definition: `processors/` of `tokenizers` 0.23.3, where each
/// post-processor of a sequence gets the list of encodings that the one before has left.
public protocol PostProcessor: Sendable {
  /// The component's name, for the summary.
  var name: String { get }
  /// The encodings that take the place of those given; nil where the library fails.
  ///
  /// - Parameters:
  ///   - encodings: what stands for each encoding so far; at first a text alone, or two.
  ///   - addsSpecials: whether special tokens are put in; texts are put in order without.
  func process(_ encodings: [[TemplatePart]], addsSpecials: Bool) -> [[TemplatePart]]?
}

/// A part of what goes to the model.
public enum TemplatePart: Sendable, Hashable {
  /// The ids of the first text.
  case first
  /// The ids of the second text of a pair.
  case second
  /// Special tokens.
  case special([UInt32])
}

extension [any PostProcessor] {
  /// What all of them make of one text, or of two; nil where the library fails.
  func template(texts: [TemplatePart], addsSpecials: Bool) -> [TemplatePart]? {
    var encodings: [[TemplatePart]]? = texts.map { [$0] }
    for processor in self {
      encodings = encodings.flatMap { processor.process($0, addsSpecials: addsSpecials) }
    }
    return encodings?.flatMap { $0 }
  }
}
