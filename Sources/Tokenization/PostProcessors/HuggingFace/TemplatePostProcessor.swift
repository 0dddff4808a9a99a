/// Puts special tokens around texts as a template says; Bert's and Roberta's are templates too.
public struct TemplatePostProcessor: PostProcessor {
  /// A part of a template.
  public enum Part: Sendable, Hashable {
    /// The first text.
    case first
    /// The second text of a pair.
    case second
    /// Special tokens.
    case special([UInt32])
  }

  /// The component's name, such as `TemplateProcessing`.
  public let name: String
  /// What goes before a single text.
  public let before: [UInt32]
  /// What goes behind a single text.
  public let after: [UInt32]
  /// The template of a pair of texts.
  public let pair: [Part]

  /// Creates a post-processor out of two templates; nil where the first has not exactly one text.
  public init?(name: String, single: [Part], pair: [Part]) {
    guard let text = single.firstIndex(of: .first), !single.contains(.second),
      single.lastIndex(of: .first) == text
    else { return nil }
    self.name = name
    before = single[..<text].flatMap(Self.ids)
    after = single[(text + 1)...].flatMap(Self.ids)
    self.pair = pair
  }

  /// `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`.
  public static func bert(start: UInt32, separator: UInt32) -> TemplatePostProcessor {
    TemplatePostProcessor(
      name: "BertProcessing", before: [start], after: [separator],
      pair: [.special([start]), .first, .special([separator]), .second, .special([separator])])
  }

  /// `<s> A </s>` and `<s> A </s> </s> B </s>`.
  public static func roberta(start: UInt32, separator: UInt32) -> TemplatePostProcessor {
    TemplatePostProcessor(
      name: "RobertaProcessing", before: [start], after: [separator],
      pair: [
        .special([start]), .first, .special([separator, separator]), .second,
        .special([separator]),
      ])
  }

  /// Adds nothing to a text: `ByteLevel`, which sees to offsets alone.
  public static let byteLevel = TemplatePostProcessor(
    name: "ByteLevel", before: [], after: [], pair: [.first, .second])

  private init(name: String, before: [UInt32], after: [UInt32], pair: [Part]) {
    self.name = name
    self.before = before
    self.after = after
    self.pair = pair
  }

  /// The ids of two texts with the special tokens of a pair.
  public func joined(_ first: [UInt32], _ second: [UInt32]) -> [UInt32] {
    pair.flatMap { part in
      switch part {
      case .first: first
      case .second: second
      case .special(let ids): ids
      }
    }
  }

  private static func ids(_ part: Part) -> [UInt32] {
    if case .special(let ids) = part { ids } else { [] }
  }
}
