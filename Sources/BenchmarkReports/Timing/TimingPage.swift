import Groundwork
import TokenizerMetrics

/// `timing.html`: speeds in a table, then on what they were measured, then each time that was taken.
struct TimingPage: Sendable {
  let timing: TimingResult
  let model: ReportModel
  let manifestSHA256: String

  /// Texts with fewer bytes are passed over too fast for their times to say much.
  static let fewBytes = 1_000_000

  /// The page's text.
  func text() throws(Failure) -> String {
    let title = "Speeds: \(Headings.title(model))"
    return try HTMLPage(title: title, version: model.result.derlius) { content(title) }.text()
  }

  @MarkupBuilder private func content(_ title: String) -> [Markup] {
    h("header") {
      h("h1") { title }
      h("p", ["class": "provenance"]) {
        "derlius \(model.result.derlius) · one thread · median of \(NumberText.count(timing.rounds)) rounds · "
        h("a", ["href": "index.html"]) { "the report" }
      }
      doubts.map { doubt in h("p", ["class": "notice", "role": "note"]) { doubt } }
    }
    h("p", ["class": "policy"]) {
      "These speeds are of one machine in one run, and differ from run to run: compare them with one another, not "
        + "with speeds from elsewhere. They are no part of what derlius verify compares. The first pass starts with "
        + "an empty cache; the warm one is the same text again. 1 MB is 1 000 000 bytes. Of each language of a "
        + "corpus whole documents from its start were encoded, each by itself. All passes gave the same ids."
    }
    speeds()
    Section("machine", "Machine and text") {
      InputsSection.table(
        "table-machine", "Machine", ["what", "value"], machine.map { [$0.name, $0.value] },
        numbers: [])
      InputsSection.table(
        "table-texts", "What a pass encodes", ["corpus", "language", "documents", "bytes", "part"],
        timing.texts.map { text in
          [
            text.corpus, model.languages[text.language], NumberText.count(text.documents),
            NumberText.count(text.bytes), text.isPart ? "the start" : "all",
          ]
        }, numbers: [2, 3])
    }.markup()
    Section("samples", "Every time that was taken") { samples() }.markup()
  }

  /// What makes these speeds doubtful.
  private var doubts: [String] {
    var doubts: [String] = []
    if timing.isDebugBuild {
      doubts.append("This program was built without optimization: its speeds say nothing.")
    }
    if timing.bytes < Self.fewBytes {
      doubts.append(
        "A pass encodes \(NumberText.count(timing.bytes)) bytes only, too few for speeds to be relied upon; "
          + "give it a megabyte or more.")
    }
    if let load = (timing.loadBefore.prefix(1) + timing.loadAfter.prefix(1)).max(),
      load > Double(timing.processors)
    {
      doubts.append(
        "The machine had more to do than it has processors (load \(NumberText.fixed(load, decimals: 2)) on "
          + "\(NumberText.count(timing.processors))): trust the processor times more than the clock."
      )
    }
    return doubts
  }

  private var machine: [NamedText] {
    func loads(_ loads: [Double]) -> String {
      loads.isEmpty
        ? "not known" : loads.map { NumberText.fixed($0, decimals: 2) }.joined(separator: ", ")
    }
    return timing.machine + [
      NamedText("processors", NumberText.count(timing.processors)),
      NamedText("load averages before (1, 5, 15 minutes)", loads(timing.loadBefore)),
      NamedText("load averages after", loads(timing.loadAfter)),
      NamedText("build", timing.isDebugBuild ? "debug" : "release"),
      NamedText("SHA-256 of the report's manifest.json", manifestSHA256),
    ]
  }

  private func speeds() -> Markup {
    TableFrame(id: "table-speeds", caption: "Loading and encoding, the higher speed is better")
      .markup {
        h("thead") {
          h("tr") {
            head("tokenizer", class: "text")
            head("load", small: "ms")
            head("first pass", small: "MB/s")
            head("warm pass", small: "MB/s")
            head("first pass", small: "MB per processor second")
            head("warm pass", small: "MB per processor second")
            head("warm pass", small: "tokens/s")
            head("tokens")
          }
        }
        h("tbody") {
          timing.rows.map { row in
            h("tr") {
              h("th", ["scope": "row"]) { isolated(row.name) }
              number(TimingResult.Samples.median(row.load.clock).map { $0 * 1000 })
              number(megabytes(row.first.clock))
              number(megabytes(row.warm.clock))
              number(megabytes(row.first.processor))
              number(megabytes(row.warm.processor))
              number(TimingResult.speed(row.tokens, row.warm.clock))
              numberCell(Double(row.tokens), NumberText.count(row.tokens))
            }
          }
        }
      }
  }

  private func megabytes(_ seconds: [Double]) -> Double? {
    TimingResult.speed(timing.bytes, seconds).map { $0 / 1e6 }
  }

  private func number(_ value: Double?) -> Markup {
    guard let value else { return emptyCell() }
    return numberCell(value, NumberText.significant(value))
  }

  private func samples() -> Markup {
    TableFrame(id: "table-samples", caption: "Times in milliseconds").markup {
      h("thead") {
        h("tr") {
          head("tokenizer", class: "text")
          head("what", class: "text")
          (0..<timing.rounds).map { head("round \($0 + 1)", small: "clock") }
          (0..<timing.rounds).map { head("round \($0 + 1)", small: "processor") }
        }
      }
      h("tbody") {
        timing.rows.flatMap { row in
          [("load", row.load), ("first pass", row.first), ("warm pass", row.warm)].map {
            what, samples in
            h("tr") {
              h("th", ["scope": "row"]) { isolated(row.name) }
              h("td", ["class": "text"]) { what }
              (0..<timing.rounds).map { cell(samples.clock, $0) }
              (0..<timing.rounds).map { cell(samples.processor, $0) }
            }
          }
        }
      }
    }
  }

  /// The time of a round in milliseconds; nothing where it was not taken.
  private func cell(_ seconds: [Double], _ round: Int) -> Markup {
    number(seconds.indices.contains(round) ? seconds[round] * 1000 : nil)
  }
}
