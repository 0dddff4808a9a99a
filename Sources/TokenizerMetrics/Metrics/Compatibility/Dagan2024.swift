extension MetricDefinition {
  /// Normalized sequence length against a named tokenizer: the mean over texts of ratios of lengths.
  static let dagan2024Length = MetricDefinition(
    record: MetricRecord(
      id: "dagan2024-nsl", name: "Normalized sequence length, Dagan et al. 2024",
      meaning: "a text's tokens divided by the baseline's, mean over texts",
      formula: "mean of |T(x)| / |B(x)|", unit: "", direction: .lower,
      source: "Dagan et al. 2024, arXiv 2402.01035",
      caution: "Published against Llama's tokenizer: name that as the baseline to compare."),
    needs: CountingNeeds(lengthRatios: true), isFocusOnly: true,
    obstacle: { view, _ in
      view.baseline == nil ? "no baseline is named that lengths are divided by" : nil
    },
    onLanguage: { view, language in
      guard let baseline = view.baseline else { return [] }
      var policy = view.policy
      policy.average = "macro-document"
      policy.further.append(NamedText("crossTokenizer", view.subjects[baseline].name))
      let documents = view.languages[language].lengthRatioCounts.reduce(0, +)
      return view.tokenizerSubjects.map { subject in
        let ratio =
          Double(view.total(language, subject, .tokens))
          / Double(view.total(language, baseline, .tokens))
        return view.compatible(
          "dagan2024-nsl", language, subject,
          .ratio(
            .lengthRatios(language: language, subject: subject),
            .lengthRatioCount(language: language)),
          n: Int(documents), of: "documents", policy,
          note: view.beside("as a ratio of sums", ratio))
      }
    })
}
