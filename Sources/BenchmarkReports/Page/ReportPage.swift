import Groundwork
import TokenizerMetrics

/// `index.html`: the answer, a sentence and a chart first; then depth; trust, complete, at the end.
struct ReportPage: Sendable {
  let model: ReportModel
  /// Commands that recompute the report, one per line.
  let commands: [String]

  /// The page's text.
  func text() throws(Failure) -> String {
    let title = Headings.title(model)
    let head = try PageHead.markup(
      title: title, version: model.result.derlius,
      styles: [PageStyle.sheet, PageStyle.phoneAndPaper], scripts: [PageScript.code])
    let page = h("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"]) {
      head
      h("body") {
        h("main") { top(title) }
        Markup.data(id: "result", PageData.text(model.result))
        Markup.trusted("script", PageScript.code)
      }
    }
    return "<!DOCTYPE html>\n" + page.rendered() + "\n"
  }

  @MarkupBuilder private func top(_ title: String) -> [Markup] {
    let sections = sections()
    h("header") {
      h("h1") { title }
      h("p", ["class": "provenance"]) {
        Headings.provenance(model)
        trouble()
      }
      if let notice = model.result.notice {
        h("p", ["class": "notice", "role": "note"]) { notice }
      }
    }
    if let answer = Answer(model) {
      h("p", ["class": "answer"]) { answer.sentences() }
      h("p", ["class": "policy"]) {
        Headings.policyLabel(model, corpus: answer.corpus, column: answer.column)
        " "
        h("a", ["href": "#method"]) { "How this was measured" }
      }
      lanes(answer)
      FertilityFigure(answer: answer).markup()
      h("p", ["class": "answer"]) { answer.thousandWords() }
    } else {
      h("p", ["class": "answer"]) {
        "Tokens per word of \(model.focusName) were not measured here; what was stands below."
      }
      lanes(nil)
    }
    h("p", ["class": "source"]) { Headings.downstream }
    h("nav", ["aria-label": "Sections"]) {
      sections.map { section in h("a", ["href": "#\(section.id)"]) { section.title } }
    }
    sections.map { $0.markup() }
  }

  /// A link to what is missing or doubtful, beside the provenance.
  private func trouble() -> Markup {
    let missing = model.result.missing.count
    let warnings = model.result.warnings.count
    guard missing + warnings > 0 else { return .none }
    var parts: [String] = []
    if missing > 0 { parts.append("\(NumberText.count(missing)) missing") }
    if warnings > 0 {
      parts.append("\(NumberText.count(warnings)) \(warnings == 1 ? "warning" : "warnings")")
    }
    return .group([" · ", h("a", ["href": "#missing"]) { parts.joined(separator: ", ") }])
  }

  private func lanes(_ answer: Answer?) -> Markup {
    let own = model.result.showcase.first { $0.language == model.result.focus }
    guard let sentence = own ?? model.result.showcase.first else { return .none }
    return lanes(sentence, answer)
  }

  private func lanes(_ sentence: ShowcaseSentence, _ answer: Answer?) -> Markup {
    SentenceLanes(
      model: model, sentence: sentence, order: answer?.ranked.map(\.name) ?? [],
      focus: answer?.leader?.name
    ).markup()
  }

  private func sections() -> [Section] {
    [
      ComparisonSection.make(model), LanguagesSection.make(model), MorphologySection.make(model),
      SensitivitySection.make(model), DiagnosticsSection.make(model),
      GroupSections.diagnostics(model), GroupSections.distribution(model),
      GroupSections.compatibility(model), moreSentences(), missing(), MethodSection.make(model),
      InputsSection.make(model), verify(),
    ].compactMap { $0 }
  }

  private func moreSentences() -> Section? {
    let lead = model.result.showcase.firstIndex { $0.language == model.result.focus } ?? 0
    let rest = model.result.showcase.enumerated().filter { $0.offset != lead }.map(\.element)
    guard !rest.isEmpty else { return nil }
    let answer = Answer(model)
    return Section("sentences", "More sentences") { rest.map { lanes($0, answer) } }
  }

  private func missing() -> Section? {
    let result = model.result
    guard !result.missing.isEmpty || !result.warnings.isEmpty else { return nil }
    return Section("missing", "Missing inputs and warnings") {
      h("ul") {
        result.missing.map { missing in
          h("li") {
            h("b") { isolated(missing.name) }
            " is missing: \(missing.why)"
          }
        }
        result.warnings.map { warning in h("li") { warning } }
      }
    }
  }

  private func verify() -> Section {
    Section("verify", "Verify it yourself") {
      h("p") {
        "With manifest.json of this folder and the inputs named above, this gives the same files; "
          + "inputs are found by their hashes. With the versions named above, on Linux on x86-64, "
          + "every byte is the same."
      }
      h("pre") { h("code") { commands.joined(separator: "\n") } }
      h("p") {
        "The folder also holds "
        h("a", ["href": "result.json"]) { "result.json" }
        " (everything, one row per line), "
        h("a", ["href": "results.csv"]) { "results.csv" }
        ", "
        h("a", ["href": "results.md"]) { "results.md" }
        ", "
        h("a", ["href": "results.tex"]) { "results.tex" }
        ", "
        h("a", ["href": "methods.txt"]) { "methods.txt" }
        " (for a paper's section on methods) and "
        h("a", ["href": "manifest.json"]) { "manifest.json" }
        "."
      }
    }
  }
}
