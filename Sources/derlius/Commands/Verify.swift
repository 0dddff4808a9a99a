import ArgumentParser
import Benchmarking
import Groundwork

/// `derlius verify`: recompute a report and compare every byte.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute a report from its manifest and compare every byte.",
    discussion: """
      Inputs are found by hash: where the run found them, in the vocabulary folder, or under --inputs. What differs is \
      printed, a line each: inputs that changed or are missing, other versions and which metrics changed since, files \
      that differ and where, files that do not belong. timing.json and timing.html are left out: they differ each time.
      Exit code 0: identical; 1: something differs or is missing.

      Examples:
        derlius verify reports/demo --inputs corpora
        derlius verify --json report
      """)

  @Argument(help: ArgumentHelp("The report's folder.", valueName: "folder"))
  var folder: String

  @Option(help: ArgumentHelp("A folder to search for inputs; repeat.", valueName: "dir"))
  var inputs: [String] = []

  @Flag(help: "Print what was found as a JSON object.")
  var json = false

  @OptionGroup var options: TokenizerOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  func run() throws {
    let report = try ReportFolder(contentsOf: folder)
    var verification = try ReportVerification(report)
    if verification.canRecompute { try recompute(report, &verification) }
    ProgressLine.clear()
    var output = StandardOutput()
    let findings = verification.findings
    if json {
      let object = JSONValue.object([
        .init("identical", .bool(findings.isEmpty)),
        .init("compared", .array(verification.compared.map { .string($0) })),
        .init("findings", .array(findings.map(\.json))),
      ])
      output.write(object.serialized(indented: true, inlineDepth: 2) + "\n")
    } else if findings.isEmpty {
      output.write(
        "identical: \(verification.compared.joined(separator: ", ")) recomputed byte for byte\n")
    } else {
      output.write(findings.map { "\(Failure($0.description))\n" }.joined())
    }
    guard let first = findings.first else { return }
    // What cannot be read says best itself where and why.
    if case .damaged(_, let failure) = first { throw failure }
    throw Failure(
      "is not what its manifest gives: \(first)", at: .file(folder), remedy: first.remedy)
  }

  /// Runs the manifest; where that fails, says which inputs are at fault.
  private func recompute(
    _ report: ReportFolder, _ verification: inout ReportVerification
  ) throws(Failure) {
    var folders = inputs
    if let vocabularies = options.vocabularies { folders.append(vocabularies) }
    let finder = InputFinder(folders: folders)
    let manifest = try report.manifest()
    let benchmark = Benchmark(
      manifest, locator: options.locator, finder: finder, pool: threads.pool,
      progress: progress.make())
    let failure: Failure
    do throws(Failure) {
      verification.compare(try benchmark.run().files)
      return
    } catch {
      failure = error
    }
    if failure.fault == .interrupted { throw failure }
    let findings = try InputAudit.findings(manifest, finder: finder)
    if findings.isEmpty {
      if verification.findings.isEmpty { throw failure }
      printToStandardError("derlius: it cannot be recomputed: \(failure)")
    }
    verification.add(findings)
  }
}
