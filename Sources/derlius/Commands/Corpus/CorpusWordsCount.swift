import ArgumentParser
import Corpora
import Counting
import Groundwork
import Segmentation
import Tokenization

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

  @Option(
    help: ArgumentHelp(
      """
      Keep each occurrence with a chance of one half, drawn by this seed, to see how much hangs on the text. \
      All words are then held in memory.
      """,
      valueName: "seed"))
  var half: UInt64?

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
    // A half is drawn from one table.
    let counter = PieceCounter(
      rule: rule, pool: threads.pool, maxMemory: half == nil ? memory.maxMemory.bytes : nil)
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
      form: used.description, half: half,
      versions: CountRecord.Version.current)
    let record = CountRecord(policy: policy, inputs: records.map { CountedInput($0) })
    let size =
      if let half {
        try CountFile.write(
          SortedCounts(counter.finish().half(seed: half)), record: record, to: output)
      } else {
        try CountFile.write(counter.finishSorted(), record: record, to: output)
      }
    printToStandardError(Self.report(size, output))
    try ReadingNotes.finish(records)
  }

  static func report(_ size: CountFile.Size, _ path: String) -> String {
    "\(path): \(size.pieces) distinct of \(size.total)"
  }
}
