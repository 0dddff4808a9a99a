extension CorpusView {
  /// The policy of metrics over distinct known forms, each cut alone after a space.
  func formPolicy(_ language: Int) -> Policy {
    var policy = morphemePolicy(language)
    policy.leadingSpace = LeadingSpace.prefixed.rawValue
    policy.form = "lower"
    policy.average = "macro-type"
    return policy
  }

  /// A row whose value is known without columns; nil where there is nothing to divide by.
  func row(
    _ metric: String, _ language: Int, _ subject: Int, _ value: Double?, n: Int,
    of countedAs: String, _ policy: Policy, why: String? = nil
  ) -> RowPlan {
    let value = value.flatMap { $0.isFinite ? $0 : nil }
    return RowPlan(
      row: ResultRow(
        tokenizer: subjects[subject].name, corpus: corpus, language: languages[language].language,
        metric: metric, value: value, n: n, countedAs: countedAs,
        why: value == nil ? why ?? RowValues.nothingCounted : "no interval defined",
        policy: policy),
      formula: nil)
  }

  /// Rows over known forms, of tokenizers and of the controls that cut forms.
  func formRows(
    _ metric: String, _ language: Int, _ policy: Policy? = nil,
    n: ((FormCounts, FormSums) -> Int)? = nil, of countedAs: String = "words", why: String? = nil,
    _ value: (FormCounts, FormSums) -> Double?
  ) -> [RowPlan] {
    guard let counts = languages[language].formCounts else { return [] }
    return subjects(with: [.characters, .words, .gold]).compactMap { subject in
      guard let sums = counts.subjects[subject] else { return nil }
      return row(
        metric, language, subject, value(counts, sums), n: n?(counts, sums) ?? counts.known,
        of: countedAs, policy ?? formPolicy(language), why: why)
    }
  }
}
