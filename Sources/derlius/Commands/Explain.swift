import ArgumentParser
import Benchmarking
import ExplanationPages
import Groundwork
import Tokenization

/// `derlius explain`: how a text becomes tokens.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show every merge, look-up or lattice that led to the tokens of a text.",
    discussion: """
      Merges are shown in the order in which they were made, with rank or score and all symbols \
      afterwards. A lattice lists every piece at every place with its score: * marks the row that was \
      taken, 2 the pieces of the second best. WordPiece lists for each token the longer texts that are \
      no tokens. Added and special tokens are parts of their own; ids are those of encode with the \
      same options. A space is shown as U+2581, bytes that are no text as <0xHH>. Colour only on \
      terminals, and not with NO_COLOR. With several -t they come under each other, in JSON as an array.

      Examples:
        derlius explain -t cl100k_base " tokenizers"
        derlius explain -t t5.model --json "Laba diena"
        derlius explain -t cl100k_base --specials parse "a<|endoftext|>b"
        derlius explain -t cl100k_base -t bert/vocab.txt --html --output page.html "Laba diena"
      """)

  @Option(
    name: [.customShort("t"), .customLong("tokenizer")],
    help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T; repeat.", valueName: "t"))
  var tokenizers: [String]

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var specials: SpecialsOption
  @OptionGroup var template: TemplateOptions

  @Flag(help: "Print a JSON object with every step; an array for several -t.")
  var json = false

  @Flag(help: "Print one self-contained page, which needs no script and no network.")
  var html = false

  @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Argument(
    help: ArgumentHelp("The text; - or none is standard input, without its last newline."))
  var text: String?

  func validate() throws {
    if json, html { throw ValidationError("--json and --html exclude each other") }
    if tokenizers.isEmpty { throw ValidationError("name a tokenizer with -t") }
  }

  func run() throws {
    if let output { try AtomicFile.checkWritable(file: output) }
    var located: [LocatedTokenizer] = []
    for name in tokenizers { located.append(try options.locator.load(name)) }
    let text = try bytes()
    var explained: [ExplainedText] = []
    for tokenizer in located { explained.append(try explain(text, with: tokenizer)) }
    let result =
      html
      ? try ExplanationPage(text: text, explained).rendered()
      : json ? jsonText(explained) : plainText(explained)
    guard let output else {
      var standard = StandardOutput()
      standard.write(result)
      return
    }
    try AtomicFile.write(result, to: output)
  }

  private func explain(
    _ text: [UInt8], with located: LocatedTokenizer
  ) throws(Failure) -> ExplainedText {
    guard let tokenizer = located.tokenizer as? any ExplainingTokenizer else {
      throw Failure.usage(
        "explain does not know the steps of the format \(located.tokenizer.summary.format)",
        remedy: "use encode --format json")
    }
    if specials.specials == .error,
      let match = SpecialTokens(tokenizer.specials).firstMatch(in: text)
    {
      throw .holdsSpecial(
        match.token, at: .byte(match.range.lowerBound, of: self.text == nil ? "<stdin>" : "TEXT"))
    }
    var builder = ExplanationBuilder(text)
    builder.append(
      tokenizer.explain(text, specials: specials.specials),
      in: try template.template(of: tokenizer))
    return ExplainedText(
      name: located.name, summary: tokenizer.summary, vocabulary: tokenizer.vocabulary,
      explanation: builder.explanation)
  }

  private func jsonText(_ explained: [ExplainedText]) -> String {
    let values = explained.map {
      ExplanationJSON(name: $0.name, vocabulary: $0.vocabulary).json($0.explanation)
    }
    if let only = values.first, values.count == 1 {
      return only.serialized(indented: true, inlineDepth: 4) + "\n"
    }
    return JSONValue.array(values).serialized(indented: true, inlineDepth: 5) + "\n"
  }

  private func plainText(_ explained: [ExplainedText]) -> String {
    let style = output == nil ? TerminalStyle.forOutput() : TerminalStyle(isOn: false)
    return explained.enumerated().map { index, one in
      let head =
        explained.count == 1
        ? "" : (index == 0 ? "" : "\n") + "tokenizer   \(style.strong(one.name))\n"
      return head
        + ExplanationText(vocabulary: one.vocabulary, style: style).text(one.explanation)
    }.joined()
  }

  private func bytes() throws(Failure) -> [UInt8] {
    if let text, text != "-" { return Array(text.utf8) }
    var bytes = try readFile("-")
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard let invalid = firstInvalidUTF8(bytes) else { return bytes }
    throw Failure(
      "is not UTF-8", at: .byte(invalid, of: "<stdin>"), remedy: "convert the text to UTF-8")
  }
}
