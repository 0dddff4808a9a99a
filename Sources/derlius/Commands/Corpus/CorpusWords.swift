import ArgumentParser
import Corpora
import Counting
import Groundwork
import Segmentation
import Tokenization
import UnicodeTables

/// `derlius corpus words`: how often each word or piece occurs, in a file that can be added to others.
struct CorpusWords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Count words, or the pieces of a pattern, into a file; add such files.",
    discussion: """
      Without a subcommand it counts: see derlius corpus words count --help.

      Examples:
        derlius corpus words --output counts.tsv corpora/
        derlius corpus words --split cl100k --output pieces.tsv part-1.txt
        derlius corpus words merge --output all.tsv part-1.tsv part-2.tsv
      """,
    subcommands: [CorpusWordsCount.self, CorpusWordsMerge.self],
    defaultSubcommand: CorpusWordsCount.self)
}

/// `derlius corpus words count`: count into a file.
struct CorpusWordsCount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count words, or the pieces of a pattern, into a file (the default).",
    discussion: """
      Writes word TAB count, sorted by bytes, with \\t \\n \\r \\\\ \\xHH escaped, and COUNTS.json beside \
      it: how it was made, of what. The same inputs give the same bytes for any --threads. Files of one \
      policy are added with: derlius corpus words merge.

      Example:
        derlius corpus words --output counts.tsv corpora/
      """)

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The count file.", valueName: "counts"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "The pieces of a pattern instead of words: cl100k, o200k, gpt2, …, sentencepiece, or a regex.",
      valueName: "name"))
  var split: String?

  @OptionGroup var form: FormOption
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption

  @Argument(
    help: ArgumentHelp("Files, folders or quoted patterns; - is standard input.", valueName: "file")
  )
  var files: [String]

  func run() throws {
    let rule: PieceRule =
      switch split {
      case nil: .whiteSpaceWords
      case "sentencepiece": .spaceMarkedWords
      case let split?: .splitter(try SplitPattern.splitter(for: split))
      }
    // The target is opened before the work.
    try AtomicFile.checkWritable(file: output)
    let counter = PieceCounter(rule: rule, pool: threads.pool)
    let records = try reading.inputs(files, form: form.textForm).read(
      batchBytes: 4 << 20, pool: threads.pool, takesWeights: true, progress: ProgressLine.make()
    ) { (_, batch) throws(Failure) in try counter.count(batch) }
    ProgressLine.clear()
    let isWords = split == nil
    let policy = CountRecord.Policy(
      split: rule.name, words: isWords ? WordRule.whitespace.rawValue : nil,
      form: form.textForm.description,
      versions: [
        .init("derlius", Version.derlius), .init("icu", ICU.version),
        .init("patternUnicode", PinnedUnicode.version),
      ])
    let record = CountRecord(policy: policy, inputs: records.map { CountedInput($0) })
    let counts = CountFile(table: counter.finish(), record: record)
    try counts.write(to: output)
    printToStandardError(Self.report(counts, output))
    try ReadingNotes.finish(records)
  }

  static func report(_ counts: CountFile, _ path: String) -> String {
    "\(path): \(counts.table.count) distinct of \(counts.table.total)"
  }
}

/// `derlius corpus words merge`: add count files.
struct CorpusWordsMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Add count files of one policy; refuses others.",
    discussion: """
      Example:
        derlius corpus words merge --output all.tsv part-1.tsv part-2.tsv
      """)

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The count file to write.", valueName: "counts"))
  var output: String

  @Argument(help: ArgumentHelp("Count files.", valueName: "counts"))
  var counts: [String]

  func run() throws {
    let merged = try CountFile.merging(counts)
    try merged.write(to: output)
    printToStandardError(CorpusWordsCount.report(merged, output))
  }
}
