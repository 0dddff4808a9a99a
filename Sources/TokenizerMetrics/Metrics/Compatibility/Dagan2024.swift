extension MetricDefinition {
  /// Normalized sequence length against a named tokenizer: the tokens of all texts divided by its own.
  static let dagan2024Length = MetricDefinition(
    record: MetricRecord(
      id: "dagan2024-nsl", name: "Normalized sequence length, Dagan et al. 2024",
      meaning: "the tokens of all texts divided by the baseline's",
      formula: "Σ|T(x)| / Σ|B(x)|", unit: "", direction: .lower,
      source:
        "Dagan et al. 2024 (arXiv 2402.01035), as Tamang and Bora 2024 (arXiv 2410.03718) give it",
      caution: "Published against Llama's tokenizer: name that as the baseline to compare."),
    needs: CountingNeeds(lengthRatios: true), isFocusOnly: true,
    obstacle: { view, _ in
      view.baseline == nil ? "no baseline is named that lengths are divided by" : nil
    },
    onLanguage: { view, language in
      guard let baseline = view.baseline else { return [] }
      var policy = view.policy
      policy.further.append(NamedText("crossTokenizer", view.subjects[baseline].name))
      let tally = view.languages[language]
      let documents = tally.lengthRatioCounts.reduce(0, +)
      return view.tokenizerSubjects.map { subject in
        let mean =
          FixedRatio.value(tally.lengthRatios[subject].reduce(0, +)) / Double(documents)
        return view.compatible(
          "dagan2024-nsl", language, subject,
          .ratio(view.tokens(language, subject), view.tokens(language, baseline)),
          n: tally.counts.documents, of: "documents", policy,
          note: view.beside("as a mean of ratios", mean))
      }
    })
}
