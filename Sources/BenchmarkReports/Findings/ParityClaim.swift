import TokenizerMetrics

/// What the same content costs in the focus language and in the reference, in a sentence.
struct ParityClaim {
  let answer: Answer
  private var model: ReportModel { answer.model }

  /// The premium that the sentence is about; nil without parallel text.
  var column: Column? {
    guard let reference = model.result.referenceLanguage, reference != model.result.focus else {
      return nil
    }
    return model.column("premium", corpus: answer.corpus, language: model.result.focus)
  }

  private var english: String { model.languages[model.result.referenceLanguage ?? ""] }

  /// The price of the same content, the baseline's first.
  ///
  /// `The same content costs 1.71 × English with o200k_base (95 % 1.69–1.73); x brings that to 1.32 of o200k_base's
  /// English, y to 1.50.` Without cross premiums the plain ones of all, which say less.
  func sentence() -> Markup {
    guard let premium = column else { return .none }
    let baseline = model.result.baseline
    let focus = model.result.focus
    if let cost = premium.cell(baseline), cost.value != nil,
      let cross = model.column("premium_cross", corpus: answer.corpus, language: focus)
    {
      return against(cost, cross)
    }
    let others = model.ranked(premium, model.choices).filter { $0.name != baseline }
    let shown = (model.choices.filter { $0.name == baseline } + others)
      .prefix(others.count > 3 ? 1 : 4)
      .compactMap { premium.cell($0.name) }.filter { $0.value != nil }
    guard !shown.isEmpty else { return .none }
    var parts: [Markup] = ["The same content costs "]
    for (place, cell) in shown.enumerated() {
      parts += [place == 0 ? .none : ", ", times(cell)]
      parts += [.text(place == 0 ? " \(english) with " : " with "), isolated(cell.row.tokenizer)]
      if place == 0 { parts.append(answer.interval(cell)) }
    }
    if shown.contains(where: { ($0.value ?? 1) < 1 }) {
      parts.append(.text(" (under 1: dear in \(english), not cheap here)"))
    }
    return .group(parts + [". "])
  }

  /// The baseline's premium, and what others bring that to, by the baseline's reference language.
  private func against(_ cost: Cell, _ cross: Column) -> Markup {
    let baseline = model.result.baseline
    let others = model.ranked(cross, model.choices).filter { $0.name != baseline }
      .compactMap { cross.cell($0.name) }.filter { $0.value != nil }
    var parts: [Markup] = ["The same content costs ", times(cost)]
    parts += [.text(" \(english) with "), isolated(baseline), answer.interval(cost)]
    var last = ""
    for (place, cell) in others.prefix(others.count > 3 ? 1 : 3).enumerated() {
      let verb = verb(cell.row.tokenizer)
      parts += [place == 0 ? "; " : ", ", isolated(cell.row.tokenizer)]
      // The verb is left out where it is that of the one before.
      let words = verb == last ? verb.split(separator: " ").last.map { " \($0) " } ?? " " : verb
      parts += [.text(words), answer.number(cell)]
      if place == 0 {
        parts += [" of ", isolated(baseline), .text("\u{2019}s \(english)"), answer.interval(cell)]
      }
      last = verb
    }
    return .group(parts + [". "])
  }

  /// What a tokenizer does to the baseline's price: no difference is claimed that was not found.
  private func verb(_ tokenizer: String) -> String {
    let row = model.comparison(
      tokenizer, metric: "fertility", corpus: answer.corpus, language: model.result.focus)
    switch row.map(Verdict.init) {
    case .fewer: return " brings that to "
    case .more: return " raises that to "
    case .equal: return " leaves that about equal at "
    case .untested, nil: return " comes to "
    }
  }

  private func times(_ cell: Cell) -> Markup {
    .group([answer.number(cell), .text("\(NumberText.thin)×")])
  }

  /// The conditions: what is divided by what, on which pairs, resampled how.
  func label(_ column: Column) -> String {
    var policy = column.policy
    policy.further.removeAll { $0.name == "referenceLanguage" }
    var parts = ["parity, all tokens against those of \(english) for the same lines"]
    parts += PolicyText.departures(policy)
    if let cell = column.cells.first(where: { $0.value != nil }) {
      parts.append(
        "\(answer.corpus), \(NumberText.count(cell.row.n)) \(cell.row.countedAs)")
    }
    if let record = model.language(model.result.focus, of: answer.corpus) {
      parts.append("resampled by \(PolicyText.units(record.units, of: policy.unit))")
    }
    return parts.joined(separator: " · ")
  }
}
