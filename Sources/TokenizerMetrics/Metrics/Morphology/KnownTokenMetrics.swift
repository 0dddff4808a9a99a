import Segmentation

extension MetricDefinition {
  /// What part of a vocabulary is of the language.
  static let languageTypes = MetricDefinition(
    record: .languageTypes("lt"),
    needs: CountingNeeds(tokenCounts: true, knownTokens: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.languageRows("type", language, of: "types") {
        (100 * Double($0.known) / Double($0.types), $0.types)
      }
    })

  /// What part of the tokens of texts is of the language.
  static let languageOccurrences = MetricDefinition(
    record: .languageOccurrences("lt"),
    needs: CountingNeeds(tokenCounts: true, knownTokens: true), obstacle: noMorphology,
    onLanguage: { view, language in
      view.languageRows("occurrence", language, of: "tokens") {
        (100 * Double($0.knownOccurrences) / Double($0.occurrences), Int($0.occurrences))
      }
    })

  /// The published measure over types.
  static let bayramTypes = MetricDefinition(
    record: MetricRecord(
      id: "bayram2025-type", name: "%TR, %Pure by type (Bayram 2025)",
      meaning: "distinct tokens in the text that are words or morphemes; that are roots",
      formula:
        "100 · types that are a known form or segment (%TR), a form of one segment (%Pure) / types",
      unit: "%", direction: .none, source: "Bayram et al. 2025 (arXiv 2502.07057)",
      caution: bayramCaution),
    needs: CountingNeeds(tokenCounts: true, knownTokens: true), isFocusOnly: true,
    obstacle: noMorphology,
    onLanguage: { view, language in
      view.bayramRows("bayram2025-type", language, of: "types", n: { $0.seen }) {
        (Double($0.valid), Double($0.roots))
      }
    })

  /// The published measure over tokens of texts.
  static let bayramOccurrences = MetricDefinition(
    record: MetricRecord(
      id: "bayram2025-occurrence", name: "%TR, %Pure by occurrence (Bayram 2025)",
      meaning: "tokens in the text that are words or morphemes; that are roots",
      formula:
        "100 · tokens that are a known form or segment (%TR), a form of one segment (%Pure) / "
        + "tokens",
      unit: "%", direction: .none, source: "Bayram et al. 2025 (arXiv 2502.07057)",
      caution: bayramCaution),
    needs: CountingNeeds(tokenCounts: true, knownTokens: true), isFocusOnly: true,
    obstacle: noMorphology,
    onLanguage: { view, language in
      view.bayramRows(
        "bayram2025-occurrence", language, of: "tokens", n: { Int($0.occurrences) }
      ) { (Double($0.validOccurrences), Double($0.rootOccurrences)) }
    })

  private static let bayramCaution =
    "As published, wherever a token stands: the published numbers do not recompute, and a tokenizer that "
    + "cuts into letters gets 87.5 % of its types called valid. See %pure instead."
}

extension MetricRecord {
  /// The record of a language's share of vocabularies; `prefix` is its two-letter code.
  static func languageTypes(_ prefix: String) -> MetricRecord {
    MetricRecord(
      id: "\(prefix)_type", name: "%\(prefix) of types",
      meaning: "tokens of the vocabulary that are a word or one morpheme of the language",
      formula: "100 · types that are a known form or segment, where they stand / ordinary types",
      unit: "%", direction: .none, source: "after Bayram et al. 2025",
      caution:
        "A vocabulary for many languages has few of each; single letters that are endings count."
    )
  }

  /// The record of a language's share of tokens; `prefix` is its two-letter code.
  static func languageOccurrences(_ prefix: String) -> MetricRecord {
    MetricRecord(
      id: "\(prefix)_occurrence", name: "%\(prefix) of tokens",
      meaning: "tokens in the text that are a word or one morpheme of the language",
      formula: "100 · tokens that are a known form or segment, where they stand / tokens",
      unit: "%",
      direction: .none, source: "after Bayram et al. 2025",
      caution: "Does not ask whether the token is a morpheme of the word that it is in: see %pure.")
  }
}

extension CorpusView {
  /// Rows of a language's share, under the name that the language has: `lt_type`.
  fileprivate func languageRows(
    _ kind: String, _ language: Int, of countedAs: String,
    _ value: (KnownTokens) -> (Double, n: Int)
  ) -> [RowPlan] {
    let metric = "\(LanguagePrefix.of(languages[language].language))_\(kind)"
    if let wanted = settings.metrics, !wanted.contains(metric) { return [] }
    return knownTokenRows(language).map { subject, tokens in
      let (value, n) = value(tokens)
      return row(metric, language, subject, value, n: n, of: countedAs, knownTokenPolicy(language))
    }
  }

  fileprivate func bayramRows(
    _ metric: String, _ language: Int, of countedAs: String, n: (KnownTokens) -> Int,
    _ values: (KnownTokens) -> (Double, Double)
  ) -> [RowPlan] {
    ["%TR", "%Pure"].flatMap { measure in
      var policy = knownTokenPolicy(language)
      policy.further.append(NamedText("measure", measure))
      return knownTokenRows(language).map { subject, tokens in
        let (valid, roots) = values(tokens)
        let count = measure == "%TR" ? valid : roots
        return row(
          metric, language, subject, 100 * count / Double(n(tokens)), n: n(tokens), of: countedAs,
          policy)
      }
    }
  }

  private func knownTokenRows(_ language: Int) -> [(Int, KnownTokens)] {
    let known = languages[language].knownTokens
    return subjects.indices.compactMap { subject in
      subject < known.count ? known[subject].map { (subject, $0) } : nil
    }
  }

  private func knownTokenPolicy(_ language: Int) -> Policy {
    var policy = policy
    policy.further = [NamedText("morphology", morphologies[language] ?? "")]
    return policy
  }
}
