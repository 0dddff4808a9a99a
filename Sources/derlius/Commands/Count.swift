import ArgumentParser
import Benchmarking
import Corpora
import Groundwork
import Tokenization

/// `derlius count`: `wc` for tokenizers.
struct Count: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count tokens, words and bytes: wc for tokenizers.",
    discussion: """
      A document is a line, unless --document says otherwise. Words are what white space separates. Special tokens in the text are text, \
      unless --specials parse.

      Examples:
        derlius count -t cl100k_base -t o200k_base text.txt
        derlius count -t llama2.model --json corpus/*.txt
      """)

  @Option(
    name: [.customShort("t"), .customLong("tokenizer")],
    help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T; repeat.", valueName: "t"))
  var tokenizers: [String]

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption
  @OptionGroup var specials: SpecialsOption
  @OptionGroup var reading: CorpusOptions

  @Flag(help: "Print a JSON array, one object per tokenizer.")
  var json = false

  @Argument(
    help: ArgumentHelp(
      "Files, folders or quoted patterns; - or none is standard input.", valueName: "file"))
  var files: [String] = []

  func run() throws {
    let locator = options.locator
    var located: [LocatedTokenizer] = []
    for name in tokenizers { located.append(try locator.load(name)) }
    let inputs = try reading.inputs(files)
    let (counts, records) = try TokenCount.count(
      inputs, with: located, specials: specials.specials, pool: threads.pool,
      progress: progress.make())
    ProgressLine.clear()
    var output = StandardOutput()
    output.write(json ? Self.json(counts) : Self.table(counts))
    try ReadingNotes.finish(records)
  }

  private static func json(_ counts: [TokenCount]) -> String {
    let objects = counts.map { count in
      JSONValue.object([
        .init("tokenizer", .string(count.tokenizer)),
        .init("tokens", .integer(count.tokens)),
        .init("words", .integer(count.words)),
        .init("bytes", .integer(count.bytes)),
        .init("documents", .integer(count.documents)),
      ])
    }
    return JSONValue.array(objects).serialized(indented: true, inlineDepth: 1) + "\n"
  }

  private static func table(_ counts: [TokenCount]) -> String {
    var rows = [["tokens", "words", "bytes", "documents", "tokenizer"]]
    for count in counts {
      rows.append([
        "\(count.tokens)", "\(count.words)", "\(count.bytes)", "\(count.documents)",
        count.tokenizer,
      ])
    }
    return TextTable.rightAligned(rows, lastLeft: true)
  }
}
