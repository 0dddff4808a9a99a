import TokenizerMetrics

/// The answer in sentences: every number from a row and linked to it, every comparison through `Verdict`.
struct Answer: Sendable {
  let model: ReportModel
  let corpus: String
  let column: Column
  /// Tokenizers with a value, the fewest tokens per word first.
  let ranked: [TokenizerRecord]

  /// Nil when the focus language has no fertility.
  init?(_ model: ReportModel) {
    guard let corpus = model.corpus,
      let column = model.column("fertility", corpus: corpus, language: model.result.focus)
    else { return nil }
    self.model = model
    self.corpus = corpus
    self.column = column
    ranked = model.ranked(column, model.choices).filter { column.cell($0.name)?.value != nil }
  }

  /// The tokenizer with the fewest tokens per word.
  var leader: TokenizerRecord? { ranked.first }

  /// Where the baseline's English stands, when there is one under the same policy.
  var reference: Cell? {
    guard let language = model.result.referenceLanguage, language != model.result.focus else {
      return nil
    }
    let columns = model.columns("fertility", corpus: corpus, language: language)
    return columns.first { $0.policy == column.policy }?.cell(model.result.baseline)
  }

  /// All sentences of the first paragraph.
  func sentences() -> [Markup] {
    [fertility(), comparison(), parity(), spaces()].filter { !$0.isEmpty }
  }

  /// The numbers, ranked.
  ///
  /// `x needs 1.66 tokens per Lithuanian word (95 % 1.64–1.68); y needs 2.59, z 3.41.`
  private func fertility() -> Markup {
    guard let leader, let cell = column.cell(leader.name) else {
      let why = column.cells.first?.why ?? "not computed"
      return "Tokens per word could not be computed: \(why)."
    }
    return .group([
      h("b") { isolated(leader.name) },
      " needs ", number(cell), .text(" tokens per \(model.focusName) word"), interval(cell),
      others(), ". ",
    ])
  }

  private func others() -> Markup {
    let rest = ranked.dropFirst()
    let cells = rest.compactMap { column.cell($0.name) }
    guard let first = cells.first, let last = cells.last else { return .none }
    if rest.count > 4 {
      return .group([
        .text("; the other \(NumberText.count(rest.count)) need "), number(first), " to ",
        number(last),
      ])
    }
    var parts: [Markup] = ["; "]
    for (place, cell) in cells.enumerated() {
      if place > 0 { parts.append(", ") }
      parts += [isolated(cell.row.tokenizer), place == 0 ? " needs " : " ", number(cell)]
    }
    return .group(parts)
  }

  /// How the leader (or, where it is the baseline, the next) compares with the baseline.
  private func comparison() -> Markup {
    let subject = leader?.name == model.result.baseline ? ranked.dropFirst().first : leader
    guard let subject,
      let row = model.comparison(
        subject.name, metric: "fertility", corpus: corpus, language: model.result.focus)
    else { return .none }
    let claim = Verdict.claim(row, confidence: model.result.resampling.confidence)
    let verb = [.equal, .untested].contains(Verdict(row)) ? " is " : " needs "
    return .group([isolated(subject.name), .text(verb), .text(claim), ". "])
  }

  /// The price of the same content, the baseline's first.
  ///
  /// `The same content costs 1.71 × English with o200k_base; x brings that to 1.32 of o200k_base's
  /// English, y to 1.50.` Without cross premiums the plain ones of all, which say less.
  private func parity() -> Markup {
    let focus = model.result.focus
    guard let reference = model.result.referenceLanguage, reference != focus,
      let premium = model.column("premium", corpus: corpus, language: focus)
    else { return .none }
    let english = model.languages[reference]
    let baseline = model.result.baseline
    if let cost = premium.cell(baseline), cost.value != nil,
      let cross = model.column("premium_cross", corpus: corpus, language: focus)
    {
      let others = model.ranked(cross, model.choices).filter { $0.name != baseline }
        .compactMap { cross.cell($0.name) }.filter { $0.value != nil }
      var parts: [Markup] = ["The same content costs ", times(cost)]
      parts += [.text(" \(english) with "), isolated(baseline)]
      for (place, cell) in others.prefix(others.count > 3 ? 1 : 3).enumerated() {
        parts += [place == 0 ? "; " : ", ", isolated(cell.row.tokenizer)]
        parts += [place == 0 ? " brings that to " : " to ", number(cell)]
        if place == 0 { parts += [" of ", isolated(baseline), .text("\u{2019}s \(english)")] }
      }
      return .group(parts + [". "])
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
    }
    if shown.contains(where: { ($0.value ?? 1) < 1 }) {
      parts.append(.text(" (under 1: dear in \(english), not cheap here)"))
    }
    return .group(parts + [". "])
  }

  private func times(_ cell: Cell) -> Markup {
    .group([number(cell), .text("\(NumberText.thin)×")])
  }

  /// A warning where tokens per word mean little.
  private func spaces() -> Markup {
    guard column.policy.words == "whitespace",
      LanguageNames.isWrittenWithoutSpaces(model.result.focus)
    else { return .none }
    return .text(
      "\(model.focusName) is written without spaces, so a white-space word is a whole phrase: "
        + "compare tokenizers by it, never languages. ")
  }

  /// What a thousand words cost.
  ///
  /// `1 000 words = 3 405 tokens with cl100k_base, …`
  func thousandWords() -> Markup {
    let baseline = ranked.filter { $0.name == model.result.baseline }
    let others = ranked.filter { $0.name != model.result.baseline }
    let shown = (baseline + others).prefix(6).compactMap { column.cell($0.name) }
    guard !shown.isEmpty else { return .none }
    let thousand = NumberText.count(1000)
    var parts: [Markup] = [.text("\(thousand) \(model.focusName) words = ")]
    for (place, cell) in shown.enumerated() {
      if place > 0 { parts.append(", ") }
      parts.append(link(cell, NumberText.fixed((cell.value ?? 0) * 1000, decimals: 0)))
      parts += [place == 0 ? " tokens with " : " with ", isolated(cell.row.tokenizer)]
    }
    if let reference, let value = reference.value {
      let name = model.languages[reference.row.language]
      parts += [
        .text("; \(thousand) \(name) words = "),
        .text(NumberText.fixed(value * 1000, decimals: 0)), " with ",
        isolated(model.result.baseline),
      ]
    }
    return .group(parts + ["."])
  }

  private func number(_ cell: Cell) -> Markup {
    link(cell, cell.value.map { NumberText.significant($0) } ?? "–")
  }

  private func link(_ cell: Cell, _ text: String) -> Markup {
    h("a", ["class": "n", "href": "#v\(cell.index)"]) { text }
  }

  private func interval(_ cell: Cell) -> Markup {
    guard let (low, high) = cell.interval, let value = cell.value else { return .none }
    let decimals = NumberText.decimals(of: value, significant: 3)
    let level = NumberText.percent(model.result.resampling.confidence)
    return .text(" (\(level) \(NumberText.interval(low, high, decimals: decimals)))")
  }
}
