import ArgumentParser
import Corpora
import Counting
import Groundwork
import Segmentation

/// `derlius corpus words dress`: the words of lists with case and punctuation.
struct CorpusWordsDress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dress",
    abstract: "Give the words of lists the case and the punctuation that running text has them in.",
    discussion: """
      Lists of word forms mostly come in small letters and without punctuation. From running text (--like) it is \
      learnt how often a word begins with a capital or stands in capitals, and which signs stand around it; words \
      that the text does not have go by their endings. Of each word's occurrences in the lists so many \
      become Vilniuje, kad, or metų. as these shares say. The result is a count file of white-space words, for \
      derlius train … --counts.

      Examples:
        derlius corpus words dress --like law.txt --like novels/=10 --output dressed.tsv news-1grams.tsv
        derlius train bpe --counts dressed.tsv --vocab-size 32000 --output lt.model
      """)

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The count file.", valueName: "counts"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Running text in which words stand as they should; repeat; FILE=WEIGHT counts each word so often.",
      valueName: "file"))
  var like: [String]

  @OptionGroup var form: FormOption
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  @Argument(
    help: ArgumentHelp(
      "Lists of words with counts, or count files of corpus words.", valueName: "list"))
  var lists: [String]

  func run() throws {
    try AtomicFile.checkWritable(file: output)
    var texts: [CountedInput] = []
    let text = PieceCounter(rule: .whiteSpaceWords, pool: threads.pool)
    for input in like {
      let input = try WeightedInput(parsing: input)
      let records = try text.count(
        try reading.inputs([input.path], form: form.textForm), weight: input.weight,
        progress: progress.make())
      texts += records.map { CountedInput($0, weight: input.weight) }
    }
    let model = DressModel(learningFrom: text.finish())
    let words = PieceCounter(rule: .whiteSpaceWords, pool: threads.pool)
    let records = try words.count(
      try reading.inputs(lists, form: form.textForm), progress: progress.make())
    ProgressLine.clear()
    let policy = CountRecord.Policy(
      split: PieceRule.whiteSpaceWords.name, words: WordRule.whitespace.rawValue,
      form: form.textForm.description, dressedLike: texts,
      versions: CountRecord.Version.current)
    let size = try CountFile.write(
      SortedCounts(model.dress(words.finish())),
      record: CountRecord(policy: policy, inputs: records.map { CountedInput($0) }), to: output)
    printToStandardError(CorpusWordsCount.report(size, output))
    try ReadingNotes.finish(records)
  }
}
