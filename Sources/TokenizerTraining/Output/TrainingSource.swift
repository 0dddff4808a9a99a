import Counting
import Groundwork

/// What a vocabulary was trained on: the part of a training record that is the same for every trainer.
public struct TrainingSource: Sendable, Hashable {
  /// How texts became pieces, the texts, and the versions that decide the result.
  public var counting: CountRecord
  /// What became of the sentences; nil where no sentence was looked at.
  public var sentences: SentenceTally?
  /// How many sentences were drawn, and with which seed; nil where all were taken.
  public var sample: Sample?
  /// What was doubtful in the training text, a clause each; empty where nothing was found.
  public var doubts: [String]
  /// What each input is of the mixed text; empty where there is only one.
  public var shares: [MixShare] = []
  /// Rarer pieces were left out before training.
  public var minimumCount: UInt64 = 1

  /// A choice of sentences.
  public struct Sample: Sendable, Hashable {
    /// The sentences that were taken.
    public var taken: Int
    /// The sentences that there were.
    public var all: Int
    /// Where random numbers came from; nil where the first were taken.
    public var seed: UInt64?

    /// Records a choice.
    public init(taken: Int, all: Int, seed: UInt64?) {
      self.taken = taken
      self.all = all
      self.seed = seed
    }
  }

  /// Records what was read.
  public init(
    _ counting: CountRecord, sentences: SentenceTally? = nil, sample: Sample? = nil,
    doubts: [String] = []
  ) {
    self.counting = counting
    self.sentences = sentences
    self.sample = sample
    self.doubts = doubts
  }

  /// The members of a training record that come first: `split form`.
  public var policyMembers: [JSONValue.Member] {
    [
      .init("split", .string(counting.policy.split)),
      .init("form", .string(counting.policy.form)),
    ]
  }

  /// The members of a training record that come last: `min_count sentences sample shares inputs versions
  /// doubts`, those that there are.
  public var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if minimumCount > 1 { members.append(.init("min_count", .integer(minimumCount))) }
    if let sentences {
      members.append(
        .init(
          "sentences",
          .object([
            .init("taken", .integer(sentences.taken)),
            .init("too_long", .integer(sentences.tooLong)),
            .init("reserved", .integer(sentences.reserved)),
          ])))
    }
    if let sample {
      members.append(
        .init(
          "sample",
          .object([
            .init("taken", .integer(sample.taken)), .init("of", .integer(sample.all)),
            .init("seed", sample.seed.map { .integer($0) } ?? .null),
          ])))
    }
    if !shares.isEmpty { members.append(.init("shares", MixShare.json(shares))) }
    members += [
      .init("inputs", .array(counting.inputs.map(\.json))),
      .init(
        "versions",
        .object(counting.policy.versions.map { .init($0.name, .string($0.version)) })),
    ]
    if !doubts.isEmpty { members.append(.init("doubts", .array(doubts.map { .string($0) }))) }
    return members
  }
}
