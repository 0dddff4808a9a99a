extension MetricDefinition {
  /// %pure over distinct forms.
  static let pureTypes = MetricDefinition(
    record: MetricRecord(
      id: "pure_types", name: "%pure by form",
      meaning: "tokens of distinct known forms that are exactly one morpheme",
      formula: "100 · tokens equal to one gold segment / tokens, each form once", unit: "%",
      direction: .none, source: "after Bayram et al. 2025",
      caution:
        "Forms are lower-cased and cut alone after a space; rare ones count as frequent ones."),
    needs: CountingNeeds(forms: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.formRows("pure_types", language) { _, sums in
        100 * Double(sums.pure) / Double(sums.tokens)
      }
    })

  /// Boundary precision over distinct forms.
  static let boundaryPrecisionTypes = MetricDefinition(
    record: MetricRecord(
      id: "boundary_precision_types", name: "Boundary precision by form",
      meaning: "share of cuts inside distinct known forms that are morpheme boundaries",
      formula: "R / C, each form once", unit: "", direction: .higher, source: "",
      caution: "Forms are lower-cased and cut alone after a space."),
    needs: CountingNeeds(forms: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.formRows("boundary_precision_types", language) { _, sums in
        Double(sums.right) / Double(sums.cuts)
      }
    })

  /// Boundary recall over distinct forms.
  static let boundaryRecallTypes = MetricDefinition(
    record: MetricRecord(
      id: "boundary_recall_types", name: "Boundary recall by form",
      meaning: "share of morpheme boundaries inside distinct known forms that are cuts",
      formula: "R / G, each form once", unit: "", direction: .higher, source: "",
      caution: "Forms are lower-cased and cut alone after a space."),
    needs: CountingNeeds(forms: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.formRows("boundary_recall_types", language) { counts, sums in
        Double(sums.right) / Double(counts.goldCuts)
      }
    })

  /// Boundary F1 over distinct forms.
  static let boundaryF1Types = MetricDefinition(
    record: MetricRecord(
      id: "boundary_f1_types", name: "Boundary F1 by form",
      meaning: "agreement of cuts inside distinct known forms with morpheme boundaries",
      formula: "2R / (C + G), each form once", unit: "", direction: .higher, source: "",
      caution: "Forms are lower-cased and cut alone after a space; it rewards cutting much."),
    needs: CountingNeeds(forms: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.formRows("boundary_f1_types", language) { counts, sums in
        2 * Double(sums.right) / Double(sums.cuts + counts.goldCuts)
      }
    })

  /// Boundary F1 over distinct forms, weighted by the morphology's own frequencies.
  static let boundaryF1Frequency = MetricDefinition(
    record: MetricRecord(
      id: "boundary_f1_frequency", name: "Boundary F1 by frequency",
      meaning: "the same, each form as often as the morphology's list counts it",
      formula: "2R / (C + G), each form times its frequency in the list", unit: "",
      direction: .higher, source: "",
      caution: "Forms without a frequency are left out; the list's text is another than the corpus."
    ),
    needs: CountingNeeds(forms: true), obstacle: noMorphology,
    onLanguage: { view, language in
      var policy = view.formPolicy(language)
      policy.average = "micro"
      policy.further.append(NamedText("weights", "frequencies of the morphology"))
      let counts = view.languages[language].formCounts
      return view.formRows(
        "boundary_f1_frequency", language, policy, n: { counts, _ in counts.weighted },
        why: counts?.weighted == 0 ? "the morphology has no frequencies of these forms" : nil
      ) { counts, sums in
        2 * Double(sums.weightedRight) / Double(sums.weightedCuts + counts.weightedGold)
      }
    })

  /// Distinct forms that the morphology knows.
  static let morphologyCoverageTypes = MetricDefinition(
    record: MetricRecord(
      id: "morphology_coverage_types", name: "Coverage by form",
      meaning: "share of distinct letter words that the morphology knows",
      formula: "known forms / forms", unit: "", direction: .none, source: "",
      caution: "Falls as the corpus grows, for new words are rare ones."),
    needs: CountingNeeds(forms: true), obstacle: noMorphology,
    onLanguage: { view, language in
      guard let counts = view.languages[language].formCounts else { return [] }
      var policy = view.formPolicy(language)
      policy.leadingSpace = view.policy.leadingSpace
      return [
        view.row(
          "morphology_coverage_types", language, view.tokenizers + Control.gold.rawValue,
          Double(counts.known) / Double(counts.forms), n: counts.forms, of: "words", policy)
      ]
    })
}
