import ArgumentParser
import Benchmarking
import Groundwork
import TokenizerFormats

/// `derlius compile`: the memory-mapped form of a vocabulary.
struct Compile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Write the memory-mapped form of a vocabulary.",
    discussion: """
      The file is a tokenizer like any other: its format is found by content, and ids, special tokens and \
      pattern are those of the source. It holds checksums; a damaged file is refused. Rank files that are \
      named in other commands are compiled into the cache by themselves.

      Tokenizers of the formats tiktoken, tekken and pickle have a compiled form.

      Examples:
        derlius compile cl100k_base --output cl100k.derlius
        derlius count -t cl100k.derlius text.txt
      """)

  @Argument(help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T.", valueName: "t"))
  var tokenizer: String

  @OptionGroup var options: TokenizerOptions

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  func validate() throws {
    if output.isEmpty || output == "-" {
      throw ValidationError("--output needs the name of a file")
    }
  }

  func run() throws {
    let located = try options.locator.load(tokenizer)
    if let own = fileIdentity(located.path), own == fileIdentity(output) {
      throw Failure.usage(
        "\(output) is the tokenizer's own file", remedy: "choose another name for --output")
    }
    try AtomicFile.checkWritable(file: output)
    let bytes = try CompiledWriter.bytes(of: located.tokenizer, path: located.path)
    try AtomicFile.write(bytes, to: output)
    var report = StandardOutput()
    report.write(
      "\(located.name): \(located.tokenizer.vocabulary.count) ids, \(bytes.count) bytes\n")
  }
}
