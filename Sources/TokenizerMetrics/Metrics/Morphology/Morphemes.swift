extension MetricDefinition {
  /// Tokens that are one morpheme.
  static let pure = MetricDefinition(
    record: MetricRecord(
      id: "pure", name: "%pure", meaning: "tokens in known words that are exactly one morpheme",
      formula: "100 · tokens equal to one gold segment / tokens in known words", unit: "%",
      direction: .none, source: "after Bayram et al. 2025",
      caution: "It describes how a tokenizer cuts and is no score to maximize: keeping words whole "
        + "lowers it."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      let rows = view.morphemes("pure", language, .pure, of: .knownWordTokens)
      guard let first = view.firstMorphemePolicy(language) else { return rows }
      return rows + view.morphemes("pure", language, .firstPure, of: .firstTokens, first)
    })

  /// Words whose tokens are all morphemes.
  static let pureWords = MetricDefinition(
    record: MetricRecord(
      id: "words_pure", name: "Words fully pure",
      meaning: "known words all of whose tokens are exactly one morpheme",
      formula: "100 · words with T(w) = G(w) / known words", unit: "%", direction: .none,
      source: "after Bayram et al. 2025",
      caution: "A whole word counts only where it is one morpheme: keeping words whole lowers it."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.subjects(with: [.characters, .words, .gold]).map { subject in
        view.plan(
          "words_pure", language, subject,
          .ratio(
            .token(language: language, subject: subject, .pureWords),
            .text(language: language, .analyzedWords), factor: 100),
          n: view.total(language, .analyzedWords), of: "words", view.morphemePolicy(language))
      }
    })

  /// Tokens that start and end at morpheme boundaries.
  static let aligned = MetricDefinition(
    record: MetricRecord(
      id: "aligned", name: "%aligned",
      meaning: "tokens in known words that start and end at morpheme boundaries",
      formula: "100 · tokens between two gold cuts / tokens in known words", unit: "%",
      direction: .none, source: "after Bayram et al. 2025",
      caution: "Whole words are aligned by definition: read it beside fertility."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.morphemes("aligned", language, .aligned, of: .knownWordTokens)
    })

  /// Words that the morphology knows.
  static let morphologyCoverage = MetricDefinition(
    record: MetricRecord(
      id: "morphology_coverage", name: "Coverage",
      meaning: "share of letter words that the morphology knows",
      formula: "known words / letter words", unit: "", direction: .none, source: "",
      caution: "Morpheme metrics say nothing of the other words."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      let row = view.goldRow(
        "morphology_coverage", language, .analyzedWords, of: .letterWords,
        view.morphemePolicy(language))
      guard let first = view.firstMorphemePolicy(language) else { return [row] }
      return [
        row, view.goldRow("morphology_coverage", language, .firstWords, of: .letterWords, first),
      ]
    })

  /// Known words with more than one analysis.
  static let morphologyAmbiguity = MetricDefinition(
    record: MetricRecord(
      id: "morphology_ambiguity", name: "Ambiguity",
      meaning: "share of known words whose form the morphology analyses in several ways",
      formula: "known words with several analyses / known words", unit: "", direction: .none,
      source: "",
      caution: "Each form has one fixed analysis, whatever the sentence: some of these are wrong."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      [
        view.goldRow(
          "morphology_ambiguity", language, .ambiguousWords, of: .analyzedWords,
          view.morphemePolicy(language))
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

  /// The policy of metrics over words that the first provider of a chain knows; nil where the morphology
  /// is no chain of several.
  func firstMorphemePolicy(_ language: Int) -> Policy? {
    guard let first = firstMorphologies[language] else { return nil }
    var policy = morphemePolicy(language)
    policy.further.removeLast()
    policy.further.append(NamedText("morphology", first))
    return policy
  }

  fileprivate func morphemes(
    _ metric: String, _ language: Int, _ column: TokenColumn, of tokens: TokenColumn,
    _ policy: Policy? = nil
  ) -> [RowPlan] {
    subjects(with: [.characters, .words, .gold]).map { subject in
      plan(
        metric, language, subject,
        .ratio(
          .token(language: language, subject: subject, column),
          .token(language: language, subject: subject, tokens), factor: 100),
        n: total(language, subject, tokens), of: "tokens", policy ?? morphemePolicy(language))
    }
  }

  /// A row that says what share of some words others are; it stands with the gold segmentation.
  fileprivate func goldRow(
    _ metric: String, _ language: Int, _ column: TextColumn, of words: TextColumn,
    _ policy: Policy
  ) -> RowPlan {
    plan(
      metric, language, tokenizers + Control.gold.rawValue,
      .ratio(.text(language: language, column), .text(language: language, words)),
      n: total(language, words), of: "words", policy)
  }
}
