import TokenizerMetrics

/// What went in: tokenizers, corpora, dictionaries, training text, versions; each with its size, licence and hash.
enum InputsSection {
  static func make(_ model: ReportModel) -> Section {
    let result = model.result
    return Section("inputs", "Inputs, hashes and versions") {
      table(
        "table-tokenizers", "Tokenizers",
        [
          "name", "format", "model", "vocabulary", "ordinary", "file", "bytes", "licence",
          "SHA-256",
        ],
        model.choices.map { tokenizer in
          let details = tokenizer.details.map { "; \($0.name) \($0.value)" }.joined()
          return [
            tokenizer.name, tokenizer.format, tokenizer.model + details,
            NumberText.count(tokenizer.vocabularySize), NumberText.count(tokenizer.ordinarySize),
            tokenizer.file, NumberText.count(tokenizer.bytes), licence(tokenizer.licence),
            tokenizer.sha256,
          ]
        }, numbers: [3, 4, 6])
      for (place, corpus) in result.corpora.enumerated() {
        table(
          "table-corpus-\(place)", "\(corpus.name)\(corpus.isParallel ? ", parallel" : "")",
          [
            "language", "lines", "empty", "words", "without a letter", "scalars", "bytes",
            "changed",
            "units", "file", "file's bytes", "licence", "SHA-256",
          ],
          corpus.languages.map { language in
            [
              model.languages[language.language], NumberText.count(language.documents),
              NumberText.count(language.emptyDocuments), NumberText.count(language.words),
              NumberText.count(language.wordsWithoutLetter),
              NumberText.count(language.scalars), NumberText.count(language.bytes),
              NumberText.count(language.changedDocuments), NumberText.count(language.units),
              language.file, NumberText.count(language.fileBytes), licence(language.licence),
              language.sha256,
            ]
          }, numbers: Set(1...8).union([10]))
        table(
          "table-changes-\(place)", "What the form changed in \(corpus.name)",
          ["language", "kind", "changes", "first"],
          corpus.languages.flatMap { language in
            language.changes.kinds.map { kind in
              [
                model.languages[language.language], kind.rawValue,
                NumberText.count(language.changes.count(kind)),
                language.changes.samples(kind).first.map {
                  "document \(NumberText.count($0.document + 1)), \($0)"
                } ?? "",
              ]
            }
          }, numbers: [2])
      }
      table(
        "table-morphologies", "Morphology",
        [
          "language", "forms", "rows dropped", "ambiguous forms", "kind", "file", "bytes",
          "licence",
          "SHA-256",
        ],
        result.morphologies.map { record in
          [
            model.languages[record.language], NumberText.count(record.forms),
            NumberText.count(record.droppedRows),
            record.ambiguousForms.map { NumberText.count($0) } ?? "–", record.kind,
            [record.file, record.affixes?.name].compactMap { $0 }.joined(separator: ", "),
            record.bytes.map { NumberText.count($0) } ?? "–", licence(record.licence),
            [record.sha256, record.affixes?.value].compactMap { $0 }.joined(separator: ", "),
          ]
        }, numbers: [1, 2, 3, 6])
      table(
        "table-trainings", "Training text that was looked through for overlap",
        ["tokenizer", "file", "bytes", "licence", "SHA-256"],
        result.trainings.map { record in
          [
            record.tokenizer, record.file, NumberText.count(record.bytes), licence(record.licence),
            record.sha256,
          ]
        }, numbers: [2])
      table(
        "table-versions", "Versions that decide the numbers", ["name", "version"],
        [["derlius", result.derlius]] + result.versions.map { [$0.name, $0.value] }, numbers: [])
    }
  }

  /// A licence as a catalogue or the manifest states it; nobody else is asked.
  private static func licence(_ licence: String?) -> String { licence ?? "not stated" }

  /// A table of texts, if it has rows.
  ///
  /// - Parameters:
  ///   - id: the table's id, unique on the page.
  ///   - title: its heading; where `isPart`, the caption of a table that stands under a heading.
  static func table(
    _ id: String, _ title: String, isPart: Bool = false, _ heads: [String], _ rows: [[String]],
    numbers: Set<Int>
  ) -> Markup {
    guard !rows.isEmpty else { return .none }
    return TableFrame(id: id, caption: title, classes: isPart ? "inputs" : "inputs titled").markup {
      h("thead") {
        h("tr") {
          heads.enumerated().map { place, head in
            BenchmarkReports.head(.text(head), class: numbers.contains(place) ? nil : "text")
          }
        }
      }
      h("tbody") {
        rows.map { row in
          h("tr") {
            row.enumerated().map { place, field in
              if place == 0 { return h("th", ["scope": "row"]) { isolated(field) } }
              if heads[place] == "SHA-256" {
                return h("td", ["class": "text hash"]) { h("code") { field } }
              }
              if numbers.contains(place) {
                return h("td", ["data-v": String(field.filter { $0.isASCII && $0.isNumber })]) {
                  field
                }
              }
              let isLong = ["model", "found", "what to do"].contains(heads[place])
              return h("td", ["class": isLong ? "text long" : "text"]) { isolated(field) }
            }
          }
        }
      }
    }
  }
}
