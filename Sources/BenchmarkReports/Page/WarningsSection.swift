import TokenizerMetrics

/// What a reader should know before believing a number: overlap with training text, repeats, foreign lines.
enum WarningsSection {
  /// Rows of the table of checks that are shown.
  static let rows = 40

  static func make(_ model: ReportModel) -> Section? {
    let others = otherWarnings(model)
    let overlap = overlap(model)
    let checks = checks(model)
    guard !others.isEmpty || !overlap.isEmpty || !checks.isEmpty else { return nil }
    return Section("warnings", "Warnings and checks of the text") {
      if !others.isEmpty {
        h("ul") { others.map { warning in h("li") { TokenText.plain(warning, scalars: 400) } } }
      }
      overlap
      checks
    }
  }

  /// Warnings that no table tells.
  static func otherWarnings(_ model: ReportModel) -> [String] {
    let told = model.result.checks.filter(\.isDoubt).map {
      "\($0.corpus) \($0.language): \($0.finding)"
    }
    return model.result.warnings.filter { !told.contains($0) }
  }

  /// Whether evaluation lines stand in training text, tokenizer by tokenizer.
  private static func overlap(_ model: ReportModel) -> Markup {
    let records = model.result.overlaps
    guard !records.isEmpty else { return .none }
    let known = records.filter { $0.training != nil }
    let found = known.filter { $0.exactLines + $0.sharingLines > 0 }
    var unknown: [String] = []
    for tokenizer in model.choices where !known.contains(where: { $0.tokenizer == tokenizer.name })
    {
      unknown.append(plain(tokenizer.name))
    }
    return .group([
      h("h3") { "Overlap with training text" },
      h("p") {
        "A tokenizer that was trained on the lines it is measured on looks better than it is. "
          + "Lines are compared whole (NFC, case and white space folded) and by runs of 8 words. "
        if !known.isEmpty, found.isEmpty { "None was found where training text was given. " }
        if !unknown.isEmpty {
          "Nothing is known of the training text of \(list(unknown)): overlap can be neither found nor ruled out."
        }
      },
      InputsSection.table(
        "table-overlaps", "Lines that also stand in training text.", isPart: true,
        [
          "tokenizer", "corpus", "language", "training text", "lines", "whole lines",
          "sharing 8 words",
        ],
        known.map { record in
          [
            record.tokenizer, record.corpus, model.languages[record.language],
            TokenText.plain(record.training ?? "", scalars: 200), NumberText.count(record.lines),
            NumberText.count(record.exactLines), NumberText.count(record.sharingLines),
          ]
        }, numbers: [4, 5, 6]),
    ])
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    if names.count > 6 { return "\(NumberText.count(names.count)) tokenizers" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }

  /// What was found in the texts, the focus language first, then what is in doubt.
  private static func checks(_ model: ReportModel) -> Markup {
    let all = model.result.checks
    let focus = all.filter { $0.language == model.result.focus }
    let doubts = all.filter { $0.language != model.result.focus && $0.isDoubt }
    let shown = (focus + doubts).prefix(rows)
    let rest = all.count - shown.count
    guard !model.result.corpora.isEmpty else { return .none }
    return .group([
      h("h3") { "What was looked for in the text" },
      h("p") {
        "Repeated texts, marks of failed conversion, control characters, misread encodings and text not in NFC; at the "
          + "start of each file also texts with many letters that the language does not use. A text in another language with "
          + "the same letters, and near repeats, are left to derlius corpus check. "
        if all.isEmpty { "Nothing was found." }
      },
      InputsSection.table(
        "table-checks", "What was found, the focus language first.", isPart: true,
        ["corpus", "language", "found", "in doubt", "what to do"],
        shown.map {
          [
            $0.corpus, model.languages[$0.language], $0.finding, $0.isDoubt ? "yes" : "no",
            $0.advice,
          ]
        }, numbers: []),
      rest > 0
        ? h("p", ["class": "source"]) {
          "\(NumberText.count(rest)) findings more, most in other languages and few in number, stand in result.json."
        } : .none,
    ])
  }
}
