import Groundwork
import TokenizerMetrics

/// `index.html` of a sweep: the answer and the curve first, then what else is known, then how and of what.
struct SweepPage: Sendable {
  let result: SweepResult
  private var text: SweepText { SweepText(result: result) }

  /// The page's text.
  func page() throws(Failure) -> String {
    try HTMLPage(title: text.title, version: result.derlius, styles: [SweepStyle.sheet]) {
      content()
    }.text()
  }

  @MarkupBuilder private func content() -> [Markup] {
    let figures = SweepFigures(result: result)
    let sections = sections(figures)
    h("header") {
      h("h1") { text.title }
      h("p", ["class": "provenance"]) {
        text.provenance
        if !result.warnings.isEmpty || !result.gaps.isEmpty {
          " · "
          h("a", ["href": "#missing"]) { "missing sizes and warnings" }
        }
      }
    }
    text.answers.map { answer in h("p", ["class": "answer"]) { answer } }
    if let cheapest = text.cheapest { h("p", ["class": "answer"]) { cheapest } }
    h("p", ["class": "policy"]) {
      text.policy
      " "
      h("a", ["href": "#method"]) { "How this was measured" }
    }
    figures.fertility()
    figures.savings()
    h("p", ["class": "source"]) { Headings.downstream }
    h("nav", ["aria-label": "Sections"]) {
      sections.map { section in h("a", ["href": "#\(section.id)"]) { section.title } }
    }
    sections.map { $0.markup() }
  }

  private func sections(_ figures: SweepFigures) -> [Section] {
    var sections: [Section] = []
    let costs = figures.costs()
    if !costs.isEmpty {
      sections.append(Section("cost", "What a size costs a model") { costs })
    }
    sections.append(
      Section("measures", "Other measures by size") {
        figures.measures()
        SweepTable(
          result: result, columns: result.metrics.map(SweepColumn.metric),
          caption: "Everything that was measured on the held-out text.", id: "table-measures"
        ).markup()
      })
    if let missing = SweepSections.missing(result) { sections.append(missing) }
    sections.append(SweepSections.method(result))
    sections.append(SweepSections.inputs(result))
    sections.append(SweepSections.train(result))
    return sections
  }
}
