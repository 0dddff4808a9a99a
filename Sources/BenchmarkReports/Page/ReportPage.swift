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
    return try HTMLPage(
      title: title, version: model.result.derlius,
      data: .data(id: "result", PageData.text(model.result))
    ) { top(title) }.text()
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
      answer.claims().enumerated().map { place, claim in
        .group([
          h("p", ["class": "answer"]) { claim.sentences },
          h("p", ["class": "policy"]) {
            claim.policy
            if place == 0 {
              " "
              h("a", ["href": "#method"]) { "How this was measured" }
            }
          },
        ])
      }
      lanes(answer)
      FertilityFigure(answer: answer).markup()
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
    var parts: [Markup] = []
    if missing > 0 {
      parts += [" · ", h("a", ["href": "#missing"]) { "\(NumberText.count(missing)) missing" }]
    }
    if warnings > 0 {
      let noun = warnings == 1 ? "warning" : "warnings"
      parts += [
        " · ", h("a", ["href": "#warnings"]) { "\(NumberText.count(warnings)) \(noun)" },
      ]
    }
    return .group(parts)
  }

  private func lanes(_ answer: Answer?) -> Markup {
    guard let place = lead else {
      if model.result.showsText { return .none }
      return h("p", ["class": "source"]) {
        "Sentences of the corpora are not shown: the report was made with --no-text."
      }
    }
    return lanes(place, answer)
  }

  /// The place of the sentence that leads: of the answer's corpus, else of the language, else any.
  private var lead: Int? {
    let sentences = model.result.showcase
    return sentences.firstIndex { $0.language == model.result.focus && $0.corpus == model.corpus }
      ?? sentences.firstIndex { $0.language == model.result.focus } ?? sentences.indices.first
  }

  private func lanes(_ place: Int, _ answer: Answer?) -> Markup {
    SentenceLanes(
      model: model, sentence: model.result.showcase[place],
      order: answer?.ranked.map(\.name) ?? [], focus: answer?.leader?.name, place: place
    ).markup()
  }

  private func sections() -> [Section] {
    [
      ComparisonSection.make(model), LanguagesSection.make(model), MorphologySection.make(model),
      SensitivitySection.make(model), moreSentences(),
      WorstSentencesSection.make(model, order: Answer(model)?.ranked.map(\.name) ?? []),
      DiagnosticsSection.make(model),
      GroupSections.diagnostics(model), GroupSections.distribution(model),
      GroupSections.compatibility(model), ControlsSection.make(model),
      WarningsSection.make(model), UncomputedSection.make(model), MethodSection.make(model),
      InputsSection.make(model), verify(),
    ].compactMap { $0 }
  }

  private func moreSentences() -> Section? {
    let rest = model.result.showcase.indices.filter { $0 != lead }
    guard !rest.isEmpty else { return nil }
    let answer = Answer(model)
    return Section("sentences", "More sentences") { rest.map { lanes($0, answer) } }
  }

  private func verify() -> Section {
    Section("verify", "Verify it yourself") {
      h("p") {
        "With manifest.json of this folder and the inputs named above, this gives the same files. "
          + "Inputs are found by their hashes: where an earlier run on the machine found them, in the folder of "
          + "vocabularies, or under a folder that --inputs names. With the versions named above, on Linux on x86-64, "
          + "every byte is the same; verify names what differs, and ends with exit code 1."
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
