import ArgumentParser
import Corpora
import Counting
import Groundwork
import TokenizerTraining

/// `derlius edit extend`: tokens for a new language or domain.
struct EditExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Add tokens for a text; old ids stay.",
    discussion: """
      A BPE goes on merging where it stopped: the text is cut and encoded as it is now, and new merges are \
      trained from there, behind all others. So new tokens always come out, and a text in which none of \
      them stands keeps its ids. Models of characters get the characters that they lack first. A Unigram gets the \
      pieces of a model trained on the text, with their scores there; no old score changes.

      New ids follow the last id there is, special tokens included, whose ids stay.

      Examples:
        derlius edit extend cl100k_base --corpus lt/*.txt --add 10000 --output lt.tiktoken
        derlius edit extend llama2.model --corpus lt.txt=3 en.txt --add 8000 --output lt.model
        derlius edit extend tokenizer.json --corpus lt.jsonl.gz --add 4000 --output lt.json
      """)

  @OptionGroup var edit: EditOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files, folders or quoted patterns to learn from; INPUT=WEIGHT counts each piece so often.",
      valueName: "file"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("How many tokens to add.", valueName: "n"))
  var add: Int

  @Option(help: ArgumentHelp("Merge no pair, and add no character, that is rarer.", valueName: "n"))
  var minFrequency: UInt64 = 2

  @Option(
    help: ArgumentHelp(
      "The share of the text's characters that are to have a token, for models of characters.",
      valueName: "x"))
  var characterCoverage = 0.9995

  @OptionGroup(title: "Reading --corpus") var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption

  func run() throws {
    if corpus.isEmpty {
      throw Failure.usage("there is no text to learn from", remedy: "give --corpus FILE")
    }
    var options = ExtensionOptions(count: add)
    options.minimumFrequency = minFrequency
    options.characterCoverage = characterCoverage
    try options.validate()
    let (editor, name) = try edit.editor()
    try editor.requireExtensible()
    let corpora = try EditCorpora(corpus, reading)
    let progress = ProgressLine.make()
    guard var pieces = CutPieces(editor.tokenizer) else { return }
    var records: [ReadingRecord] = []
    for (inputs, weight) in corpora.inputs {
      records += try pieces.add(inputs, weight: weight, pool: threads.pool, progress: progress)
    }
    let edited = try editor.extended(
      by: pieces.table, options, pool: threads.pool, progress: progress)
    var line = "\(edited.changed) tokens added"
    if edited.letters > 0 { line += ", \(edited.letters) of them characters" }
    line += "; \(edited.tokenCount) tokens, old ids stay"
    var lines = [line]
    if let tokens = edited.textTokens {
      lines.append("the text had \(tokens.before) tokens, and has \(tokens.after) now")
    }
    if pieces.leftOut > 0 {
      printToStandardError(
        "derlius: warning: texts that hold added tokens, which were left out: \(pieces.leftOut)")
    }
    try edit.finish(edited, name, operation: "extend", lines: lines)
    try ReadingNotes.finish(records)
  }
}
