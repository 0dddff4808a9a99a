extension MetricDefinition {
  /// How many cuts are gold cuts.
  static let boundaryPrecision = MetricDefinition(
    record: MetricRecord(
      id: "boundary_precision", name: "Boundary precision",
      meaning: "share of cuts inside known words that are morpheme boundaries",
      formula: "R / C: right cuts R, cuts C", unit: "", direction: .higher, source: "",
      caution: "Few cuts are easily right: read it beside recall and cuts per word."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.boundaries("boundary_precision", language) { subject in
        .ratio(
          .token(language: language, subject: subject, .rightCuts),
          .token(language: language, subject: subject, .cuts))
      }
    })

  /// How many gold cuts are found.
  static let boundaryRecall = MetricDefinition(
    record: MetricRecord(
      id: "boundary_recall", name: "Boundary recall",
      meaning: "share of morpheme boundaries inside known words that are cuts",
      formula: "R / G: right cuts R, gold cuts G", unit: "", direction: .higher, source: "",
      caution: "Cutting everything finds all: read it beside precision and cuts per word."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.boundaries("boundary_recall", language) { subject in
        .ratio(
          .token(language: language, subject: subject, .rightCuts),
          .text(language: language, .goldCuts))
      }
    })

  /// How well cuts and gold cuts agree.
  static let boundaryF1 = MetricDefinition(
    record: MetricRecord(
      id: "boundary_f1", name: "Boundary F1",
      meaning: "agreement of a tokenizer's cuts inside known words with morpheme boundaries",
      formula: "2R / (C + G): right cuts R, cuts C, gold cuts G", unit: "", direction: .higher,
      source: "", caution: "Rewards cutting much: read it beside kappa and fertility."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.boundaries("boundary_f1", language) { subject in
        .f1(
          right: .token(language: language, subject: subject, .rightCuts),
          cuts: .token(language: language, subject: subject, .cuts),
          gold: .text(language: language, .goldCuts))
      }
    })

  /// How much better than chance cuts are placed.
  static let boundaryKappa = MetricDefinition(
    record: MetricRecord(
      id: "boundary_kappa", name: "Boundary kappa",
      meaning: "precision of cuts inside known words beyond that of cuts at random places",
      formula: "(P − P₀) / (1 − P₀), P₀ by cuts at uniformly random inner characters", unit: "",
      direction: .higher, source: "",
      caution: "Says where a tokenizer cuts, not how much; 0 is chance, 1 only gold cuts."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.boundaries("boundary_kappa", language) { subject in
        .kappa(
          right: .token(language: language, subject: subject, .rightCuts),
          cuts: .token(language: language, subject: subject, .cuts),
          chance: .token(language: language, subject: subject, .chanceCuts))
      }
    })

  /// How much known words are cut.
  static let cutsPerWord = MetricDefinition(
    record: MetricRecord(
      id: "cuts_per_word", name: "Cuts per word", meaning: "cuts inside known words, per word",
      formula: "cuts / known words", unit: "cuts/word", direction: .none, source: "",
      caution: "Stands beside boundary figures, which say nothing of how much is cut."),
    needs: CountingNeeds(morphology: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.boundaries("cuts_per_word", language) { subject in
        .ratio(
          .token(language: language, subject: subject, .cuts),
          .text(language: language, .analyzedWords))
      }
    })
}

extension CorpusView {
  fileprivate func boundaries(
    _ metric: String, _ language: Int, _ formula: (_ subject: Int) -> Formula<ColumnKey>
  ) -> [RowPlan] {
    subjects(with: [.characters, .words, .gold]).map { subject in
      plan(
        metric, language, subject, formula(subject), n: total(language, .analyzedWords),
        of: "words", morphemePolicy(language))
    }
  }
}
