extension MetricDefinition {
  /// The premium of Petrov and others: of each language one text, its lines joined by single spaces.
  ///
  /// Their program splits each file at its line ends, which leaves an empty last line, appends the lines of the
  /// second file to those of the first, and joins all by spaces; so the text ends in a space. Whoever measures
  /// both files of FLORES as one puts an empty line between them.
  static let petrov2023 = MetricDefinition(
    record: MetricRecord(
      id: "petrov2023", name: "Premium, Petrov et al. 2023",
      meaning: "tokens of all lines joined by spaces, divided by those in the reference language",
      formula: "|T(a₁ ␣ a₂ ␣ … aₙ ␣)| / |T(b₁ ␣ b₂ ␣ … bₙ ␣)|", unit: "", direction: .one,
      source: "Petrov et al. 2023",
      caution: "For comparison with published tables: the join rule moves counts by tenths of a "
        + "percent."),
    needs: CountingNeeds(joinedText: true),
    obstacle: { view, _ in
      if !view.isParallel { return "needs parallel text" }
      return view.reference == nil ? "the corpus has no reference language" : nil
    },
    onLanguage: { view, language in
      guard let reference = view.reference else { return [] }
      var policy = view.policy
      policy.join = "joined-by-space"
      policy.further.append(
        NamedText("referenceLanguage", view.languages[reference].language))
      return view.tokenizerSubjects.map { subject in
        view.joinedPremium(language, over: reference, subject, policy)
      }
    })
}

extension CorpusView {
  fileprivate func joinedPremium(
    _ language: Int, over reference: Int, _ subject: Int, _ policy: Policy
  ) -> RowPlan {
    var row = ResultRow(
      tokenizer: subjects[subject].name, corpus: corpus, language: languages[language].language,
      metric: "petrov2023", value: nil, n: languages[language].documents, countedAs: "lines",
      policy: policy)
    guard let mine = tokens(joined: language, subject),
      let theirs = tokens(joined: reference, subject)
    else {
      row.why = "the joined text is longer than \(JoinedText.limit >> 20) MiB"
      return RowPlan(row: row, formula: nil)
    }
    if theirs == 0 {
      row.why = RowValues.nothingCounted
      return RowPlan(row: row, formula: nil)
    }
    row.value = Double(mine) / Double(theirs)
    row.why = "no interval defined"
    let perLine =
      Double(total(language, subject, .tokens)) / Double(total(reference, subject, .tokens))
    row.note = beside("\(mine) tokens joined; per line", perLine)
    return RowPlan(row: row, formula: nil)
  }

  private func tokens(joined language: Int, _ subject: Int) -> Int? {
    guard let tokens = languages[language].joined?.tokens, subject < tokens.count else {
      return nil
    }
    return tokens[subject]
  }
}
