import Segmentation

/// The values of one tokenizer under the policies of a study.
struct StudyValues: Sendable {
  /// What distinct words come to.
  private struct TypeSums: Sendable {
    var types = 0
    var tokens = 0
    var whole = 0
    var continued = 0
  }

  private let forms: [String]
  private let rules: [WordRule]
  private let choices: [WordChoice]
  private let facts: [StudyFacts]
  /// By form.
  private let sums: [StudySums]
  private let prefixed: [UInt32]
  private let bare: [UInt32]

  init(_ study: CorpusStudy, tokenizer: Int) {
    forms = study.forms.map(\.name)
    rules = study.rules
    choices = study.choices
    facts = study.facts
    sums = study.sums[tokenizer]
    prefixed = study.types.prefixed[tokenizer]
    bare = study.types.bare[tokenizer]
  }

  /// A metric's value under a policy; nil where there is nothing to divide by.
  func value(_ metric: StudiedMetric, _ policy: StudiedPolicy) -> Double? {
    guard let form = forms.firstIndex(of: policy.form) else { return nil }
    let texts = sums[form].texts
    guard let words = policy.words else {
      return policy.average == .micro
        ? ratio(texts.tokens, texts.referenceTokens) : texts.pairs.mean
    }
    guard let choice = choices.firstIndex(of: words) else { return nil }
    let count = facts[form].words[choice]
    if policy.space == .inText {
      return policy.average == .micro
        ? ratio(texts.tokens, count) : texts.byWords[choice].mean
    }
    let alone = policy.space == .prefixed ? sums[form].prefixed[choice] : sums[form].bare[choice]
    switch (metric, policy.average) {
    case (.fertility, .micro): return ratio(alone.tokens, count)
    case (.fertility, .documents): return alone.tokensByWords.mean
    case (.continuedWords, .micro): return ratio(alone.continued, count)
    case (.continuedWords, .documents): return alone.continuedByWords.mean
    case (.premium, .micro): return ratio(alone.tokens, alone.referenceTokens)
    case (.premium, _): return alone.pairs.mean
    case (.fertility, .types), (.continuedWords, .types), (.typesKept, _):
      return typeValue(metric, typeSums(form, words, policy.space))
    }
  }

  private func typeValue(_ metric: StudiedMetric, _ sums: TypeSums) -> Double? {
    if sums.types == 0 { return nil }
    switch metric {
    case .fertility: return Double(sums.tokens) / Double(sums.types)
    case .continuedWords: return Double(sums.continued) / Double(sums.types)
    case .typesKept: return 100 * Double(sums.whole) / Double(sums.types)
    case .premium: return nil
    }
  }

  private func typeSums(_ form: Int, _ words: WordChoice, _ space: LeadingSpace) -> TypeSums {
    guard let rule = rules.firstIndex(of: words.rule) else { return TypeSums() }
    let bit: UInt8 = words.keepsPunctuation ? 1 : 2
    let counts = space == .prefixed ? prefixed : bare
    var sums = TypeSums()
    for (type, seen) in facts[form].seen[rule].enumerated() where seen & bit != 0 {
      sums.types += 1
      sums.tokens += Int(counts[type])
      sums.whole += counts[type] == 1 ? 1 : 0
      sums.continued += counts[type] > 1 ? 1 : 0
    }
    return sums
  }

  private func ratio(_ numerator: Int64, _ denominator: Int64) -> Double? {
    denominator == 0 ? nil : Double(numerator) / Double(denominator)
  }
}
