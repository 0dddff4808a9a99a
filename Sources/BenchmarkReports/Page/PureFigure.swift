import TokenizerMetrics

/// %pure against tokens per word, with the front of those that nobody beats in both.
struct PureFigure: Sendable {
  let model: ReportModel
  let corpus: String
  let language: String
  let pure: Column
  let fertility: Column
  /// Unique on the page.
  let place: String

  /// Nil where one of both was not measured.
  init?(_ model: ReportModel, corpus: String, language: String, place: String) {
    guard let pure = model.column("pure", corpus: corpus, language: language),
      let fertility = model.column("fertility", corpus: corpus, language: language)
    else { return nil }
    (self.model, self.corpus, self.language, self.place) = (model, corpus, language, place)
    (self.pure, self.fertility) = (pure, fertility)
  }

  private func values(_ tokenizers: [TokenizerRecord]) -> [(
    tokenizer: TokenizerRecord, x: Cell, y: Cell
  )] {
    model.ranked(fertility, tokenizers).compactMap { tokenizer in
      guard let x = fertility.cell(tokenizer.name), let y = pure.cell(tokenizer.name),
        x.value != nil, y.value != nil
      else { return nil }
      return (tokenizer, x, y)
    }
  }

  /// The names on the front, from the fewest tokens per word on.
  var front: [String] {
    let members = values(model.choices)
    return ScatterChart.front(members.map { ($0.x.value ?? 0, $0.y.value ?? 0) }).map {
      members[$0].tokenizer.name
    }
  }

  /// The chart; nil with fewer than two tokenizers.
  func chart() -> ScatterChart? {
    let members = values(model.choices)
    guard members.count > 1 else { return nil }
    let front = front
    return ScatterChart(
      title: finding(front, members.count),
      description:
        "A point for each tokenizer: to the right more tokens per word, upwards more tokens that "
        + "are one morpheme. The dashed line is the Pareto front; hollow points are controls. The numbers are "
        + "in the table that follows.",
      points: (members + values(model.controls)).map { member in
        .init(
          label: member.tokenizer.name, x: member.x.value ?? 0, y: member.y.value ?? 0,
          xInterval: member.x.interval, yInterval: member.y.interval,
          kind: member.tokenizer.isControl ? .control : .plain,
          isOnFront: front.contains(member.tokenizer.name))
      }, xName: "tokens per word", yName: "%pure", frontName: "Pareto front")
  }

  private func finding(_ front: [String], _ count: Int) -> String {
    let names =
      front.count > 4
      ? "\(NumberText.count(front.count)) of \(NumberText.count(count)) tokenizers"
      : front.map(plain).joined(separator: ", ")
    return front.count == 1
      ? "\(names) has both the fewest tokens per word and the most tokens that are one morpheme"
      : "On the Pareto front: \(names); none of the others is better in one and as good in the other"
  }

  func markup() -> Markup {
    guard let chart = chart() else { return .none }
    return Figure(
      id: "figure-pure-\(place)", finding: chart.title,
      unit: "%pure against fertility; the dashed line is the front, hollow points are controls",
      source:
        "\(corpus), \(model.languages[language]); fertility of \(PolicyText.words(fertility.policy)); "
        + "%pure of \(PolicyText.words(pure.policy))",
      limits:
        "which tokenizer is better. Whole words are few tokens and seldom one morpheme, so one measure is "
        + "bought with the other, and neither tells how well a model learns.",
      table: table(chart.title)
    ).markup(
      .group([
        chart.drawn(.wide, id: "pure-\(place)", class: "wide"),
        chart.drawn(.narrow, id: "pure-\(place)-narrow", class: "narrow"),
      ]))
  }

  private func table(_ caption: String) -> Markup {
    let members = values(model.choices) + values(model.controls)
    let front = front
    func cell(_ cell: Cell, _ column: Column) -> Markup {
      let decimals = NumberText.columnDecimals(column.cells.compactMap(\.value), significant: 4)
      return numberCell(
        cell.value ?? 0, NumberText.fixed(cell.value ?? 0, decimals: decimals),
        interval: cell.interval,
        small: cell.interval.map { NumberText.interval($0.low, $0.high, decimals: decimals) } ?? "")
    }
    return TableFrame(id: "table-pure-\(place)", caption: caption, policy: pure.policy).markup {
      h("thead") {
        h("tr") {
          head("Tokenizer")
          head(.text(fertility.metric.name), small: fertility.metric.meaning)
          head(.text(pure.metric.name), small: pure.metric.meaning)
          head("front", class: "text")
        }
      }
      h("tbody") {
        members.map { member in
          h("tr") {
            h("th", ["scope": "row"]) { isolated(member.tokenizer.name) }
            cell(member.x, fertility)
            cell(member.y, pure)
            h("td", ["class": "text"]) {
              member.tokenizer.isControl
                ? "control" : front.contains(member.tokenizer.name) ? "on it" : ""
            }
          }
        }
      }
    }
  }
}
