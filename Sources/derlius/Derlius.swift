import ArgumentParser
import Groundwork

/// The command line: parses, calls a library function, prints; one place turns errors into exit codes.
@main
struct Derlius: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derlius",
    abstract: "A tokenizer workbench and fertility benchmark.",
    discussion: """
      Examples:
        derlius pull cl100k_base o200k_base
        derlius encode -t cl100k_base text.txt
        derlius count -t cl100k_base -t o200k_base text.txt
        derlius train bpe --vocab-size 8000 --output lt.tiktoken corpus/*.txt
        derlius bench -t lt.tiktoken -t o200k_base --parallel flores=flores200/dev \\
          --reference eng_Latn --focus lit_Latn --output report

      A tokenizer T is a file (.tiktoken, .model), a catalogue name (derlius pull --list), \
      hf:owner/name (what derlius pull hf:owner/name brought), or NAME=T to give it the name it has in tables.
      """,
    version: Version.derlius,
    subcommands: [
      Encode.self, Decode.self, Count.self, Train.self, Edit.self, Sweep.self, Bench.self,
      Merge.self, Metrics.self, Verify.self, Report.self,
      Inspect.self,
      Compare.self, Explain.self, Convert.self, Compile.self, Corpus.self, Pull.self, Serve.self,
    ])

  static func main() {
    Interruption.install()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      ProgressLine.clear()
      let failure = error as? Failure ?? usageFailure(error)
      // Help and version are no failures.
      guard let failure else { Self.exit(withError: error) }
      printToStandardError("derlius: \(failure)")
      Self.exit(withError: ExitCode(failure.fault.exitCode))
    }
  }

  /// The parser's own refusal in one line; nil where the parser wants to print something else.
  private static func usageFailure(_ error: any Error) -> Failure? {
    guard exitCode(for: error) == .validationFailure else { return nil }
    var problem = message(for: error)
    if problem.hasSuffix(".") { problem.removeLast() }
    problem = problem.prefix(1).lowercased() + problem.dropFirst()
    // The parser's full text names the command: "See 'derlius encode --help' for more information."
    let help = fullMessage(for: error).split(separator: "'").last { $0.hasSuffix(" --help") }
    return .usage(problem, remedy: "see: \(help.map(String.init) ?? "derlius --help")")
  }
}
