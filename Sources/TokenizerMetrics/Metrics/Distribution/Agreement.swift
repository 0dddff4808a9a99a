extension MetricDefinition {
  /// Words that two tokenizers cut alike.
  static let wordAgreement = agreement(
    MetricRecord(
      id: "agreement_words", name: "Words cut alike",
      meaning: "share of words that are cut as the baseline cuts them",
      formula: "words with the same inner cuts / words, each encoded alone", unit: "",
      direction: .none, source: "",
      caution: "Says how alike two tokenizers are, not which is better."),
    numerator: .wordsAlike, denominator: nil)

  /// Cuts that two tokenizers share.
  static let cutAgreement = agreement(
    MetricRecord(
      id: "agreement_cuts", name: "Cuts shared",
      meaning: "cuts inside words that the baseline makes too, of all that either makes (Jaccard)",
      formula: "|cuts of both| / |cuts of either|, over words encoded alone", unit: "",
      direction: .none, source: "Jaccard 1901",
      caution: "Says how alike two tokenizers are, not which is better."),
    numerator: .sharedCuts, denominator: .eitherCuts)

  private static func agreement(
    _ record: MetricRecord, numerator: TokenColumn, denominator: TokenColumn?
  ) -> MetricDefinition {
    MetricDefinition(
      record: record, needs: CountingNeeds(isolatedWords: true, agreement: true),
      isFocusOnly: true,
      obstacle: { view, _ in view.tokenizers < 2 ? "needs a second tokenizer" : nil },
      onLanguage: { view, language in
        // As the counts were made: against the baseline, else the first.
        let other = view.baseline ?? 0
        var policy = view.isolatedPolicy
        policy.further.append(NamedText("crossTokenizer", view.subjects[other].name))
        let words = ColumnKey.text(language: language, .words)
        return view.subjects().filter { $0 != other }.map { subject in
          view.plan(
            record.id, language, subject,
            .ratio(
              .token(language: language, subject: subject, numerator),
              denominator.map { .token(language: language, subject: subject, $0) } ?? words),
            n: view.total(language, .words), of: "words", policy)
        }
      })
  }
}
