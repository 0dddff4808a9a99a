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

      A tokenizer T is a file (.tiktoken, .model), a catalogue name (derlius pull --list), or \
      NAME=T to give it the name it has in tables.
      """,
    version: Version.derlius,
    subcommands: [
      Encode.self, Decode.self, Count.self, Train.self, Bench.self, Verify.self, Inspect.self,
      Compare.self, Explain.self, Corpus.self, Pull.self,
    ])

  static func main() {
    Interruption.install()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      printToStandardError("derlius: \(failure)")
      Self.exit(withError: ExitCode(failure.fault.exitCode))
    } catch {
      Self.exit(withError: error)
    }
  }
}
