import ArgumentParser
import Benchmarking
import Corpora
import Groundwork
import SentencePieceReference
import Tokenization

/// `derlius compare`: where two tokenizers first differ.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Find the first text that two tokenizers cut differently.",
    discussion: """
      Prints "identical on N texts", or the first difference and exits with 1; a text is a line, or a \
      document of a corpus with a structure, and is counted in its file. With --reference the \
      format's own library takes the second tokenizer's place (SentencePiece models).

      Examples:
        derlius compare -t cl100k_base -t my-copy.tiktoken text.txt
        derlius compare -t llama2.model --reference text.txt
      """)

  @Option(
    name: [.customShort("t"), .customLong("tokenizer")],
    help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T; twice.", valueName: "t"))
  var tokenizers: [String]

  @OptionGroup var options: TokenizerOptions

  @Flag(help: "Compare with the format's own library.")
  var reference = false

  @OptionGroup var reading: CorpusOptions

  @Argument(
    help: ArgumentHelp(
      "Files, folders or quoted patterns; - or none is standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if tokenizers.count != (reference ? 1 : 2) {
      throw ValidationError(
        reference ? "--reference takes one -t" : "give -t twice, or once with --reference")
    }
  }

  func run() throws {
    let located = try options.locator.load(tokenizers[0])
    let encoder = located.tokenizer.makeEncoder()
    let other = try otherEncoder(located)
    var texts = 0
    // The number of the text in its file, as an editor counts lines.
    var place = (file: -1, text: 0)
    let inputs = try reading.inputs(files)
    let records = try inputs.read { (file, batch) throws(Failure) in
      try batch.forEachText { (_, text) throws(Failure) in
        texts += 1
        place = (file, place.file == file ? place.text + 1 : 1)
        let bytes = Array(text)
        let one = encoder.encode(bytes)
        let two = try other.encode(bytes)
        if one == two { return }
        let first = zip(one, two).prefix { $0 == $1 }.count
        let spans = located.tokenizer.encodeWithSpans(bytes).spans
        let start = first < spans.count ? spans[first].start : bytes.count
        throw Failure(
          "text \(place.text) differs from token \(first + 1), byte \(start) of it, on: "
            + "\(located.name) \(Self.list(one, from: first)), "
            + "\(other.name) \(Self.list(two, from: first))",
          at: .file(inputs.files[file].path))
      }
    }
    var output = StandardOutput()
    output.write("identical on \(texts) texts\n")
    try ReadingNotes.finish(records)
  }

  /// What stands on the other side.
  private struct Other {
    var name: String
    var encode: ([UInt8]) throws(Failure) -> [UInt32]
  }

  private func otherEncoder(_ located: LocatedTokenizer) throws(Failure) -> Other {
    guard reference else {
      let other = try options.locator.load(tokenizers[1])
      let encoder = other.tokenizer.makeEncoder()
      return Other(name: other.name) { (text) throws(Failure) in encoder.encode(text) }
    }
    guard located.tokenizer.summary.format == "sentencepiece" else {
      throw Failure.usage(
        "no reference library is linked for the format \(located.tokenizer.summary.format)",
        remedy: "compare with another file of the tokenizer")
    }
    let library = try SentencePieceReference(model: try readFile(located.path))
    let version = SentencePieceReference.version ?? "of unknown version"
    return Other(name: "libsentencepiece \(version)") { (text) throws(Failure) in
      try library.encode(text)
    }
  }

  private static func list(_ ids: [UInt32], from first: Int) -> String {
    let shown = ids.dropFirst(first).prefix(8).map(String.init).joined(separator: " ")
    return ids.count - first > 8 ? "[\(shown) …]" : "[\(shown)]"
  }
}
