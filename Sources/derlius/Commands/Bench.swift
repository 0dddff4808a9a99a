import ArgumentParser
import Benchmarking
import Groundwork
import TokenizerMetrics

/// `derlius bench`: tokenizers × corpora → a report folder.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure tokenizers on corpora and write a report.",
    discussion: """
      The folder gets index.html, result.json, results.csv, results.md, results.tex, methods.txt and manifest.json. The \
      same inputs give the same bytes; `derlius verify FOLDER` recomputes them. --timing adds timing.json and \
      timing.html, which differ from run to run and which verify leaves out.

      Examples:
        derlius bench -t o200k_base -t lt.model --corpus lt=news.txt --output report
        derlius bench -t cl100k_base -t o200k_base --parallel flores=flores200/dev \\
          --reference eng_Latn --focus lit_Latn --morphology lt=morphemes.tsv --output report
        derlius bench report/manifest.json --output again
        derlius bench manifest.json --shard 1/4 --output 1.partial
        derlius bench -t o200k_base -t lt.model --corpus lt=news.txt --timing --output report
      """)

  @Argument(help: ArgumentHelp("A manifest; flags win over it.", valueName: "manifest.json"))
  var manifest: String?

  @Option(
    name: [.customShort("t"), .customLong("tokenizer")],
    help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T; repeat.", valueName: "t"))
  var tokenizers: [String] = []

  @Option(
    name: .customLong("corpus"),
    help: ArgumentHelp(
      "A text in one language, such as lt=news.txt, or a folder of texts; repeat.",
      valueName: "lang=path"))
  var corpora: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder with one file per language, line i the same sentence, or a table with a column for each, "
        + "a TMX file, or the start of names such as x.en and x.lt; repeat.",
      valueName: "name=path"))
  var parallel: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Morphemes, such as lt=list.tsv (form TAB segments): a list, a hunspell dictionary (.dic, its .aff beside it), \
      a CoNLL-U treebank, a UniMorph table, or builtin:lt-uninflected; repeat: the first that knows a form answers.
      """,
      valueName: "lang=path"))
  var morphology: [String] = []

  @Option(
    help: ArgumentHelp(
      "The text that a tokenizer was trained on, to check for overlap; repeat.",
      valueName: "name=path"))
  var trainedOn: [String] = []

  @Option(help: ArgumentHelp("The language of parity's denominator.", valueName: "lang"))
  var reference: String?

  @Option(help: ArgumentHelp("The language that the report is about.", valueName: "lang"))
  var focus: String?

  @Option(help: ArgumentHelp("The tokenizer that others are compared with.", valueName: "name"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Metric ids, comma-separated (default: all; see derlius metrics).", valueName: "list"))
  var metrics: String?

  @Option(help: "What a word is: whitespace, uax29, uax29-letters, treebank (CoNLL-U only).")
  var words: String?

  @Option(help: "What stands before a text: in-text, prefixed, bare.")
  var leadingSpace: String?

  @Option(help: "Words without letter or digit in denominators: kept, dropped.")
  var punctuation: String?

  @Option(help: "The form that texts are brought to: raw, NFC, NFD, NFKC, NFKD, lower.")
  var form: String?

  @Option(
    help: ArgumentHelp(
      "What is resampled: document, file, group (articles and the like), or a number of adjacent lines; "
        + "by default the groups that a corpus knows, else 5 lines.",
      valueName: "unit"))
  var unit: String?

  @Option(
    help: ArgumentHelp("Bootstrap resamples (default 10000); 0 for no intervals.", valueName: "n"))
  var resamples: Int?

  @Option(help: ArgumentHelp("The seed of all random draws (default 1).", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("A context window in tokens: how many words fill it.", valueName: "n"))
  var window: Int?

  @Option(
    help: ArgumentHelp("The price of a million tokens: what 1000 words cost.", valueName: "p"))
  var price: Double?

  @Flag(help: "Leave out how the order of the tokenizers depends on the policy.")
  var noSensitivity = false

  @Flag(
    help:
      "Leave sentences and words of the corpora out of the report, which then can be given to anyone."
  )
  var noText = false

  @Option(
    help: ArgumentHelp(
      "The licence of a corpus, tokenizer or morphology that no catalogue states; repeat.",
      valueName: "name=text"))
  var licence: [String] = []

  @Option(help: "The report's heading.")
  var title: String?

  @Option(help: "A warning to stand above the report.")
  var notice: String?

  @Flag(help: "Go on without tokenizers that are not on this machine; the report names them.")
  var allowMissing = false

  @Option(
    help: ArgumentHelp("A folder to search for a manifest's files; repeat.", valueName: "dir"))
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Measure only a part of the documents, such as 2/4, into a file for `derlius merge`.",
      valueName: "i/n"))
  var shard: String?

  @Flag(
    help:
      "Also time loading and encoding, on one thread: timing.json and timing.html beside the report."
  )
  var timing = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The report's folder; with --shard a file.", valueName: "folder"))
  var output: String

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  func run() throws {
    var plan = Manifest()
    if let manifest { plan = try Manifest(contentsOf: manifest) }
    try apply(to: &plan)
    if output.isEmpty { throw Failure.usage("--output is empty", remedy: "name a folder") }
    if timing, shard != nil {
      throw Failure.usage(
        "--timing cannot be had with --shard, which writes no report",
        remedy: "leave one of them out")
    }
    let benchmark = Benchmark(
      plan, locator: options.locator, finder: InputFinder(folders: inputs),
      allowMissing: allowMissing, timing: timing, pool: threads.pool, progress: progress.make())
    // The target is tried before the work, so that an hour is not lost at its end.
    if let shard = try parsedShard() {
      try AtomicFile.checkWritable(file: output)
      let measured = try benchmark.measure(shard)
      try AtomicFile.write(try measured.partial.fileBytes(), to: output)
      ProgressLine.clear()
      ReportWriting.warn(measured.warnings)
      ReportWriting.remember(measured.inputs)
      printToStandardError("derlius: wrote \(output)")
    } else {
      try AtomicFile.checkWritable(folder: output)
      try ReportWriting.write(try benchmark.run(), to: output)
    }
  }

  /// The shard that was asked for.
  private func parsedShard() throws(Failure) -> Shard? {
    guard let shard else { return nil }
    let parts = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      (1...Shard.most).contains(count), (1...count).contains(number)
    else {
      throw Failure.usage(
        "--shard \(shard) is no part of a whole",
        remedy: "write it as 1/4, 2/4, …; at most \(Shard.most) parts")
    }
    return Shard(number: number, of: count)
  }

  private func apply(to plan: inout Manifest) throws(Failure) {
    if !tokenizers.isEmpty { plan.tokenizers = tokenizers.map { Manifest.Tokenizer(target: $0) } }
    if !corpora.isEmpty || !parallel.isEmpty { plan.corpora = [] }
    for text in corpora {
      let (language, path) = try pair(text, "--corpus", "lt=PATH")
      plan.corpora.append(
        Manifest.Corpus(
          name: pathStem(path), isParallel: false, files: [(language, Manifest.File(path: path))]))
    }
    for text in parallel {
      let (name, folder) = try pair(text, "--parallel", "NAME=FOLDER")
      plan.corpora.append(Manifest.Corpus(name: name, isParallel: true, folder: folder))
    }
    if !morphology.isEmpty { plan.morphology = [] }
    for text in morphology {
      let (language, path) = try pair(text, "--morphology", "lt=PATH")
      plan.morphology.append(Manifest.Morphology(language: language, argument: path))
    }
    if !trainedOn.isEmpty { plan.trainedOn = [] }
    for text in trainedOn {
      let (name, path) = try pair(text, "--trained-on", "NAME=PATH")
      plan.trainedOn.append((name, [Manifest.File(path: path)]))
    }
    for text in licence {
      let (name, licence) = try pair(text, "--licence", "NAME=LICENCE")
      plan.licences.append(NamedText(name, licence))
    }
    plan.reference = reference ?? plan.reference
    plan.focus = focus ?? plan.focus
    plan.baseline = baseline ?? plan.baseline
    plan.title = title ?? plan.title
    plan.notice = notice ?? plan.notice
    if let metrics {
      if metrics.allSatisfy({ $0 == "," }) {
        throw Failure.usage("--metrics is empty", remedy: "leave it out for all metrics")
      }
      plan.metrics = metrics.split(separator: ",").map(String.init)
    }
    let choices = [
      ("form", form), ("words", words), ("leadingSpace", leadingSpace),
      ("punctuation", punctuation),
    ]
    for case (let key, let value?) in choices {
      plan.policy.removeAll { $0.name == key }
      plan.policy.append(NamedText(key, value))
    }
    plan.format = reading.format ?? plan.format
    reading.apply(to: &plan.reading)
    if let unit { try apply(unit: unit, to: &plan.resampling) }
    if let resamples { plan.resampling.resamples = resamples }
    if let seed { plan.resampling.seed = seed }
    plan.window = window ?? plan.window
    plan.price = price ?? plan.price
    if noText { plan.text = false }
    if noSensitivity { plan.sensitivity = false }
    if let window, !(1...Manifest.mostTokens).contains(window) {
      throw Failure.usage("--window must be from 1 to \(Manifest.mostTokens)")
    }
    if let price, !Manifest.isPrice(price) {
      throw Failure.usage("--price must be from 0 to \(Int(Manifest.highestPrice))")
    }
    if plan.resampling.resamples < 0 {
      throw Failure.usage("--resamples must be at least 0")
    }
    if plan.resampling.resamples > Manifest.mostResamples {
      throw Failure.usage("--resamples must be at most \(Manifest.mostResamples)")
    }
  }

  private func apply(unit: String, to resampling: inout Resampling) throws(Failure) {
    switch unit {
    case "document": resampling.unit = .document
    case "file": resampling.unit = .file
    case "group": resampling.unit = .group
    default:
      guard let lines = Int(unit) else {
        throw Failure.usage(
          "\(unit) is no choice for --unit",
          remedy: "use document, file, group or a number of adjacent lines")
      }
      if lines < 1 { throw Failure.usage("--unit must be at least 1") }
      resampling.unit = .lines
      resampling.linesPerUnit = lines
    }
  }

  private func pair(
    _ text: String, _ option: String, _ shape: String
  ) throws(Failure) -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Failure.usage(
        "\(option) \(text) has no name or no path", remedy: "write it as \(shape)")
    }
    return (String(parts[0]), String(parts[1]))
  }
}
