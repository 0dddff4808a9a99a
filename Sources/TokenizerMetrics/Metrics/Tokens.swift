extension MetricDefinition {
  /// How many tokens a corpus has.
  static let tokens = MetricDefinition(
    record: MetricRecord(
      id: "tokens", name: "Tokens", meaning: "tokens in the corpus",
      formula: "Σ|T(x)|", unit: "tokens", direction: .lower, source: "",
      caution: "Comparable only on the same text."),
    onLanguage: { view, language in
      view.subjects(with: [.bytes, .characters, .words]).map { subject in
        view.plan(
          "tokens", language, subject, .sum(view.tokens(language, subject)),
          n: view.languages[language].counts.documents, of: "documents", view.policy)
      }
    })

  /// Tokens per word: the headline.
  static let fertility = MetricDefinition(
    record: MetricRecord(
      id: "fertility", name: "Fertility", meaning: "tokens per word; lower is cheaper",
      formula: "Σ|T(x)| / Σ|x|w", unit: "tokens/word", direction: .lower,
      source: "Ács 2019; Rust et al. 2021",
      caution: "Words differ between languages: compare tokenizers on one language by it, "
        + "not languages."),
    isCompared: true,
    onLanguage: { view, language in
      var policy = view.policy
      policy.leadingSpace = view.settings.leadingSpace.rawValue
      let isolated = view.settings.leadingSpace != .inText
      return view.subjects().map { subject in
        view.plan(
          "fertility", language, subject,
          .ratio(
            isolated
              ? .token(language: language, subject: subject, .isolatedTokens)
              : view.tokens(language, subject),
            .text(language: language, .words)),
          n: view.languages[language].counts.documents, of: "documents", policy)
      }
    })

  /// Characters that a token holds.
  static let charactersPerToken = MetricDefinition(
    record: MetricRecord(
      id: "chars_per_token", name: "Characters per token",
      meaning: "Unicode scalars that one token holds", formula: "Σ|x|c / Σ|T(x)|",
      unit: "scalars/token", direction: .higher, source: "",
      caution: "White space counts as text."),
    onLanguage: { view, language in
      view.compression("chars_per_token", language, .scalars)
    })

  /// Bytes that a token holds.
  static let bytesPerToken = MetricDefinition(
    record: MetricRecord(
      id: "bytes_per_token", name: "Bytes per token",
      meaning: "UTF-8 bytes that one token holds", formula: "Σ|x|b / Σ|T(x)|",
      unit: "bytes/token", direction: .higher, source: "",
      caution: "Letters outside Latin script have more bytes, so it flatters their tokenizers."),
    onLanguage: { view, language in
      view.compression("bytes_per_token", language, .bytes)
    })

  /// Lengths relative to the baseline's.
  static let normalizedLength = MetricDefinition(
    record: MetricRecord(
      id: "nsl", name: "Normalized sequence length",
      meaning: "a text's tokens divided by the baseline's, mean over texts",
      formula: "mean of |T(x)| / |B(x)|", unit: "", direction: .lower,
      source: "after Dagan et al. 2024",
      caution:
        "A mean of ratios: short texts weigh as much as long; published is a ratio of sums (dagan2024-nsl)."
    ),
    needs: CountingNeeds(lengthRatios: true),
    obstacle: { view, _ in
      view.baseline == nil ? "no baseline is named that lengths are divided by" : nil
    },
    onLanguage: { view, language in
      guard let baseline = view.baseline else { return [] }
      var policy = view.policy
      policy.average = "macro-document"
      policy.further.append(NamedText("crossTokenizer", view.subjects[baseline].name))
      let documents = view.languages[language].lengthRatioCounts.reduce(0, +)
      return view.subjects().map { subject in
        view.plan(
          "nsl", language, subject,
          .ratio(
            .lengthRatios(language: language, subject: subject),
            .lengthRatioCount(language: language)),
          n: Int(documents), of: "documents", policy)
      }
    })
}

extension CorpusView {
  /// Rows of a measure of text per token.
  fileprivate func compression(
    _ metric: String, _ language: Int, _ column: TextColumn
  ) -> [RowPlan] {
    subjects().map { subject in
      plan(
        metric, language, subject,
        .ratio(.text(language: language, column), tokens(language, subject)),
        n: languages[language].counts.documents, of: "documents", policy)
    }
  }
}
