import ArgumentParser
import Benchmarking
import Groundwork

/// How tokenizers are found, for every command that takes some.
struct TokenizerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder of vocabularies, searched first.", valueName: "dir"))
  var vocabularies: String?

  @Option(
    help: ArgumentHelp(
      "The split pattern of rank files that say none: a name (cl100k, o200k, gpt2, …) or a regex.",
      valueName: "name|regex"))
  var pattern: String?

  /// Finds and loads what `-t` named.
  var locator: TokenizerLocator {
    TokenizerLocator(vocabularies: vocabularies, pattern: pattern, cache: CompiledCache())
  }
}

/// One tokenizer.
struct OneTokenizer: ParsableArguments {
  @Option(
    name: [.customShort("t"), .long],
    help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T.", valueName: "t"))
  var tokenizer: String

  @OptionGroup var options: TokenizerOptions

  func load() throws(Failure) -> LocatedTokenizer {
    try options.locator.load(tokenizer)
  }
}

/// The number of threads.
struct ThreadOption: ParsableArguments {
  @Option(help: ArgumentHelp("Worker threads (default: all processors).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  var pool: WorkerPool { WorkerPool(workers: threads) }
}
