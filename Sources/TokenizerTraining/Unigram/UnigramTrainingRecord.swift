import Counting
import Groundwork

/// What a Unigram model was trained on, how, and what came out: kept beside the model.
///
/// Holds neither dates nor paths: the same training gives the same bytes.
public struct UnigramTrainingRecord: Sendable {
  /// What it was trained on.
  public var source: TrainingSource
  /// The vocabulary.
  public var trained: TrainedUnigram
  /// How text was normalized.
  public var normalization: TrainingNormalization
  /// What the model as a .model would cut otherwise; nil where it was not compared.
  public var ties: UnigramTies?

  /// Records a training.
  public init(
    _ trained: TrainedUnigram, _ normalization: TrainingNormalization, source: TrainingSource
  ) {
    self.trained = trained
    self.normalization = normalization
    self.source = source
  }

  /// The record as JSON.
  public var json: JSONValue {
    let options = trained.options
    var members: [JSONValue.Member] = [
      .init("model", .string("unigram")),
      .init("like", .string(options.likeness.rawValue)),
    ]
    members += source.policyMembers
    members += [
      .init("normalization", .string(normalization.name)),
      .init("add_dummy_prefix", .bool(normalization.addDummyPrefix)),
      .init("remove_extra_whitespaces", .bool(normalization.removeExtraWhitespaces)),
      .init("vocab_size", .integer(options.vocabularySize)),
      .init("character_coverage", .double(options.characterCoverage)),
      .init("covered", .double(trained.coverage)),
      .init("byte_fallback", .bool(options.symbols.hasBytes)),
      .init("max_piece_length", options.shapes.longest.map { .integer($0) } ?? .null),
      .init("split_by_unicode_script", .bool(options.shapes.splitsByScript)),
      .init("split_by_number", .bool(options.shapes.splitsByNumber)),
      .init("split_digits", .bool(options.shapes.splitsDigits)),
      .init("seed_sentencepiece_size", .integer(options.seedSize)),
      .init("shrinking_factor", .double(options.shrinkingFactor)),
      .init("num_sub_iterations", .integer(options.subIterations)),
      .init("control_symbols", .array(options.symbols.control.map { .string($0) })),
      .init("user_defined_symbols", .array(options.symbols.userDefined.map { .string($0) })),
      .init("pieces", .integer(trained.pieces.count)),
      .init("words", .integer(trained.words)),
      .init("seeds", .integer(trained.seeds)),
      .init("steps", .array(trained.steps.map(Self.step))),
    ]
    if options.roundsScores { members.append(.init("round_scores", .bool(true))) }
    if let ties {
      members.append(
        .init(
          "cut_otherwise_by_sentencepiece",
          .object([
            .init("words", .integer(ties.words)),
            .init("occurrences", .integer(ties.occurrences)),
          ])))
    }
    return .object(members + source.members)
  }

  private static func step(_ step: TrainedUnigram.Step) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("pieces", .integer(step.pieces)), .init("objective", .double(step.objective)),
    ]
    if let tokens = step.tokens { members.append(.init("tokens", .integer(tokens))) }
    return .object(members)
  }
}
