import TokenizerMetrics

/// Tokens per word by the size of the vocabulary, a named point for each tokenizer.
struct SizeFigure: Sendable {
  let model: ReportModel
  let corpus: String
  let column: Column
  /// The corpus's place among those of the page.
  let place: Int

  /// The tokenizers with a size and a value, the cheapest first.
  private var members: [(tokenizer: TokenizerRecord, cell: Cell, value: Double)] {
    model.ranked(column, model.choices).compactMap { tokenizer in
      guard tokenizer.vocabularySize > 0, let cell = column.cell(tokenizer.name),
        let value = cell.value
      else { return nil }
      return (tokenizer, cell, value)
    }
  }

  /// The chart; nil where all sizes are one.
  func chart() -> ScatterChart? {
    let members = members
    guard Set(members.map(\.tokenizer.vocabularySize)).count > 1 else { return nil }
    return ScatterChart(
      title: finding(members),
      description:
        "A point for each of \(NumberText.count(members.count)) tokenizers: to the right the "
        + "larger vocabulary, on a logarithmic scale, upwards the more tokens per word. The numbers are in "
        + "the table that follows.",
      points: members.enumerated().map { index, member in
        .init(
          label: member.tokenizer.name, x: Double(member.tokenizer.vocabularySize), y: member.value,
          yInterval: member.cell.interval, kind: index == 0 ? .focus : .plain)
      }, xName: "ids in the vocabulary, logarithmic", yName: "tokens per word", isLogarithmic: true)
  }

  func markup() -> Markup {
    guard let chart = chart() else { return .none }
    return Figure(
      id: "figure-sizes-\(place)", finding: chart.title,
      unit: "fertility by size of the vocabulary; lower is cheaper",
      source:
        "\(corpus), \(model.focusName); \(PolicyText.words(column.policy)); ids as the files have them, "
        + "special ones too",
      limits:
        "what size alone does. These tokenizers also differ in the text they were trained on and in how "
        + "they divide text first; a sweep trains sizes on one text.",
      table: table(chart.title)
    ).markup(
      .group([
        chart.drawn(.wide, id: "sizes-\(place)", class: "wide"),
        chart.drawn(.narrow, id: "sizes-\(place)-narrow", class: "narrow"),
      ]))
  }

  private func finding(
    _ members: [(tokenizer: TokenizerRecord, cell: Cell, value: Double)]
  ) -> String {
    func named(_ member: (tokenizer: TokenizerRecord, cell: Cell, value: Double)) -> String {
      "\(plain(member.tokenizer.name)) with \(NumberText.count(member.tokenizer.vocabularySize)) ids"
    }
    guard let first = members.first,
      let largest = members.max(by: {
        $0.tokenizer.vocabularySize < $1.tokenizer.vocabularySize
      })
    else { return "Size and fertility" }
    let (few, many) = (
      NumberText.significant(first.value), NumberText.significant(largest.value)
    )
    if first.tokenizer.vocabularySize == largest.tokenizer.vocabularySize {
      return "The largest vocabulary is the cheapest: \(named(first)) needs \(few) tokens per word"
    }
    // Under one per cent nothing is claimed, nor where intervals overlap and no paired test tells the two apart.
    let overlap =
      first.cell.interval.map { own in
        largest.cell.interval.map { own.high >= $0.low } ?? false
      } ?? false
    let differs = tested(first.tokenizer, largest.tokenizer) ?? !overlap
    if largest.value < first.value * 1.01 || !differs {
      return
        "\(named(first)) needs about as many tokens per word as \(named(largest)): \(few) and \(many)"
    }
    return
      "The largest vocabulary is not the cheapest: \(named(first)) needs \(few) tokens per word, "
      + "\(named(largest)) \(many)"
  }

  /// Whether a paired test tells two tokenizers apart; nil where there is none, as it is only made with the baseline.
  private func tested(_ one: TokenizerRecord, _ two: TokenizerRecord) -> Bool? {
    let baseline = model.result.baseline
    guard one.name == baseline || two.name == baseline else { return nil }
    let other = one.name == baseline ? two : one
    let row = model.comparison(
      other.name, metric: column.metric.id, corpus: corpus, language: model.result.focus)
    switch row.map({ Verdict($0) }) {
    case .fewer, .more: return true
    case .equal: return false
    case .untested, nil: return nil
    }
  }

  private func table(_ caption: String) -> Markup {
    let members = members
    let decimals = NumberText.columnDecimals(members.map(\.value), significant: 4)
    return TableFrame(id: "table-sizes-\(place)", caption: caption, policy: column.policy).markup {
      h("thead") {
        h("tr") {
          head("Tokenizer")
          head("vocabulary", small: "ids")
          head(.text(column.metric.name), small: column.metric.meaning)
        }
      }
      h("tbody") {
        members.map { member in
          h("tr") {
            h("th", ["scope": "row"]) { isolated(member.tokenizer.name) }
            numberCell(
              Double(member.tokenizer.vocabularySize),
              NumberText.count(member.tokenizer.vocabularySize))
            numberCell(
              member.value, NumberText.fixed(member.value, decimals: decimals),
              interval: member.cell.interval,
              small: member.cell.interval.map {
                NumberText.interval($0.low, $0.high, decimals: decimals)
              } ?? "")
          }
        }
      }
    }
  }
}
