extension MetricDefinition {
  /// Whether words that share a morpheme share a token.
  static let morphConsistency = MetricDefinition(
    record: MetricRecord(
      id: "morph_consistency", name: "Morph consistency F1",
      meaning: "over pairs of known forms: agreement of sharing a token with sharing a morpheme",
      formula: "2B / (T + M): pairs that share a token T, a morpheme M, both B", unit: "",
      direction: .higher, source: "Asgari et al. 2025 (MorphBPE)",
      caution: "Morphemes are the same where they are spelled alike: short endings that many words "
        + "have decide it."),
    needs: CountingNeeds(forms: true), isFocusOnly: true, obstacle: noMorphology,
    onLanguage: { view, language in
      guard let counts = view.languages[language].formCounts else { return [] }
      var policy = view.formPolicy(language)
      let all = counts.sampled == counts.known
      policy.further.append(
        NamedText(
          "pairs",
          all
            ? "all of \(counts.sampled) forms"
            : "all of \(counts.sampled) forms drawn of \(counts.known), seed "
              + "\(view.settings.resampling.seed)"))
      let pairs = counts.sampled * (counts.sampled - 1) / 2
      return view.formRows(
        "morph_consistency", language, policy, n: { _, _ in max(pairs, 0) }, of: "pairs"
      ) { counts, sums in
        2 * Double(sums.bothPairs) / Double(sums.tokenPairs + counts.morphemePairs)
      }
    })
}
