import Groundwork
import TokenizerMetrics

/// The page of `report diff`: what changed in a sentence, then what went in, then the numbers by metric.
public struct DifferencesPage: Sendable {
  private let differences: ReportDifferences
  private let names: (old: String, new: String)
  private let languages: LanguageNames
  private var text: DifferencesText { DifferencesText(differences) }

  /// The most rows that a table of the page shows; the JSON has all.
  static let most = 200

  /// Creates the page.
  ///
  /// - Parameters:
  ///   - differences: what changed.
  ///   - names: what the two reports are called, such as their folders' names.
  public init(_ differences: ReportDifferences, names: (old: String, new: String)) {
    self.differences = differences
    self.names = names
    languages = LanguageNames(
      tags: differences.rows.compactMap { $0.row?.language },
      named: differences.languageNames)
  }

  /// The page's text.
  ///
  /// - Throws: when libcrypto gives no SHA-256 for the page's policy.
  public func html() throws(Failure) -> String {
    let title = "What changed from \(names.old) to \(names.new)"
    return try HTMLPage(title: title, version: Version.derlius) { content(title) }.text()
  }

  @MarkupBuilder private func content(_ title: String) -> [Markup] {
    let sections = sections()
    h("header") {
      h("h1") { title }
      h("p", ["class": "provenance"]) {
        "derlius \(differences.versions.old) and \(differences.versions.new) · compared by derlius "
          + Version.derlius
      }
    }
    h("p", ["class": "answer"]) { text.summary }
    if let sentence = largest() { h("p", ["class": "answer"]) { sentence } }
    h("p", ["class": "source"]) {
      "A value beyond both intervals lies outside the other report's interval, and that one's value outside its own. "
        + "Intervals tell of other text of the same kind: on the same text any difference is one of the programs or "
        + "the inputs."
    }
    h("nav", ["aria-label": "Sections"]) {
      sections.map { section in h("a", ["href": "#\(section.id)"]) { section.title } }
    }
    sections.map { $0.markup() }
  }

  /// The change that moves a value most, as a ratio.
  private func largest() -> String? {
    let changed = Self.largestFirst(differences.rows(.changed))
    guard let first = changed.first, let row = first.row, first.ratio != nil else { return nil }
    let values = text.values(first, digits: 3)
    return
      "The largest change is that of \(name(row.metric)) with \(plain(row.tokenizer)) for "
      + "\(languages[row.language]) in \(plain(row.corpus)): \(values.old) became \(values.new), "
      + "\(text.ratio(first, digits: 3))\(NumberText.thin)×."
  }

  private func sections() -> [Section] {
    var sections: [Section] = []
    if !differences.changes.isEmpty || !differences.metricChanges.isEmpty {
      sections.append(Section("inputs", "What went in") { inputs() })
    }
    let changed = differences.rows(.changed) + differences.rows(.policy)
    if !changed.isEmpty {
      sections.append(Section("values", "Values that differ") { values(changed) })
    }
    let intervals = differences.rows(.interval)
    if !intervals.isEmpty {
      sections.append(
        Section("intervals", "Other intervals alone") {
          table("intervals", intervals, "The same values with another interval.", kind: .interval)
        })
    }
    let one = differences.rows(.removed)
    let two = differences.rows(.added)
    if !one.isEmpty || !two.isEmpty {
      sections.append(
        Section("only", "In one report alone") {
          if !one.isEmpty { table("removed", one, "Only in \(names.old).", kind: .removed) }
          if !two.isEmpty { table("added", two, "Only in \(names.new).", kind: .added) }
        })
    }
    return sections
  }

  @MarkupBuilder private func inputs() -> [Markup] {
    InputsSection.table(
      "table-inputs", "Versions, settings and inputs that are not the same",
      ["kind", "name", names.old, names.new],
      differences.changes.map { change in
        [change.kind, change.name, text.short(change.old), text.short(change.new)]
      }, numbers: [])
    if !differences.metricChanges.isEmpty {
      h("h3") { "Metrics that changed between the two versions" }
      h("ul") {
        differences.metricChanges.map { change in
          h("li") {
            "Since \(change.version): \(change.metrics.joined(separator: ", ")) \(change.why)."
          }
        }
      }
    }
  }

