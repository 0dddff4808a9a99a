extension MetricDefinition {
  /// How many words a context window holds.
  static let wordsPerWindow = MetricDefinition(
    record: MetricRecord(
      id: "words_per_window", name: "Words per window", meaning: "words that fill a context window",
      formula: "window · Σ|x|w / Σ|T(x)|", unit: "words", direction: .higher, source: "",
      caution: "Of text like this, without special tokens; the window is the user's figure."),
    obstacle: { view, _ in
      view.settings.window == nil ? "no context window is given: --window N" : nil
    },
    onLanguage: { view, language in
      guard let window = view.settings.window else { return [] }
      return view.costs("words_per_window", language, NamedText("window", "\(window)")) {
        .ratio(.text(language: language, .words), $0, factor: Double(window))
      }
    })

  /// What a thousand words cost.
  static let pricePerWords = MetricDefinition(
    record: MetricRecord(
      id: "price_per_1000_words", name: "Price of 1000 words",
      meaning: "what a thousand words cost at a price per million tokens",
      formula: "price · 1000 · Σ|T(x)| / (1000000 · Σ|x|w)", unit: "", direction: .lower,
      source: "",
      caution: "One price for all tokenizers, the user's figure: models differ in price."),
    obstacle: { view, _ in
      view.settings.price == nil ? "no price of a million tokens is given: --price P" : nil
    },
    onLanguage: { view, language in
      guard let price = view.settings.price else { return [] }
      return view.costs(
        "price_per_1000_words", language, NamedText("pricePerMillionTokens", shortest(price))
      ) {
        .ratio($0, .text(language: language, .words), factor: price / 1000)
      }
    })

  /// A number as people write it: 2, not 2.0.
  private static func shortest(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension CorpusView {
  fileprivate func costs(
    _ metric: String, _ language: Int, _ entry: NamedText,
    _ formula: (_ tokens: ColumnKey) -> Formula<ColumnKey>
  ) -> [RowPlan] {
    var policy = policy
    policy.further.append(entry)
    return subjects().map { subject in
      plan(
        metric, language, subject, formula(tokens(language, subject)),
        n: languages[language].counts.documents, of: "documents", policy)
    }
  }
}
