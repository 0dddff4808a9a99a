import ArgumentParser
import Groundwork
import Tokenization

/// `derlius explain`: how a text becomes tokens.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show every merge, or the lattice, that led to the tokens of a text.",
    discussion: """
      Merges are shown in the order in which they were made, with rank or score and all symbols \
      afterwards. A lattice lists every piece at every place with its score: * marks the row that was \
      taken, 2 the pieces of the second best. A space is shown as U+2581, bytes that are no text as \
      <0xHH>. Colour only on terminals, and not with NO_COLOR.

      Examples:
        derlius explain -t cl100k_base " tokenizers"
        derlius explain -t t5.model --json "Laba diena"
      """)

  @OptionGroup var tokenizer: OneTokenizer

  @Flag(help: "Print a JSON object with every step.")
  var json = false

  @Argument(
    help: ArgumentHelp("The text; - or none is standard input, without its last newline."))
  var text: String?

  func run() throws {
    let located = try tokenizer.load()
    guard let tokenizer = located.tokenizer as? any ExplainingTokenizer else {
      throw Failure.usage(
        "explain does not know the steps of the format \(located.tokenizer.summary.format)",
        remedy: "use encode --format json")
    }
    let explanation = tokenizer.explain(try bytes())
    var output = StandardOutput()
    if json {
      let value = ExplanationJSON(name: located.name, vocabulary: tokenizer.vocabulary)
      output.write(value.json(explanation).serialized(indented: true, inlineDepth: 4) + "\n")
    } else {
      let writer = ExplanationText(
        vocabulary: tokenizer.vocabulary, style: TerminalStyle.forOutput())
      output.write(writer.text(explanation))
    }
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
