/// What finds the matches of a pattern: a hand-written scanner, or ICU's regular expressions.
public struct MatchingEngine: Sendable, Hashable {
  /// Whether it is a scanner.
  public var isScanner: Bool
  /// The scanner's name, or the pattern as the file has it.
  public var pattern: String

  /// Creates a description.
  public init(isScanner: Bool, pattern: String) {
    self.isScanner = isScanner
    self.pattern = pattern
  }

  /// The engine of a splitter.
  public init(_ splitter: any Splitter) {
    self.init(isScanner: !(splitter is RegexSplitter), pattern: splitter.name)
  }

  /// The engines of the stages of a pipeline, in order; stages without a pattern have none.
  public static func all(
    normalizers: [any Normalizer], preTokenizers: [any PreTokenizer]
  ) -> [MatchingEngine] {
    normalizers.flatMap(engines) + preTokenizers.flatMap(engines)
  }

  private static func engines(_ normalizer: any Normalizer) -> [MatchingEngine] {
    switch normalizer {
    case let replace as ReplaceNormalizer: replace.pattern.engine.map { [$0] } ?? []
    case let sequence as SequenceNormalizer: sequence.steps.flatMap(engines)
    default: []
    }
  }

  private static func engines(_ step: any PreTokenizer) -> [MatchingEngine] {
    switch step {
    case let split as SplitPreTokenizer: split.pattern.engine.map { [$0] } ?? []
    case let cut as SplitterCut: [MatchingEngine(cut.splitter)]
    case let bytes as ByteLevelPreTokenizer:
      bytes.usesRegex ? [MatchingEngine(isScanner: true, pattern: "gpt2")] : []
    case let sequence as SequencePreTokenizer: sequence.steps.flatMap(engines)
    default: []
    }
  }
}
