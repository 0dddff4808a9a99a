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
      it: how it was made, of what. The same inputs give the same bytes for any --threads and any \
      --max-memory. Files of one policy are added with: derlius corpus words merge.

      Examples:
        derlius corpus words --output counts.tsv corpora/
        derlius corpus words --words uax29-letters --form NFC+lower --output counts.tsv corpora/
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

  @Option(
    help: ArgumentHelp(
      "What a word is: \(WordRule.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "rule"))
  var words: String?

  @OptionGroup var form: FormOption
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption
  @OptionGroup var memory: MemoryOption

  @Argument(
    help: ArgumentHelp("Files, folders or quoted patterns; - is standard input.", valueName: "file")
  )
  var files: [String]

  func validate() throws {
    if split != nil, words != nil { throw ValidationError("give either --words or --split") }
    if let words, WordRule(rawValue: words) == nil {
      let known = WordRule.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no word rule \(words); use one of \(known)")
    }
  }

  func run() throws {
    let wordRule = words.flatMap { WordRule(rawValue: $0) } ?? .whitespace
    let rule: PieceRule =
      switch split {
      case nil: .words(wordRule)
      case "sentencepiece": .spaceMarkedWords
      case let split?: .splitter(try SplitPattern.splitter(for: split))
      }
    // The target is opened before the work.
    try AtomicFile.checkWritable(file: output)
    let counter = PieceCounter(
      rule: rule, pool: threads.pool, maxMemory: memory.maxMemory.bytes)
    let inputs = try reading.inputs(files, form: form.textForm)
    // A pulled corpus may name a form of its own; counts of two forms have no one policy.
    let used = inputs.files.first?.options.form ?? form.textForm
    if let other = inputs.files.first(where: { $0.options.form != used }) {
      throw Failure.usage(
        "\(other.path) is read in the form \(other.options.form), \(inputs.files[0].path) in \(used)",
        remedy: "name one for all with --form, or count them apart and in one form")
    }
    let records = try counter.count(inputs, progress: progress.make())
    ProgressLine.clear()
    let isWords = split == nil
    let policy = CountRecord.Policy(
      split: rule.name, words: isWords ? wordRule.rawValue : nil,
      form: used.description,
      versions: [
        .init("derlius", Version.derlius), .init("icu", ICU.version),
        .init("patternUnicode", PinnedUnicode.version),
      ])
    let record = CountRecord(policy: policy, inputs: records.map { CountedInput($0) })
    let size = try CountFile.write(counter.finishSorted(), record: record, to: output)
    printToStandardError(Self.report(size, output))
    try ReadingNotes.finish(records)
  }

  static func report(_ size: CountFile.Size, _ path: String) -> String {
    "\(path): \(size.pieces) distinct of \(size.total)"
  }
}

/// `derlius corpus words merge`: add count files.
struct CorpusWordsMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Add count files of one policy; refuses others.",
    discussion: """
      The files are read side by side in little memory; the result is what counting all their inputs at \
      once writes.

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
    try AtomicFile.checkWritable(file: output)
    let size = try CountFile.merge(counts, to: output)
    printToStandardError(CorpusWordsCount.report(size, output))
  }
}
