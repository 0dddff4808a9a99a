extension MetricDefinition {
  /// The mean rank of tokens.
  static let averageRank = ofTokens(
    MetricRecord(
      id: "average_rank", name: "Average rank",
      meaning: "mean rank of the text's tokens by frequency: how much of a vocabulary serves it",
      formula: "Σ p(t) · rank(t), the most frequent type having rank 0, ties by id", unit: "",
      direction: .none, source: "Limisiewicz et al. 2023",
      caution: "Grows with the corpus and with the vocabulary."),
    isFocusOnly: true, further: [NamedText("firstRank", "0"), Base.observed]
  ) { $0.spectrum.averageRank }

  /// Characters per token under the name of the vocabulary allocation studies.
  static let allocatedCharacters = MetricDefinition(
    record: MetricRecord(
      id: "cpt", name: "CPT", meaning: "characters per token, as vocabulary allocation has it",
      formula: "Σ|x|c / Σ|T(x)|", unit: "scalars/token", direction: .higher,
      source: "Limisiewicz et al. 2023",
      caution: "The same as characters per token, under the name of that paper."),
    isFocusOnly: true,
    onLanguage: { view, language in
      view.subjects().map { subject in
        view.plan(
          "cpt", language, subject,
          .ratio(.text(language: language, .scalars), view.tokens(language, subject)),
          n: view.languages[language].counts.documents, of: "documents", view.policy)
      }
    })

  /// How different the tokens of two languages are.
  static let divergence = MetricDefinition(
    record: MetricRecord(
      id: "jsd", name: "Vocabulary overlap (JSD)",
      meaning: "how different the tokens of two languages are, mean over all pairs; 1 shares none",
      formula: "mean of ½ Σ p log₂ (p/m) + ½ Σ q log₂ (q/m), m = (p + q)/2", unit: "bits",
      direction: .none, source: "Lin 1991; Limisiewicz et al. 2023",
      caution: "Depends on which languages the corpus has, and on how much text."),
    needs: CountingNeeds(tokenCounts: true),
    obstacle: { view, _ in view.languages.count < 2 ? "needs at least two languages" : nil },
    onCorpus: { view in
      var policy = view.policy
      policy.average = "macro-language-pair"
      return view.subjects().map { subject in
        let pairs = view.divergences(subject)
        var sum = CompensatedSum()
        for pair in pairs { sum.add(pair.value) }
        return view.plan(
          "jsd", nil, subject, value: pairs.isEmpty ? nil : sum.value / Double(pairs.count),
          n: pairs.count, of: "pairs", policy, note: view.note(pairs))
      }
    })
}

/// The divergence of two languages.
private struct PairDivergence {
  var first: Int
  var second: Int
  var value: Double
}

extension CorpusView {
  /// The divergences of all pairs of languages that have tokens, in order.
  fileprivate func divergences(_ subject: Int) -> [PairDivergence] {
    languages.indices.flatMap { first in
      (first + 1..<languages.count).compactMap { second in
        distribution(first, subject).divergence(from: distribution(second, subject)).map {
          PairDivergence(first: first, second: second, value: $0)
        }
      }
    }
  }

  /// The nearest and the farthest pair, the first of equals.
  fileprivate func note(_ pairs: [PairDivergence]) -> String? {
    guard let least = pairs.map(\.value).min(), let most = pairs.map(\.value).max(),
      let near = pairs.first(where: { $0.value == least }),
      let far = pairs.first(where: { $0.value == most })
    else { return nil }
    func text(_ pair: PairDivergence) -> String {
      "\(languages[pair.first].language) and \(languages[pair.second].language) "
        + "\((pair.value * 1000).rounded() / 1000)"
    }
    return "nearest: \(text(near)), farthest: \(text(far))"
  }
}
