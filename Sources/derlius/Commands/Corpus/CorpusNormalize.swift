import ArgumentParser
import Corpora
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
      --use-internal-normalization exactly what the model cuts. A tokenizer without a normalizer gives \
      the text as it is. With --form the forms of Unicode by ICU, and cleaning steps; what changed is said on \
      standard error: counts by kind and the first places. What is compressed, in another encoding or \
      format is read as by every corpus command, and comes out as UTF-8, a document a line.

      Examples:
        derlius corpus normalize -t llama2.model text.txt
        derlius corpus normalize --form NFC text.txt
        derlius corpus normalize --form NFC --encoding windows-1257 old.txt.gz > new.txt
      """)

  @Option(
    name: [.customShort("t"), .long],
    help: ArgumentHelp("A file, a catalogue name, or NAME=T.", valueName: "t"))
  var tokenizer: String?

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var form: FormOption
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption

  @Flag(help: "With -t: the text that the model cuts, dummy prefix and marks too.")
  var useInternalNormalization = false

  @Argument(
    help: ArgumentHelp(
      "Files, folders or quoted patterns; - or none is standard input.", valueName: "file"))
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
    let wanted: NormalizedForm = useInternalNormalization ? .model : .readable
    var output = StandardOutput()
    let inputs = try reading.inputs(files, form: form.textForm)
    let records = try inputs.read(pool: threads.pool) { (_, batch) throws(Failure) in
      batch.forEachText { _, text in
        let text = Array(text)
        output.write(model?.normalize(text, form: wanted) ?? text)
        output.write([0x0A])
      }
      output.flush()
    }
    let rows = ChangeText.rows(records.map { (name: $0.name, changes: $0.changes) })
    if !rows.isEmpty { printToStandardError(TextTable.leftAligned(rows), terminator: "") }
    try ReadingNotes.finish(records)
  }
}
