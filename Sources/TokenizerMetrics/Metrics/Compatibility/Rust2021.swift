extension MetricDefinition {
  /// Fertility as Rust and others have it: a treebank's words, each encoded alone.
  ///
  /// Their program encodes the second column of each CoNLL-U row that is no multiword token, without a space
  /// before it and without special tokens, passes over words that give no token, and takes the mean.
  static let rust2021Fertility = MetricDefinition(
    record: MetricRecord(
      id: "rust2021-fertility", name: "Fertility, Rust et al. 2021",
      meaning: "mean tokens of a treebank's words, punctuation too, each encoded alone",
      formula: "mean of |T(w)| over treebank words with |T(w)| > 0", unit: "tokens/word",
      direction: .lower, source: "Rust et al. 2021",
      caution: "Words stand alone, as they never do in text; punctuation counts as words."),
    needs: CountingNeeds(treebankWords: true), isFocusOnly: true,
    obstacle: { view, language in view.treebankObstacle(language) },
    onLanguage: { view, language in
      view.tokenizerSubjects.map { subject in
        view.compatible(
          "rust2021-fertility", language, subject,
          .ratio(
            .token(language: language, subject: subject, .treebankTokens),
            .token(language: language, subject: subject, .treebankWords)),
          n: view.total(language, subject, .treebankWords), of: "words",
          view.treebankPolicy,
          note: view.beside(
            "in text, per \(view.policy.words) word", view.inTextFertility(language, subject)))
      }
    })

  /// The proportion of continued words as Rust and others have it.
  static let rust2021ContinuedWords = MetricDefinition(
    record: MetricRecord(
      id: "rust2021-pcw", name: "Continued words, Rust et al. 2021",
      meaning: "share of a treebank's words, punctuation too, that are cut when encoded alone",
      formula: "treebank words with |T(w)| > 1 / those with |T(w)| > 0", unit: "",
      direction: .lower, source: "Rust et al. 2021",
      caution: "Words stand alone and bare, as they never do in text."),
    needs: CountingNeeds(treebankWords: true), isFocusOnly: true,
    obstacle: { view, language in view.treebankObstacle(language) },
    onLanguage: { view, language in
      view.tokenizerSubjects.map { subject in
        view.compatible(
          "rust2021-pcw", language, subject,
          .ratio(
            .token(language: language, subject: subject, .treebankContinued),
            .token(language: language, subject: subject, .treebankWords)),
          n: view.total(language, subject, .treebankWords), of: "words",
          view.treebankPolicy, note: view.continuedNote(language, subject))
      }
    })
}

extension CorpusView {
  /// Why a corpus has no words of a treebank.
  fileprivate func treebankObstacle(_ language: Int?) -> String? {
    guard let language else { return "needs the words of a treebank (CoNLL-U)" }
    let words = tokenizerSubjects.reduce(0) { $0 + total(language, $1, .treebankWords) }
    return words == 0 ? "needs the words of a treebank (CoNLL-U)" : nil
  }

  fileprivate var treebankPolicy: Policy {
    var policy = policy
    policy.words = "treebank"
    policy.leadingSpace = LeadingSpace.bare.rawValue
    policy.punctuation = "kept"
    policy.further.removeAll { Self.segmentation.contains($0) }
    return policy
  }

  /// What continued words are by the run's rule for words, where they were counted.
  fileprivate func continuedNote(_ language: Int, _ subject: Int) -> String? {
    let tokens = total(language, subject, .isolatedTokens)
    if tokens == 0 { return nil }
    let space = settings.leadingSpace == .bare ? "bare" : "prefixed"
    return beside(
      "of \(space) \(policy.words) words",
      Double(total(language, subject, .continuedWords)) / Double(total(language, .words)))
  }
}
