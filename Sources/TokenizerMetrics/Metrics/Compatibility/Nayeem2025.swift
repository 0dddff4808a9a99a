extension MetricDefinition {
  /// Single-token retention as Nayeem and others have it: over the entries of a list of words.
  ///
  /// Their program drops entries with a space and encodes the others bare; an entry that stands twice counts
  /// twice. They also drop pairs whose English word has a space, which only a list of pairs can show.
  static let nayeem2025Retention = MetricDefinition(
    record: MetricRecord(
      id: "nayeem2025-strr", name: "Single-token retention, Nayeem et al. 2025",
      meaning: "entries of a list of words that are one token, bare; entries with a space left out",
      formula: "100 · entries with |T(w)| = 1 / entries", unit: "%", direction: .higher,
      source: "Nayeem et al. 2025, arXiv 2510.09947",
      caution: "Bare words, which in text have a space before them: see the note."),
    needs: CountingNeeds(listEntries: true), isFocusOnly: true,
    obstacle: { view, language in view.listObstacle(language) },
    onLanguage: { view, language in
      var policy = view.policy
      policy.words = "wordlist"
      policy.leadingSpace = LeadingSpace.bare.rawValue
      policy.average = "macro-type"
      policy.further.removeAll { CorpusView.segmentation.contains($0) }
      return view.tokenizerSubjects.map { subject in
        view.compatible(
          "nayeem2025-strr", language, subject,
          .ratio(
            .token(language: language, subject: subject, .listEntriesKept),
            .token(language: language, subject: subject, .listEntries), factor: 100),
          n: view.total(language, subject, .listEntries), of: "words", policy,
          note: view.beside(
            "with a space before them",
            100 * Double(view.total(language, subject, .listEntriesKeptAfterSpace))
              / Double(view.total(language, subject, .listEntries))))
      }
    })
}

extension CorpusView {
  /// The longest that the texts of a list are on average, in bytes: text written without spaces is longer.
  private static let longestEntry = 48

  /// Why a corpus is no list of words: fewer than half of its texts are one, or they are lines of text.
  fileprivate func listObstacle(_ language: Int?) -> String? {
    let why = "needs a list of words, one a line"
    guard let language, tokenizers > 0 else { return why }
    let entries = total(language, 0, .listEntries)
    let texts = languages[language].filledTexts
    let counts = languages[language].counts
    let isLong = counts.bytes > Self.longestEntry * max(1, counts.documents)
    return entries == 0 || 2 * entries < texts || isLong ? why : nil
  }
}
