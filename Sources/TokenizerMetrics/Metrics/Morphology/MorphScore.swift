extension MetricDefinition {
  /// MorphScore as first published.
  static let morphScore1 = MetricDefinition(
    record: MetricRecord(
      id: "morphscore-v1", name: "MorphScore v1",
      meaning: "share of known forms, those kept whole left out, cut between stem and rest",
      formula: "forms cut before their last segment / forms of several tokens and segments",
      unit: "", direction: .higher, source: "Arnett and Bergen 2025 (arXiv 2411.14198)",
      caution:
        "Favours cutting much: read it beside fertility. Forms come from this corpus, the rest is "
        + "the last segment; the authors' program also fails words with a letter cut in two."),
    needs: CountingNeeds(forms: true), isFocusOnly: true, obstacle: noMorphology,
    onLanguage: { view, language in
      view.morphScore("morphscore-v1", language, part: nil) {
        Double($0.found) / Double($0.forms)
      }
    })

  /// MorphScore as published second.
  static let morphScore2 = MetricDefinition(
    record: MetricRecord(
      id: "morphscore-v2", name: "MorphScore v2",
      meaning:
        "recall and precision of the cut between stem and rest, by occurrences of known forms",
      formula:
        "mean over forms, by occurrences: recall 1 and precision 1/|T(w)| where cut before the "
        + "last segment, both 1 for one token, else 0",
      unit: "", direction: .higher, source: "Arnett et al. 2025 (arXiv 2507.06378)",
      caution:
        "Keeping a word whole counts as right, and a word's end as a cut, as published (with the "
        + "recommended settings: frequencies, whole words in, words of one morpheme out)."),
    needs: CountingNeeds(forms: true), isFocusOnly: true, obstacle: noMorphology,
    onLanguage: { view, language in
      view.morphScore("morphscore-v2", language, part: "recall") {
        $0.recalled / Double($0.occurrences)
      }
        + view.morphScore("morphscore-v2", language, part: "precision") {
          $0.precise / Double($0.occurrences)
        }
    })
}

extension CorpusView {
  fileprivate func morphScore(
    _ metric: String, _ language: Int, part: String?, _ value: (StemScore) -> Double
  ) -> [RowPlan] {
    var policy = formPolicy(language)
    policy.leadingSpace = LeadingSpace.bare.rawValue
    if let part {
      policy.average = "micro"
      policy.further.append(NamedText("part", part))
    }
    return formRows(
      metric, language, policy,
      n: { _, sums in part == nil ? sums.stems.forms : sums.stems.items }
    ) { _, sums in value(sums.stems) }
  }
}
