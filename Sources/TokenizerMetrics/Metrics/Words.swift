extension MetricDefinition {
  /// Words that are cut.
  static let continuedWords = MetricDefinition(
    record: MetricRecord(
      id: "pcw", name: "Continued words", meaning: "share of words that are cut",
      formula: "words with |T(w)| > 1 / words", unit: "", direction: .lower,
      source: "Rust et al. 2021",
      caution: "Each word is encoded alone; a space before it changes much."),
    needs: CountingNeeds(isolatedWords: true), isCompared: true,
    onLanguage: { view, language in
      let words = view.total(language, .words)
      return view.subjects().map { subject in
        view.plan(
          "pcw", language, subject,
          .ratio(
            .token(language: language, subject: subject, .continuedWords),
            .text(language: language, .words)),
          n: words, of: "words", view.isolatedPolicy)
      }
    })

  /// Distinct words that stay whole.
  static let typesKept = MetricDefinition(
    record: MetricRecord(
      id: "strr", name: "Single-token retention", meaning: "distinct words that are one token",
      formula: "100 · types with |T(w)| = 1 / types", unit: "%", direction: .higher,
      source: "arXiv 2510.09947",
      caution: "Falls as the corpus grows, for new words are rare ones."),
    needs: CountingNeeds(isolatedWords: true),
    onLanguage: { view, language in
      var policy = view.isolatedPolicy
      policy.average = "macro-type"
      let tally = view.languages[language]
      return view.subjects().map { subject in
        var plan = view.plan(
          "strr", language, subject, .sum(.text(language: language, .words)), n: tally.typeCount,
          of: "words", policy)
        plan.formula = nil
        if tally.typeCount > 0 {
          plan.row.value = 100 * Double(tally.typesKept[subject]) / Double(tally.typeCount)
          plan.row.why = "no interval defined"
        } else {
          plan.row.why = RowValues.nothingCounted
        }
        return plan
      }
    })

  /// Tokens that are no whole characters.
  static let fragments = MetricDefinition(
    record: MetricRecord(
      id: "fragments", name: "Fragments", meaning: "share of tokens that are not whole characters",
      formula: "tokens not valid UTF-8 alone, or single fallback bytes / tokens", unit: "",
      direction: .lower, source: "",
      caution: "Telling for ą č ę ė į š ų ū ž; 0 for tokenizers that have no bytes."),
    onLanguage: { view, language in view.tokenShare("fragments", language, .fragments) })

  /// Tokens that stand for what is not in the vocabulary.
  static let unknown = MetricDefinition(
    record: MetricRecord(
      id: "unk", name: "Unknown", meaning: "share of tokens that stand for unknown text",
      formula: "unknown tokens / tokens", unit: "", direction: .lower, source: "",
      caution: "One unknown token may hide a whole run of characters."),
    onLanguage: { view, language in view.tokenShare("unk", language, .unknown) })
}

extension CorpusView {
  /// The policy of words encoded alone: with a space before them, unless bare ones were asked for.
  var isolatedPolicy: Policy {
    var policy = policy
    policy.leadingSpace = (settings.leadingSpace == .bare ? LeadingSpace.bare : .prefixed).rawValue
    return policy
  }

  /// Rows of a share of all tokens.
  fileprivate func tokenShare(
    _ metric: String, _ language: Int, _ column: TokenColumn
  ) -> [RowPlan] {
    subjects().map { subject in
      plan(
        metric, language, subject,
        .ratio(
          .token(language: language, subject: subject, column), tokens(language, subject)),
        n: total(language, subject, .tokens), of: "tokens", policy)
    }
  }
}
