import Segmentation

extension MetricDefinition {
  /// What part of a vocabulary is of the language.
  static let languageTypes = MetricDefinition(
    record: .languageTypes("lt"),
    needs: CountingNeeds(tokenCounts: true, knownTokens: true), obstacle: noMorphology,
    onLanguage: { view, language in
      guard let metric = view.languageMetric("type", language) else { return [] }
      return view.typeRows(metric, language, view.knownTokenPolicy(language)) {
        ($0.known, of: $0.types)
      }
    })

  /// What part of the tokens of texts is of the language.
  static let languageOccurrences = MetricDefinition(
    record: .languageOccurrences("lt"),
    needs: CountingNeeds(tokenCounts: true, knownTokens: true), obstacle: noMorphology,
    onLanguage: { view, language in
      guard let metric = view.languageMetric("occurrence", language) else { return [] }
      return view.occurrenceRows(metric, language, .knownTokens, view.knownTokenPolicy(language))
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
      let metric = "bayram2025-type"
      return view.typeRows(metric, language, view.bayramPolicy("%TR", language)) {
        ($0.valid, of: $0.seen)
      }
        + view.typeRows(metric, language, view.bayramPolicy("%Pure", language)) {
          ($0.roots, of: $0.seen)
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
      let metric = "bayram2025-occurrence"
      return view.occurrenceRows(
        metric, language, .validTokens, view.bayramPolicy("%TR", language))
        + view.occurrenceRows(
          metric, language, .rootTokens, view.bayramPolicy("%Pure", language))
    })

  private static let bayramCaution =
    "As published, wherever a token stands. The published numbers do not recompute, and single letters "
    + "are endings: characters, which stand beside, get most. See %pure instead."
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
  /// The name that a metric has on a language, such as `lt_type`; nil where others were asked for.
  fileprivate func languageMetric(_ kind: String, _ language: Int) -> String? {
    let metric = "\(LanguagePrefix.of(languages[language].language))_\(kind)"
    if let wanted = settings.metrics, !wanted.contains(metric) { return nil }
    return metric
  }

  fileprivate func typeRows(
    _ metric: String, _ language: Int, _ policy: Policy,
    _ share: (KnownTokens) -> (Int, of: Int)
  ) -> [RowPlan] {
    let known = languages[language].knownTokens
    return subjects(with: [.characters]).compactMap { subject in
      guard subject < known.count, let tokens = known[subject] else { return nil }
      let (count, all) = share(tokens)
      return row(
        metric, language, subject, 100 * Double(count) / Double(all), n: all, of: "types", policy)
    }
  }

  fileprivate func occurrenceRows(
    _ metric: String, _ language: Int, _ column: TokenColumn, _ policy: Policy
  ) -> [RowPlan] {
    subjects(with: [.characters]).map { subject in
      let all =
        subjects[subject].control == nil
        ? total(language, subject, .tokens) : total(language, .scalars)
      return plan(
        metric, language, subject,
        .ratio(
          .token(language: language, subject: subject, column), tokens(language, subject),
          factor: 100), n: all, of: "tokens", policy)
    }
  }

  fileprivate func knownTokenPolicy(_ language: Int) -> Policy {
    var policy = policy
    policy.further = [NamedText("morphology", morphologies[language] ?? "")]
    return policy
  }

  fileprivate func bayramPolicy(_ measure: String, _ language: Int) -> Policy {
    var policy = knownTokenPolicy(language)
    policy.further.append(NamedText("measure", measure))
    return policy
  }
}
