import ArgumentParser
import Corpora
import Counting
import Groundwork
import TokenizerTraining

/// `derlius edit prune`: a smaller vocabulary.
struct EditPrune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Take tokens away; ids are numbered anew, and a map is written.",
    discussion: """
      To a size, to what a text needs, or to a size by what a text needs. A token counts as often as encoding \
      the text makes it, alone or on the way to a longer token; what a token that stays is merged from \
      stays too, so that every token that is left still comes out. Letters, bytes and special tokens \
      stay: what could be encoded still can. Without a text the last merges go first (Unigram: the lowest \
      scores, WordPiece: the last ids).

      New ids keep the order of the old ones. FILE.ids.tsv beside the result has a line "old TAB new" for \
      each token that is left.

      Examples:
        derlius edit prune cl100k_base --vocab-size 50000 --output half.tiktoken
        derlius edit prune tokenizer.json --corpus lt/*.txt --min-count 5 --output small.json
        derlius edit prune mt5.model --corpus lt.txt en.txt --vocab-size 32000 --output lt.model
      """)

  @OptionGroup var edit: EditOptions

  @Option(
    help: ArgumentHelp("How many tokens to leave, with letters and specials.", valueName: "n"))
  var vocabSize: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files, folders or quoted patterns that say what is needed; INPUT=WEIGHT counts so often.",
      valueName: "file"))
  var corpus: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave the tokens that the text needs so often (default 1).", valueName: "n"))
  var minCount: UInt64?

  @OptionGroup(title: "Reading --corpus") var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption

  func run() throws {
    if vocabSize == nil, corpus.isEmpty {
      throw Failure.usage(
        "nothing says what to leave", remedy: "give --vocab-size N, --corpus FILE or both")
    }
    if let minCount {
      if vocabSize != nil {
        throw Failure.usage(
          "--vocab-size and --min-count contradict each other", remedy: "leave out one of them")
      }
      if minCount < 1 {
        throw Failure.usage("--min-count 0 leaves everything", remedy: "use 1 or more")
      }
    }
    let (editor, name) = try edit.editor()
    let corpora = try EditCorpora(corpus, reading)
    let progress = ProgressLine.make()
    var uses = TokenUses(of: editor.tokenizer)
    var records: [ReadingRecord] = []
    for (inputs, weight) in corpora.inputs {
      records += try uses.add(inputs, weight: weight, pool: threads.pool, progress: progress)
    }
    let edited = try editor.pruned(
      vocabSize.map { .size($0) } ?? .minimum(minCount ?? 1),
      uses: corpus.isEmpty ? nil : uses.counts)
    try edit.finish(
      edited, name, operation: "prune",
      lines: [
        "\(edited.changed) tokens taken away; \(edited.tokenCount) tokens, new ids in "
          + lastPathComponent(EditedTokenizer.mapPath(of: edit.output))
      ])
    try ReadingNotes.finish(records)
  }
}
