import ArgumentParser
import Benchmarking
import Groundwork

/// `derlius verify`: recompute a report and compare every byte.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recompute a report from its manifest and compare every byte.",
    discussion: """
      Inputs are found by hash: where the run found them, in the vocabulary folder, or under --inputs.
      Exit code 0: identical; 1: something differs or is missing.

      Example:
        derlius verify reports/demo --inputs corpora
      """)

  @Argument(help: ArgumentHelp("The report's folder.", valueName: "folder"))
  var folder: String

  @Option(help: ArgumentHelp("A folder to search for inputs; repeat.", valueName: "dir"))
  var inputs: [String] = []

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  func run() throws {
    let manifest = try Manifest(contentsOf: joinPath(folder, "manifest.json"))
    var folders = inputs
    if let vocabularies = options.vocabularies { folders.append(vocabularies) }
    let report = try Benchmark(
      manifest, locator: options.locator, finder: InputFinder(folders: folders),
      pool: threads.pool, progress: progress.make()
    ).run()
    ProgressLine.clear()
    let verification = try ReportVerification(folder: folder, files: report.files)
    guard verification.differing.isEmpty else {
      throw Failure(
        "differs from what its manifest gives: \(verification.differing.joined(separator: ", "))",
        at: .file(folder),
        remedy: "compare the versions in result.json, or run: derlius bench manifest.json")
    }
    var output = StandardOutput()
    output.write(
      "identical: \(verification.compared.joined(separator: ", ")) recomputed byte for byte\n")
  }
}
