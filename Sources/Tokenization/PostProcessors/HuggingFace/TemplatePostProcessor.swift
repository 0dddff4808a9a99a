/// Puts texts and special tokens together as a template says: `TemplateProcessing`.
public struct TemplatePostProcessor: PostProcessor {
  /// The template of a single text.
  public let single: [TemplatePart]
  /// The template of a pair of texts.
  public let pair: [TemplatePart]

  /// The component's name, for the summary.
  public let name: String

  /// Creates a post-processor out of two templates.
  public init(
    name: String = "TemplateProcessing", single: [TemplatePart], pair: [TemplatePart]
  ) {
    self.name = name
    self.single = single
    self.pair = pair
  }

  /// An encoding for each part of the template; nil for more than two encodings, and for a second text
  /// where there is one.
  public func process(
    _ encodings: [[TemplatePart]], addsSpecials: Bool
  ) -> [[TemplatePart]]? {
    guard encodings.count == 1 || encodings.count == 2 else { return nil }
    var result: [[TemplatePart]] = []
    for part in encodings.count == 1 ? single : pair {
      switch part {
      case .first: result.append(encodings[0])
      case .second:
        guard encodings.count == 2 else { return nil }
        result.append(encodings[1])
      case .special: if addsSpecials { result.append([part]) }
      }
    }
    return result
  }
}
