import Counting
import Groundwork

/// What parity-aware training adds to a training record.
public struct ParityFacts: Sendable, Hashable {
  /// A language and what became of it.
  public struct Language: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its share of the merges, its length.
    public var trained: TrainedParityBPE.Language
    /// Its training text.
    public var inputs: [CountedInput]
    /// Its development text; empty where there is none.
    public var development: [CountedInput]

    /// Records a language.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - trained: its share of the merges, its length.
    ///   - inputs: its training text.
    ///   - development: its development text.
    public init(
      name: String, trained: TrainedParityBPE.Language, inputs: [CountedInput],
      development: [CountedInput]
    ) {
      self.name = name
      self.trained = trained
      self.inputs = inputs
      self.development = development
    }
  }

  /// What was asked for.
  public var options: ParityTrainingOptions
  /// The merges that were chosen by all languages together.
  public var globalMerges: Int
  /// The languages, in their order.
  public var languages: [Language]

  /// Records a training.
  ///
  /// - Parameters:
  ///   - trained: the vocabulary.
  ///   - options: what was asked for.
  ///   - languages: the languages, in their order.
  public init(
    _ trained: TrainedParityBPE, options: ParityTrainingOptions, languages: [Language]
  ) {
    self.options = options
    globalMerges = trained.globalMerges
    self.languages = languages
  }

  /// The members of the record.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    switch options.variant {
    case .base: members.append(.init("variant", .string("base")))
    case .window(let size, let alpha):
      members += [
        .init("variant", .string("window")), .init("window_size", .integer(size)),
        .init("alpha", .double(alpha)),
      ]
    }
    members.append(.init("global_merges", .integer(globalMerges)))
    members.append(
      .init(
        "languages",
        .array(
          languages.enumerated().map { index, language in
            var members: [JSONValue.Member] = [
              .init("language", .string(language.name)),
              .init("merges", .integer(language.trained.merges)),
              .init("letters", .integer(language.trained.letters)),
              .init("tokens", .integer(language.trained.tokens)),
              .init("ran_out", .bool(language.trained.ranOut)),
            ]
            if let ratios = options.ratios {
              members.append(.init("ratio", .double(ratios[index])))
            }
            members.append(.init("inputs", .array(language.inputs.map(\.json))))
            if !language.development.isEmpty {
              members.append(.init("development", .array(language.development.map(\.json))))
            }
            return .object(members)
          })))
    return members
  }
}
