extension CorpusView {
  /// A row of a compatibility mode whose value is a formula, with what the recommended definition gives.
  func compatible(
    _ metric: String, _ language: Int, _ subject: Int, _ formula: Formula<ColumnKey>, n: Int,
    of countedAs: String, _ policy: Policy, note: String?
  ) -> RowPlan {
    var plan = plan(metric, language, subject, formula, n: n, of: countedAs, policy)
    plan.row.note = note
    return plan
  }

  /// `what` and a number of four decimals; nil where the number is not finite.
  func beside(_ what: String, _ value: Double) -> String? {
    guard value.isFinite else { return nil }
    return "\(what) it is \((value * 10_000).rounded() / 10_000)"
  }

  /// Tokens of the texts as they stand, by word of the run's rule.
  func inTextFertility(_ language: Int, _ subject: Int) -> Double {
    Double(total(language, subject, .tokens)) / Double(total(language, .words))
  }

  /// The tokenizers, without controls.
  var tokenizerSubjects: Range<Int> { 0..<tokenizers }
}
