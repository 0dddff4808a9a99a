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

  /// A claim's sentences, and the conditions that they hold under.
  struct Claim {
    var sentences: [Markup]
    var policy: String
  }

  /// What is claimed, each under its own conditions: tokens per word, then the price of the same content.
  func claims() -> [Claim] {
    var label = Headings.policyLabel(model, corpus: corpus, column: column)
    if model.choices.count == 1 { label += " · one tokenizer, nothing to compare it with" }
    let words = [fertility(), comparison(), spaces(), thousandWords()].filter { !$0.isEmpty }
    var claims = [Claim(sentences: words, policy: label)]
    let parity = ParityClaim(answer: self)
    if let column = parity.column, case let sentence = parity.sentence(), !sentence.isEmpty {
      claims.append(Claim(sentences: [sentence], policy: parity.label(column)))
    }
    return claims
  }

  /// All sentences, in order.
  func sentences() -> [Markup] { claims().flatMap(\.sentences) }

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
    let claim = Verdict.parts(row, confidence: model.result.resampling.confidence)
    let verb = [.equal, .untested].contains(Verdict(row)) ? " is " : " needs "
    let place = model.result.comparisons.firstIndex(of: row)
    return .group([
      isolated(subject.name), .text(verb),
      h("a", ["class": "n", "href": place.map { "#c\($0)" }]) { claim.head },
      .text(claim.tail), ". ",
    ])
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

  /// What a thousand words cost with the baseline and with the leader; the others' follow from their fertility.
  ///
  /// `1 000 Lithuanian words = 3 405 tokens with cl100k_base, 1 667 with lt-bpe-32k; 1 000 English words = …`
  func thousandWords() -> Markup {
    let baseline = ranked.filter { $0.name == model.result.baseline }
    let leader = ranked.prefix(1).filter { $0.name != model.result.baseline }
    let cells = (baseline + leader).compactMap { column.cell($0.name) }
    guard !cells.isEmpty else { return .none }
    let thousand = NumberText.count(1000)
    var parts: [Markup] = [.text("\(thousand) \(model.focusName) words = ")]
    for (place, cell) in cells.enumerated() {
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
    return .group(parts + [". "])
  }

  /// A value that leads to its row.
  func number(_ cell: Cell) -> Markup {
    link(cell, cell.value.map { NumberText.significant($0) } ?? "–")
  }

  private func link(_ cell: Cell, _ text: String) -> Markup {
    h("a", ["class": "n", "href": "#v\(cell.index)"]) { text }
  }

  /// The interval in brackets, or why there is none.
  func interval(_ cell: Cell) -> Markup {
    guard let value = cell.value else { return .none }
    guard let (low, high) = cell.interval else {
      return cell.row.why.map { .text(" (\($0))") } ?? .none
    }
    let decimals = NumberText.decimals(of: value, significant: 3)
    let level = NumberText.percent(model.result.resampling.confidence)
    return .text(" (\(level) \(NumberText.interval(low, high, decimals: decimals)))")
  }
}
