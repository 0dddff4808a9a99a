import ArgumentParser
import Benchmarking
import Groundwork

/// `derlius merge`: partial results → a report folder.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Add up partial results of `bench --shard` and write the report.",
    discussion: """
      The report has the same bytes as that of a run in one piece. Tokenizers and morphologies are found by \
      hash, as for a manifest; corpora are not needed. With --partial the shards named are added up into \
      one file, in any order and grouping.

      Examples:
        derlius bench manifest.json --shard 1/2 --output one.partial
        derlius bench manifest.json --shard 2/2 --output two.partial
        derlius merge one.partial two.partial --output report
      """)

  @Argument(
    help: ArgumentHelp("Files that bench --shard or merge --partial wrote.", valueName: "part"))
  var parts: [String]

  @Flag(help: "Write partial results again, not a report: shards may be missing.")
  var partial = false

  @Option(
    help: ArgumentHelp(
      "A folder to search for tokenizers and morphologies; repeat.", valueName: "dir"))
  var inputs: [String] = []

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The report's folder; with --partial a file.", valueName: "path"))
  var output: String

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  func run() throws {
    if output.isEmpty { throw Failure.usage("--output is empty", remedy: "name a folder") }
    if partial {
      try AtomicFile.checkWritable(file: output)
    } else {
      try AtomicFile.checkWritable(folder: output)
    }
    var whole: BenchmarkPartial?
    for path in parts {
      let part = try BenchmarkPartial(contentsOf: path)
      do throws(Failure) {
        if whole == nil { whole = part } else { try whole?.merge(part) }
      } catch {
        var failure = error
        failure.place = failure.place ?? .file(path)
        throw failure
      }
    }
    guard let whole else { throw Failure.usage("there is nothing to merge") }
    if partial {
      try AtomicFile.write(try whole.fileBytes(), to: output)
      return
    }
    var folders = inputs
    if let vocabularies = options.vocabularies { folders.append(vocabularies) }
    let report = try Benchmark(
      try whole.readManifest(name: parts[0]), locator: options.locator,
      finder: InputFinder(folders: folders), pool: threads.pool, progress: progress.make()
    ).report(of: whole)
    try ReportWriting.write(report, to: output)
  }
}