  @MarkupBuilder private func values(_ changes: [ReportDifferences.RowChange]) -> [Markup] {
    let ids = changes.compactMap { $0.row?.metric }
    var seen: Set<String> = []
    let metrics = ids.filter { seen.insert($0).inserted }
    metrics.map { metric in
      let rows = changes.filter { $0.row?.metric == metric }
      return .group([
        h("h3", ["id": "metric-\(metric)"]) { name(metric) },
        table("values-\(metric)", rows, "The largest change first.", kind: .changed),
      ])
    }
  }

  /// The largest changes first; equal ones as they stand.
  public static func largestFirst(_ rows: [ReportDifferences.RowChange]) -> [ReportDifferences
    .RowChange]
  {
    func size(_ change: ReportDifferences.RowChange) -> Double {
      guard let ratio = change.ratio else { return .infinity }
      return ratio > 0 ? max(ratio, 1 / ratio) : .greatestFiniteMagnitude
    }
    let sized = rows.enumerated().map {
      (place: $0.offset, size: size($0.element), row: $0.element)
    }
    let withRatio = sized.filter { $0.size.isFinite }.sorted {
      $0.size != $1.size ? $0.size > $1.size : $0.place < $1.place
    }
    return withRatio.map(\.row) + sized.filter { !$0.size.isFinite }.map(\.row)
  }

  private func table(
    _ id: String, _ rows: [ReportDifferences.RowChange], _ caption: String,
    kind: ReportDifferences.Kind
  ) -> Markup {
    let shown = Self.largestFirst(rows).prefix(Self.most)
    let isSingle = kind == .added || kind == .removed
    let rest =
      rows.count > shown.count
      ? " \(NumberText.count(shown.count)) of \(NumberText.count(rows.count)); "
        + "derlius report diff --json prints all." : ""
    let heads =
      isSingle
      ? ["tokenizer", "corpus", "language", "metric", "value", "interval"]
      : [
        "tokenizer", "corpus", "language", names.old, names.new, "difference", "ratio", "intervals",
      ]
    return TableFrame(id: "table-\(id)", caption: caption + rest).markup {
      h("thead") {
        h("tr") {
          heads.enumerated().map { place, name in
            head(.text(name), class: place < (isSingle ? 4 : 3) ? "text" : nil)
          }
        }
      }
      h("tbody") { shown.map { isSingle ? single($0) : pair($0) } }
    }
  }

  private func single(_ change: ReportDifferences.RowChange) -> Markup {
    let row = change.row
    let values = text.values(change)
    return h("tr") {
      h("th", ["scope": "row"]) { isolated(row?.tokenizer ?? "") }
      h("td", ["class": "text"]) { isolated(row?.corpus ?? "") }
      h("td", ["class": "text"]) { languages[row?.language ?? "*"] }
      h("td", ["class": "text"]) { name(row?.metric ?? "") }
      h("td", ["data-v": row?.value.map(NumberText.exact)]) { values.old + values.new }
      h("td") { text.interval(row) }
    }
  }

  private func pair(_ change: ReportDifferences.RowChange) -> Markup {
    let row = change.row
    let isOut = change.placing == .outside
    let values = text.values(change)
    return h("tr") {
      h("th", ["scope": "row"]) {
        isolated(row?.tokenizer ?? "")
        if !change.policyChange.isEmpty { h("small") { change.policyChange } }
      }
      h("td", ["class": "text"]) { isolated(row?.corpus ?? "") }
      h("td", ["class": "text"]) { languages[row?.language ?? "*"] }
      number(change.old, values.old)
      number(change.new, values.new)
      h("td", ["data-v": change.difference.map(NumberText.exact)]) { text.difference(change) }
      h("td", ["class": isOut ? "best" : nil, "data-v": change.ratio.map(NumberText.exact)]) {
        text.ratio(change)
      }
      h("td") { text.placing(change) }
    }
  }

  private func number(_ row: RecordedResult.Row?, _ value: String) -> Markup {
    let interval = text.interval(row)
    return h("td", ["data-v": row?.value.map(NumberText.exact)]) {
      value
      if !interval.isEmpty { h("small") { interval } }
    }
  }

  private func name(_ metric: String) -> String {
    differences.metricNames.first { $0.name == metric }?.value ?? metric
  }
}
