import ArgumentParser
import Benchmarking
import Corpora
import Groundwork
import Tokenization
import TokenizerFormats

extension ConversionTarget: ExpressibleByArgument {}

/// `derlius convert`: a tokenizer in another format, with the same ids.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a tokenizer in another format, where its ids can be kept.",
    discussion: """
      The result is read again and must give the same ids for every token of the vocabulary, for built-in \
      texts in many languages, and for your own with --verify. What would change ids is refused, with the \
      reason and a text that would differ, and nothing is written.

      Special tokens stay special tokens: tokenizers finds them in text, tiktoken and sentencepiece take \
      them as text in their plain call. Ids are compared with special tokens as text \
      (tokenizers: encode_special_tokens), and, but for sentencepiece, parsed.

      tiktoken writes x.tiktoken, a rank being an id, and x.json beside it with pattern and special tokens.

      Examples:
        derlius convert cl100k_base --to huggingface --output tokenizer.json
        derlius convert llama2.model --to huggingface --extra-options bos --output tokenizer.json
        derlius convert hf:owner/name --to sentencepiece --output tokenizer.model --verify corpus/*.txt
        derlius convert tokenizer.json --to tiktoken --output lt.tiktoken
      """)

  @Argument(help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T.", valueName: "t"))
  var tokenizer: String

  @OptionGroup var options: TokenizerOptions

  @Option(help: "The format: tiktoken, sentencepiece or huggingface (a tokenizer.json).")
  var to: ConversionTarget

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files or folders of texts to prove it on; - is standard input.", valueName: "file"))
  var verify: [String] = []

  @Option(
    help: ArgumentHelp(
      "What a tokenizer.json made of a SentencePiece model adds to each text: bos, eos or bos:eos.",
      valueName: "bos:eos"))
  var extraOptions: String?

  @Flag(
    help:
      """
      Convert a Unigram whose scores do not sum alike in single precision (sentencepiece) and double \
      (tokenizers): near ties in long texts may come out otherwise.
      """)
  var allowRounding = false

  @Flag(help: "Print a JSON object.")
  var json = false

  func validate() throws {
    if output.isEmpty || output == "-" {
      throw ValidationError("--output needs the name of a file")
    }
    if extraOptions != nil, to != .huggingface {
      throw ValidationError("--extra-options is for --to huggingface")
    }
  }

  func run() throws {
    let located = try options.locator.load(tokenizer)
    let side = Conversion.sidePath(of: output, target: to)
    for path in [output, side].compactMap({ $0 }) {
      if path == located.path {
        throw Failure.usage(
          "\(path) is the tokenizer's own file", remedy: "choose another name for --output")
      }
      try AtomicFile.checkWritable(file: path)
    }
    if let side { try Conversion.checkSide(side, of: output) }
    if extraOptions != nil, !(located.tokenizer is SentencePieceTokenizer) {
      throw Failure.usage(
        "--extra-options is for SentencePiece models", remedy: "leave it out")
    }
    var settings = ConversionOptions()
    settings.name = pathStem(output)
    settings.allowsRounding = allowRounding
    settings.extraOptions = extraOptions ?? ""
    let inputs = verify.isEmpty ? nil : try CorpusInputs(paths: verify)
    let converter = try TokenizerConverter(located.tokenizer, path: located.path)
    let result = try converter.convert(to: to, options: settings) { (prove) throws(Failure) in
      _ = try inputs?.read { (_, batch) throws(Failure) in
        try batch.forEachText { (_, text) throws(Failure) in try prove(text) }
      }
    }
    try result.write(to: output)
    for note in result.notes { printToStandardError("note: \(note)") }
    try report(result, located.name)
  }

  private func report(_ result: Conversion, _ name: String) throws {
    let proof = result.proof
    let count = result.tokenizer.vocabulary.count
    var output = StandardOutput()
    if json {
      let object = JSONValue.object([
        .init("tokenizer", .string(name)), .init("to", .string(to.rawValue)),
        .init("vocabularySize", .integer(count)), .init("identicalTexts", .integer(proof.texts)),
        .init("tokens", .integer(proof.tokens)), .init("probes", .integer(proof.probes)),
        .init("sentences", .integer(proof.sentences)), .init("corpus", .integer(proof.corpus)),
        .init("sha256", .string(try SHA256.hexadecimalDigest(of: result.bytes))),
        .init("notes", .array(result.notes.map { .string($0) })),
      ])
      output.write(object.serialized(indented: true) + "\n")
      return
    }
    output.write(
      "\(name) as \(to.rawValue): \(count) ids, identical on \(proof.texts) texts (\(proof.tokens) of the "
        + "vocabulary, \(proof.probes + proof.sentences) built in, \(proof.corpus) of yours)\n")
  }
}
