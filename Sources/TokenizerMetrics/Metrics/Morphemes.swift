extension MetricDefinition {
  /// Tokens that are one morpheme.
  static let pure = MetricDefinition(
    record: MetricRecord(
      id: "pure", name: "%pure", meaning: "tokens in known words that are exactly one morpheme",
      formula: "100 · tokens equal to one gold segment / tokens in known words", unit: "%",
      direction: .none, source: "after Bayram et al. 2025",
      caution: "It describes how a tokenizer cuts and is no score to maximize: keeping words whole "
        + "lowers it.", group: .morphology),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in view.morphemes("pure", language, .pure) })

  /// Tokens that start and end at morpheme boundaries.
  static let aligned = MetricDefinition(
    record: MetricRecord(
      id: "aligned", name: "%aligned",
      meaning: "tokens in known words that start and end at morpheme boundaries",
      formula: "100 · tokens between two gold cuts / tokens in known words", unit: "%",
      direction: .none, source: "after Bayram et al. 2025",
      caution: "Whole words are aligned by definition: read it beside fertility.",
      group: .morphology),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in view.morphemes("aligned", language, .aligned) })

  /// Words that the morphology knows.
  static let morphologyCoverage = MetricDefinition(
    record: MetricRecord(
      id: "morphology_coverage", name: "Coverage",
      meaning: "share of letter words that the morphology knows",
      formula: "known words / letter words", unit: "", direction: .none, source: "",
      caution: "Morpheme metrics say nothing of the other words.", group: .morphology),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      let gold = view.tokenizers + Control.gold.rawValue
      return [
        view.plan(
          "morphology_coverage", language, gold,
          .ratio(
            .text(language: language, .analyzedWords), .text(language: language, .letterWords)),
          n: view.total(language, .letterWords), of: "words", view.morphemePolicy(language))
      ]
    })

  static let noMorphology: @Sendable (CorpusView, Int?) -> String? = { view, language in
    guard let language, view.morphologies[language] == nil else { return nil }
    return "no morphology is given for this language"
  }
}

extension CorpusView {
  /// The policy of metrics over known words.
  func morphemePolicy(_ language: Int) -> Policy {
    var policy = policy
    policy.words = "uax29-letters"
    policy.further = Self.segmentation
    policy.further.append(NamedText("morphology", morphologies[language] ?? ""))
    return policy
  }

  fileprivate func morphemes(
    _ metric: String, _ language: Int, _ column: TokenColumn
  ) -> [RowPlan] {
    subjects(with: [.characters, .words, .gold]).map { subject in
      plan(
        metric, language, subject,
        .ratio(
          .token(language: language, subject: subject, column),
          .token(language: language, subject: subject, .knownWordTokens), factor: 100),
        n: total(language, subject, .knownWordTokens), of: "tokens", morphemePolicy(language))
    }
  }
}
