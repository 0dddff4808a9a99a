import ArgumentParser

/// `derlius report`: what can be done with reports that are there.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Compare reports.",
    discussion: """
      Examples:
        derlius report diff old new
        derlius report diff --html changes.html old new
      """,
    subcommands: [ReportDiff.self])
}
