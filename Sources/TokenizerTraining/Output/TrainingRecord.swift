import Counting
import Groundwork

/// What a vocabulary was trained on, how, and what came out: kept beside the model, so that a report can
/// state it.
///
/// Holds neither dates nor paths: the same training gives the same bytes.
public struct TrainingRecord: Sendable, Hashable {
  /// How texts became pieces, the texts, and the versions that decide the result.
  public var source: CountRecord
  /// The distinct pieces.
  public var pieces: Int
  /// The occurrences of all pieces, weighted.
  public var occurrences: UInt64
  /// What was asked for.
  public var options: BPETrainingOptions
  /// The size of the vocabulary that was reached.
  public var reached: Int
  /// The number of letters that merging started from.
  public var letters: Int
  /// The number of merges.
  public var merges: Int
  /// Whether training ended because no pair was left.
  public var ranOut: Bool
  /// The share of the text's characters that have a letter.
  public var coverage: Double
  /// The tokens that the training text became.
  public var tokens: UInt64
  /// What was doubtful in the training text, a clause each; empty where nothing was found.
  public var doubts: [String] = []

  /// Records a training.
  ///
  /// - Parameters:
  ///   - trained: the vocabulary.
  ///   - counts: what `trained` was trained on.
  ///   - source: how the counts were made.
  public init(_ trained: TrainedBPE, counts: PieceTable, source: CountRecord) {
    self.source = source
    pieces = counts.count
    occurrences = counts.total
    options = trained.options
    reached = trained.vocabularySize
    letters = trained.letterCount
    merges = trained.merges.count
    ranOut = trained.ranOut
    coverage = trained.coverage
    tokens = trained.trainingTokens
  }

  /// The record as JSON.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("model", .string("bpe")),
      .init("split", .string(source.policy.split)),
      .init("form", .string(source.policy.form)),
    ]
    switch options.alphabet {
    case .bytes: members.append(.init("alphabet", .string("bytes")))
    case .characters(let coverage, let byteFallback):
      members += [
        .init("alphabet", .string("characters")),
        .init("character_coverage", .double(coverage)),
        .init("byte_fallback", .bool(byteFallback)),
        .init("covered", .double(self.coverage)),
      ]
    }
    members += [
      .init("vocab_size", .integer(options.vocabularySize)),
      .init("max_piece_length", options.maxPieceLength.map { .integer($0) } ?? .null),
      .init("min_frequency", .integer(options.minimumFrequency)),
      .init("tie_rule", .string(options.tieRule.rawValue)),
      .init("special", .array(options.specials.map { .string($0) })),
      .init("reached", .integer(reached)),
      .init("ran_out", .bool(ranOut)),
      .init("letters", .integer(letters)),
      .init("merges", .integer(merges)),
      .init("pieces", .integer(pieces)),
      .init("occurrences", .integer(occurrences)),
      .init("tokens", .integer(tokens)),
      .init("inputs", .array(source.inputs.map(\.json))),
      .init(
        "versions",
        .object(source.policy.versions.map { .init($0.name, .string($0.version)) })),
    ]
    if !doubts.isEmpty { members.append(.init("doubts", .array(doubts.map { .string($0) }))) }
    return .object(members)
  }
}
