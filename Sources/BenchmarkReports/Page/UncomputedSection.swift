import TokenizerMetrics

/// What was wanted and is not there, each reason once.
enum UncomputedSection {
  /// Reasons of a list that are shown.
  static let reasons = 30

  static func make(_ model: ReportModel) -> Section? {
    let result = model.result
    let values = grouped(model, result.rows.filter { Cell(index: 0, row: $0).value == nil })
    let intervals = grouped(
      model,
      result.rows.filter { row in
        let cell = Cell(index: 0, row: row)
        return cell.value != nil && cell.interval == nil && row.why != nil
      })
    let tests = tests(model)
    let texts = texts(model)
    guard
      !result.missing.isEmpty || !values.isEmpty || !intervals.isEmpty || !tests.isEmpty
        || !texts.isEmpty
    else { return nil }
    return Section("missing", "What could not be computed, and why") {
      missing(result.missing)
      list("Left out", texts)
      list("No value", values)
      list("No interval", intervals)
      list("No test", tests)
    }
  }

  private static func missing(_ inputs: [MissingInput]) -> Markup {
    guard !inputs.isEmpty else { return .none }
    return .group([
      h("h3") { "Not here" },
      h("ul") {
        inputs.map { missing in
          h("li") {
            h("b") { isolated(missing.name) }
            " is missing: \(missing.why)"
          }
        }
      },
    ])
  }

  private static func list(_ title: String, _ entries: [(name: String, why: String)]) -> Markup {
    guard !entries.isEmpty else { return .none }
    let rest = entries.count - reasons
    return .group([
      h("h3") { title },
      h("ul") {
        entries.prefix(reasons).map { entry in
          h("li") {
            h("b") { entry.why.prefix(1).uppercased() + entry.why.dropFirst() }
            ": \(entry.name)"
          }
        }
        if rest > 0 { h("li") { "\(NumberText.count(rest)) reasons more stand in result.json." } }
      },
    ])
  }

  /// Rows by reason: which metrics, of whom, in which languages.
  private static func grouped(
    _ model: ReportModel, _ rows: [ResultRow]
  ) -> [(name: String, why: String)] {
    struct Group {
      var why: String
      var metrics: [String] = []
      var tokenizers: [String] = []
      var languages: [String] = []
    }
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for row in rows {
      let why = row.why ?? "not computed"
      let place = places[why] ?? groups.count
      if place == groups.count {
        groups.append(Group(why: why))
        places[why] = place
      }
      add(model.record(row.metric).name, to: &groups[place].metrics)
      let isControl = model.controls.contains { $0.name == row.tokenizer }
      add(
        isControl ? "the control \(row.tokenizer)" : plain(row.tokenizer),
        to: &groups[place].tokenizers)
      add(model.languages[row.language], to: &groups[place].languages)
    }
    return groups.map { group in
      let who =
        group.tokenizers.count >= model.choices.count
        ? "all tokenizers" : some(group.tokenizers, "tokenizers")
      let name =
        "\(some(group.metrics, "metrics")) of \(who) in \(some(group.languages, "languages"))"
      return (name: name, why: group.why)
    }
  }

  private static func tests(_ model: ReportModel) -> [(name: String, why: String)] {
    var found: [(name: String, why: String)] = []
    for row in model.result.comparisons where row.p == nil {
      let why = row.why ?? "not tested"
      if found.contains(where: { $0.why == why }) { continue }
      let alike = model.result.comparisons.filter { $0.p == nil && ($0.why ?? "not tested") == why }
      var metrics: [String] = []
      for row in alike { add(model.record(row.metric).name, to: &metrics) }
      found.append(
        (name: "differences from \(plain(row.baseline)) in \(some(metrics, "metrics"))", why: why))
    }
    return found
  }

  private static func texts(_ model: ReportModel) -> [(name: String, why: String)] {
    if !model.result.showsText {
      return [
        (
          name: "sentences, the words that cost most, and examples of what a form changed",
          why: "the report was made without text of its corpora (--no-text)"
        )
      ]
    }
    if !model.result.showcase.isEmpty, model.result.worstSentences.isEmpty {
      return [
        (
          name: "the worst sentences of each tokenizer",
          why: "no text has 4 to 24 words and at most 400 bytes"
        )
      ]
    }
    return []
  }

  private static func add(_ name: String, to names: inout [String]) {
    if !names.contains(name) { names.append(name) }
  }

  private static func some(_ names: [String], _ noun: String) -> String {
    names.count > 4
      ? "\(names.prefix(3).joined(separator: ", ")) and \(NumberText.count(names.count - 3)) other \(noun)"
      : names.joined(separator: ", ")
  }
}
