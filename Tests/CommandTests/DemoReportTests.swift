import Foundation
import Groundwork
import Segmentation
import TestSupport
import Testing

/// The report that stands in the repository is what its manifest gives, here and now.
@Suite struct DemoReportTests {
  private static let repository = SharedData.repository
  private static let report = joinPath(repository, "reports/demo")

  /// A folder with all vocabularies of others that the report names; nil where there is none.
  private static let vocabularies: String? = {
    guard let manifest = try? JSONValue(contentsOf: joinPath(report, "manifest.json")) else {
      return nil
    }
    let files = (manifest["tokenizers"]?.array ?? []).compactMap { $0["file"]?.string }
      .filter { $0 != "lt-bpe-4k.tiktoken" }
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    let folders = [
      SharedData.path("vocab/tiktoken"), joinPath(home, ".cache/derlius/vocabularies"),
    ]
    return files.isEmpty
      ? nil : folders.first { folder in files.allSatisfy { exists(joinPath(folder, $0)) } }
  }()

  /// Whether words and sentences are found by the library that the report names.
  private static let hasItsICU =
    (try? JSONValue(contentsOf: joinPath(report, "result.json")))?["versions"]?["icu"]?.string
    == ICU.version

  @Test(
    .enabled(
      if: vocabularies != nil,
      "skipped: the vocabularies of reports/demo are neither in ../shared nor in the cache"),
    .enabled(if: hasItsICU, "skipped: reports/demo was made with another ICU"))
  func theCommittedReportIsWhatItsManifestGives() throws {
    let derlius = try RunCommand()
    let sample = joinPath(Self.repository, "corpora/sample")
    let texts = try listDirectory(joinPath(sample, "train")).filter { $0.hasSuffix(".txt") }
    let trained = try derlius.run(
      [
        "train", "bpe", "--vocab-size", "4000", "--split", "cl100k", "--output",
        derlius.path("lt-bpe-4k.tiktoken"),
      ] + texts.map { joinPath(sample, "train/\($0)") })
    try #require(trained.status == 0, "\(trained.messages)")
    let found = try derlius(
      "verify", Self.report, "--inputs", sample, "--inputs", derlius.folder.path, "--vocabularies",
      try #require(Self.vocabularies))
    #expect(
      found.output
        == "identical: index.html, result.json, results.csv, results.md, results.tex, methods.txt, "
        + "manifest.json recomputed byte for byte\n", "\(found.messages)")
    #expect(found.status == 0)
  }
}
