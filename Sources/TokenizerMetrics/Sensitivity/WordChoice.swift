import Segmentation

/// What counts as a word in a denominator: a rule, with or without words that have neither letter nor digit.
struct WordChoice: Sendable, Hashable {
  var rule: WordRule
  var keepsPunctuation: Bool

  /// All choices over some rules; words of letters have no punctuation to drop.
  static func all(_ rules: [WordRule]) -> [WordChoice] {
    rules.flatMap { rule in
      [true, false].filter { $0 || rule != .uax29Letters }
        .map { WordChoice(rule: rule, keepsPunctuation: $0) }
    }
  }
}

/// How ratios are averaged.
enum Average: String, Sendable, CaseIterable {
  /// The ratio of sums.
  case micro
  /// The mean of the documents' ratios.
  case documents = "macro-document"
  /// The mean over distinct words.
  case types = "macro-type"
}

/// A policy that sensitivity looks at.
struct StudiedPolicy: Sendable, Hashable {
  /// The words; nil for premiums of texts as they are, where words do not matter.
  var words: WordChoice?
  var space: LeadingSpace
  /// The form, as policies name it.
  var form: String
  var average: Average
}

/// A metric that sensitivity looks at.
enum StudiedMetric: String, Sendable, CaseIterable {
  case fertility
  case continuedWords = "pcw"
  case typesKept = "strr"
  case premium

  /// All policies of the metric, those of the first form first.
  func policies(_ choices: [WordChoice], forms: [String]) -> [StudiedPolicy] {
    forms.flatMap { form in
      choices.flatMap { choice in
        LeadingSpace.allCases.flatMap { space in
          averages(space).map {
            StudiedPolicy(words: choice, space: space, form: form, average: $0)
          }
        }
      }
        + (self == .premium
          ? [.micro, .documents].map {
            StudiedPolicy(words: nil, space: .inText, form: form, average: $0)
          } : [])
    }
  }

  /// The averages that the metric has of words after a space, alone, or in their text.
  private func averages(_ space: LeadingSpace) -> [Average] {
    switch (self, space) {
    case (.fertility, .inText): [.micro, .documents]
    case (.fertility, _), (.continuedWords, .prefixed), (.continuedWords, .bare): Average.allCases
    case (.typesKept, .prefixed), (.typesKept, .bare): [.types]
    // Words of two languages are no pairs, and neither are their types.
    case (.premium, .prefixed), (.premium, .bare): [.micro, .documents]
    case (_, .inText): []
    }
  }

  /// The policy that the run's settings mean for the metric.
  func standard(_ settings: MetricSettings) -> StudiedPolicy {
    let keeps = settings.keepsPunctuation || settings.words == .uax29Letters
    let choice = WordChoice(rule: settings.words, keepsPunctuation: keeps)
    let alone: LeadingSpace = settings.leadingSpace == .bare ? .bare : .prefixed
    return switch self {
    case .fertility:
      StudiedPolicy(
        words: choice, space: settings.leadingSpace, form: settings.form, average: .micro)
    case .continuedWords:
      StudiedPolicy(words: choice, space: alone, form: settings.form, average: .micro)
    case .typesKept:
      StudiedPolicy(words: choice, space: alone, form: settings.form, average: .types)
    case .premium:
      StudiedPolicy(words: nil, space: .inText, form: settings.form, average: .micro)
    }
  }

  /// How bad a value is; the least is the best.
  func cost(_ value: Double) -> Double {
    switch self {
    case .fertility, .continuedWords: value
    case .typesKept: -value
    case .premium: value > 0 ? max(value, 1 / value) : .infinity
    }
  }
}
