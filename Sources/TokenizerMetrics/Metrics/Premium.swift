extension MetricDefinition {
  /// What the same content costs against the reference language.
  static let premium = MetricDefinition(
    record: MetricRecord(
      id: "premium", name: "Premium",
      meaning: "tokens for the same content, divided by those in the reference language",
      formula: "Σ|T(a)| / Σ|T(b)| over all lines", unit: "", direction: .one,
      source: "Petrov et al. 2023",
      caution: "A tokenizer bad at the reference language looks fair: see the cross premium."),
    obstacle: { view, _ in view.premiumObstacle },
    onLanguage: { view, language in
      guard let reference = view.reference else { return [] }
      return view.subjects(with: [.bytes, .characters, .words]).map { subject in
        view.plan(
          "premium", language, subject,
          .ratio(view.tokens(language, subject), view.tokens(reference, subject)),
          n: view.pairCount(language), of: "pairs", view.premiumPolicy("micro"))
      }
    })

  /// The same, as a mean over sentences.
  static let macroPremium = MetricDefinition(
    record: MetricRecord(
      id: "premium_macro", name: "Premium by sentence",
      meaning: "mean over sentence pairs of tokens divided by those in the reference language",
      formula: "mean of |T(a)| / |T(b)|", unit: "", direction: .one, source: "Petrov et al. 2023",
      caution: "A mean of ratios: above the plain premium where short sentences vary."),
    obstacle: { view, _ in view.premiumObstacle },
    onLanguage: { view, language in
      view.subjects(with: [.bytes, .characters, .words]).map { subject in
        view.plan(
          "premium_macro", language, subject,
          .ratio(
            .pairRatios(language: language, subject: subject), .pairs(language: language)),
          n: view.pairCount(language), of: "pairs", view.premiumPolicy("macro-document"))
      }
    })

  /// What the same content costs against the reference language cut by the baseline.
  static let crossPremium = MetricDefinition(
    record: MetricRecord(
      id: "premium_cross", name: "Cross premium",
      meaning: "tokens for the same content, divided by the baseline's in the reference language",
      formula: "Σ|T(a)| / Σ|B(b)| over all lines", unit: "", direction: .lower, source: "",
      caution: "Compares tokenizers with different vocabularies; prices per token may differ."),
    obstacle: { view, _ in
      view.premiumObstacle ?? (view.baseline == nil ? "no baseline is named" : nil)
    },
    onLanguage: { view, language in
      guard let reference = view.reference, let baseline = view.baseline else { return [] }
      var policy = view.premiumPolicy("micro")
      policy.further.append(NamedText("crossTokenizer", view.subjects[baseline].name))
      return view.subjects().map { subject in
        view.plan(
          "premium_cross", language, subject,
          .ratio(view.tokens(language, subject), view.tokens(reference, baseline)),
          n: view.pairCount(language), of: "pairs", policy)
      }
    })

  /// How unequally languages are served.
  static let gini = MetricDefinition(
    record: MetricRecord(
      id: "gini", name: "Gini", meaning: "how unequally languages are served; 0 is alike",
      formula: "Σᵢⱼ|cᵢ − cⱼ| / (2n²μ), c = tokens per aligned line", unit: "",
      direction: .lower, source: "Foroutan et al. 2025",
      caution: "Depends on which languages the corpus has; 0 says alike, not cheap.", group: .parity
    ),
    obstacle: { view, _ in
      if !view.isParallel { return "needs parallel text" }
      return view.languages.count < 2 ? "needs at least two languages" : nil
    },
    onCorpus: { view in
      var policy = view.policy
      policy.average = "macro-language"
      return view.subjects().map { subject in
        let columns = view.languages.indices.map { view.tokens($0, subject) }
        var plan = view.plan(
          "gini", nil, subject, .gini(columns), n: view.languages.count, of: "languages", policy)
        plan.row.note = view.extremes(subject)
        return plan
      }
    })
}

extension CorpusView {
  /// Why a corpus has no premiums.
  fileprivate var premiumObstacle: String? {
    if !isParallel { return "needs parallel text" }
    return reference == nil ? "the corpus has no reference language" : nil
  }

  /// The pairs with words on both sides.
  fileprivate func pairCount(_ language: Int) -> Int {
    Int(pairs?.counts[language].reduce(0, +) ?? 0)
  }

  fileprivate func premiumPolicy(_ average: String) -> Policy {
    var policy = policy
    policy.average = average
    if let reference {
      policy.further.append(NamedText("referenceLanguage", languages[reference].language))
    }
    return policy
  }

  /// The languages with most and fewest tokens, in words, the first of equals.
  fileprivate func extremes(_ subject: Int) -> String? {
    let totals = languages.indices.map { total($0, subject, .tokens) }
    guard let most = totals.max(), let fewest = totals.min(), fewest > 0,
      let worst = totals.firstIndex(of: most), let best = totals.firstIndex(of: fewest)
    else { return nil }
    let ratio = (Double(most) / Double(fewest) * 100).rounded() / 100
    return "most tokens: \(languages[worst].language), fewest: \(languages[best].language), "
      + "ratio \(ratio)"
  }
}
