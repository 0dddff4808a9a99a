/// What a metric over a tokenizer's tokens in one language is computed from.
struct TokenStatistics: Sendable {
  /// How often types came.
  let spectrum: TokenSpectrum
  /// The ordinary types of the vocabulary: |V|.
  let vocabulary: Int
  /// The UTF-8 bytes of the text.
  let bytes: Int
}

extension MetricDefinition {
  /// Entries of policies that say over which types an efficiency is taken.
  enum Base {
    static let vocabulary = NamedText("types", "vocabulary without specials")
    static let observed = NamedText("types", "observed")
  }

  /// A metric that follows from how often types came; it has no interval.
  ///
  /// - Parameters:
  ///   - record: how reports explain it.
  ///   - isFocusOnly: whether it is measured on the focus alone unless asked for.
  ///   - further: what its policy says beside the run's.
  ///   - value: its value; nil where there are too few types.
  static func ofTokens(
    _ record: MetricRecord, isFocusOnly: Bool, further: [NamedText] = [],
    _ value: @escaping @Sendable (TokenStatistics) -> Double?
  ) -> MetricDefinition {
    MetricDefinition(
      record: record, needs: CountingNeeds(tokenCounts: true), isFocusOnly: isFocusOnly,
      onLanguage: { view, language in
        var policy = view.policy
        policy.further += further
        return view.subjects().map { subject in
          let statistics = view.statistics(language, subject)
          return view.plan(
            record.id, language, subject, value: value(statistics),
            n: Int(statistics.spectrum.tokens), of: "tokens", policy,
            why: statistics.spectrum.tokens == 0
              ? RowValues.nothingCounted : "one type alone: there is no entropy to divide by")
        }
      })
  }
}

extension CorpusView {
  /// Why a row without interval has none.
  static let noInterval = "no interval defined"

  /// How often each token of a tokenizer came in a language.
  func distribution(_ language: Int, _ subject: Int) -> TokenDistribution {
    guard language < distributions.count, subject < distributions[language].count else {
      return TokenDistribution([])
    }
    return distributions[language][subject]
  }

  /// What metrics over a tokenizer's tokens are computed from.
  func statistics(_ language: Int, _ subject: Int) -> TokenStatistics {
    TokenStatistics(
      spectrum: distribution(language, subject).spectrum,
      vocabulary: subjects[subject].vocabulary?.ordinary ?? 0,
      bytes: languages[language].counts.bytes)
  }

  /// A row whose value is known and has no interval; without a value it says why.
  func plan(
    _ metric: String, _ language: Int?, _ subject: Int, value: Double?, n: Int,
    of countedAs: String, _ policy: Policy, why: String = RowValues.nothingCounted,
    note: String? = nil
  ) -> RowPlan {
    let finite = value.flatMap { $0.isFinite ? $0 : nil }
    return RowPlan(
      row: ResultRow(
        tokenizer: subjects[subject].name, corpus: corpus,
        language: language.map { languages[$0].language } ?? "*", metric: metric, value: finite,
        n: n, countedAs: countedAs, why: finite == nil ? why : Self.noInterval,
        note: finite == nil ? nil : note, policy: policy),
      formula: nil)
  }
}
