/// Puts a token before and behind each encoding: `BertProcessing` and `RobertaProcessing`.
public struct FramingPostProcessor: PostProcessor {
  /// The component's name.
  public let name: String
  /// The token before the first encoding.
  public let start: UInt32
  /// The token before each other encoding; nil for none.
  public let between: UInt32?
  /// The token behind each encoding.
  public let separator: UInt32

  /// `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`.
  public static func bert(start: UInt32, separator: UInt32) -> FramingPostProcessor {
    FramingPostProcessor(
      name: "BertProcessing", start: start, between: nil, separator: separator)
  }

  /// `<s> A </s>` and `<s> A </s> </s> B </s>`.
  public static func roberta(start: UInt32, separator: UInt32) -> FramingPostProcessor {
    FramingPostProcessor(
      name: "RobertaProcessing", start: start, between: separator, separator: separator)
  }

  /// As many encodings as there were.
  public func process(
    _ encodings: [[TemplatePart]], addsSpecials: Bool
  ) -> [[TemplatePart]]? {
    if !addsSpecials { return encodings }
    return encodings.enumerated().map { index, encoding in
      let before = index == 0 ? start : between
      return (before.map { [.special([$0])] } ?? []) + encoding + [.special([separator])]
    }
  }
}

/// Adds nothing to a text: `ByteLevel`, which sees to offsets alone.
public struct OffsetPostProcessor: PostProcessor {
  /// `ByteLevel`.
  public let name = "ByteLevel"

  /// Creates a post-processor.
  public init() {}

  /// The encodings as they are.
  public func process(
    _ encodings: [[TemplatePart]], addsSpecials: Bool
  ) -> [[TemplatePart]]? { encodings }
}
