import ArgumentParser
import BenchmarkReports
import Groundwork

/// `derlius report diff`: what changed from one report to another.
struct ReportDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed from one report to another.",
    discussion: """
      Versions, settings, tokenizers and texts that are not the same, then every number that is not: old, new, \
      difference, ratio, and whether each value lies outside the other's interval. Numbers belong together where \
      tokenizer, corpus, language, metric and policy are the same. Those with the same value and another interval are \
      counted and not listed; the page and --json have them. Reports are named by their folders or by a result.json.
      Exit code 0: compared, whatever differs; with --exit-code 1 where something does.

      Examples:
        derlius report diff reports/old reports/new
        derlius report diff --json old new | jq '.rows[] | select(.intervals == "outside")'
        derlius report diff --output changes old new
      """)

  @Flag(help: "Print a JSON object: inputs, rows and how many rows are the same.")
  var json = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write index.html and differences.json into a folder instead.", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Write a page instead.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp("Print only the n rows that changed most, as ratios.", valueName: "n"))
  var top: Int?

  @Flag(help: "Exit with 1 where something differs.")
  var exitCode = false

  @Argument(help: ArgumentHelp("The first report.", valueName: "a"))
  var old: String

  @Argument(help: ArgumentHelp("The second report.", valueName: "b"))
  var new: String

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top must be at least 0") }
    if output?.isEmpty == true || html?.isEmpty == true {
      throw ValidationError("--output and --html need a name")
    }
  }

  func run() throws {
    let differences = ReportDifferences(
      try RecordedResult(contentsOf: old), try RecordedResult(contentsOf: new))
    let page = DifferencesPage(differences, names: names)
    let text = differences.json.serialized(indented: true, inlineDepth: 2) + "\n"
    if let html { try AtomicFile.write(try page.html(), to: html) }
    if let output {
      let files = [
        (name: "index.html", bytes: Array(try page.html().utf8)),
        (name: "differences.json", bytes: Array(text.utf8)),
      ]
      try AtomicFile.write(files, toFolder: output)
    }
    var stdout = StandardOutput()
    if json {
      stdout.write(text)
    } else if html == nil, output == nil {
      stdout.write(DifferencesTable(differences, names: names, top: top).text())
    }
    if exitCode, !differences.isEmpty { throw ExitCode(Failure.Fault.data.exitCode) }
  }

  /// The reports' own names; whole paths where those are the same.
  private var names: (old: String, new: String) {
    func name(_ path: String) -> String {
      let name = lastPathComponent(path)
      return name == "result.json" ? lastPathComponent(parentPath(path)) : name
    }
    return name(old) == name(new) ? (old, new) : (name(old), name(new))
  }
}
