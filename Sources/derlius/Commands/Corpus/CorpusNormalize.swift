import ArgumentParser
import Groundwork
import Segmentation
import Tokenization

/// `derlius corpus normalize`: text through a tokenizer's own normalizer, or into a Unicode form.
struct CorpusNormalize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Normalize text as a tokenizer does, or to a Unicode form.",
    discussion: """
      One line in, one line out. With -t the tokenizer's own normalizer, as spm_normalize: characters \
      rewritten, runs of spaces made one, no dummy prefix and no marks; with \
      --use-internal-normalization exactly what the model cuts. A tokenizer.json gives what its \
      normalizers give, with the marks that they put in, as normalize_str of tokenizers. A tokenizer \
      without a normalizer gives the text as it is. With --form the forms of Unicode by ICU.

      Examples:
        derlius corpus normalize -t llama2.model text.txt
        derlius corpus normalize --form NFC text.txt
      """)

  @Option(
    name: [.customShort("t"), .long],
    help: ArgumentHelp("A file, a catalogue name, or NAME=T.", valueName: "t"))
  var tokenizer: String?

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var form: FormOption

  @Flag(help: "With -t: the text that the model cuts, dummy prefix and marks too.")
  var useInternalNormalization = false

  @Argument(help: ArgumentHelp("Files; - or none is standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if (tokenizer == nil) == (form.form == nil) {
      throw ValidationError("give either -t T or --form FORM")
    }
    if useInternalNormalization, tokenizer == nil {
      throw ValidationError("--use-internal-normalization goes with -t")
    }
  }

  func run() throws {
    var model: (any Tokenizer)?
    if let tokenizer { model = try options.locator.load(tokenizer).tokenizer }
    let normalizer = try TextNormalizer(form.textForm)
    let wanted: NormalizedForm = useInternalNormalization ? .model : .readable
    let texts = TextLines(field: nil, replacesInvalid: false, canReplace: false)
    var output = StandardOutput()
    let reader = LineReader(inputs: files.isEmpty ? ["-"] : files)
    try reader.read { (chunk) throws(Failure) in
      for index in chunk.lines.indices {
        let text = try texts.text(index, of: chunk)
        if let model {
          output.write(model.normalize(text, form: wanted))
        } else {
          var result: [UInt8] = []
          let failure = text.withUnsafeBufferPointer { text -> Failure? in
            do throws(Failure) {
              try normalizer.append(text, to: &result)
              return nil
            } catch {
              return error
            }
          }
          if let failure { throw failure }
          output.write(result)
        }
        output.write([0x0A])
      }
      output.flush()
    }
  }
}
