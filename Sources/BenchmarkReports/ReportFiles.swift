import Groundwork
import TokenizerMetrics

/// The files of a report, all from one result value.
public enum ReportFiles {
  /// The command that recomputes a report from its manifest.
  public static let canonicalCommand = "derlius bench manifest.json --output FOLDER"

  /// The names of a report's files, in the order of `make`.
  public static let names = [
    "index.html", "result.json", "results.csv", "results.md", "results.tex", "methods.txt",
    "manifest.json",
  ]

  /// Names that may stand beside them and are no part of the report: what differs from run to run.
  public static let unverified = ["timing.json", "timing.html"]

  /// Makes the files that `names` lists, in this order.
  ///
  /// The same result and manifest give the same bytes: no clock, no path, no locale. O(rows) but for the
  /// page, which looks rows up by corpus, language and metric.
  ///
  /// - Parameters:
  ///   - result: what was measured; nothing else is read.
  ///   - manifest: what recomputes it; written indented, members in their order.
  ///   - commands: shown under "Verify it yourself", one per line.
  /// - Throws: when there is no tokenizer or no row to report.
  public static func make(
    result: BenchmarkResult, manifest: JSONValue, commands: [String] = [canonicalCommand]
  ) throws(Failure) -> [(name: String, bytes: [UInt8])] {
    if result.tokenizers.isEmpty {
      throw Failure("the benchmark has no tokenizer to report", remedy: "name one with --tokenizer")
    }
    if result.rows.isEmpty {
      throw Failure(
        "the benchmark has no number to report",
        remedy: "name a corpus with --corpus or --parallel, and metrics that it allows")
    }
    let model = ReportModel(result)
    let written = Self.bytes(ofManifest: manifest)
    let sha256 = try SHA256.hexadecimalDigest(of: written)
    let methods = MethodsText(model: model, manifestSHA256: sha256)
    let texts = [
      try ReportPage(model: model, commands: commands).text(),
      ResultJSON.text(result, manifest: manifest, manifestSHA256: sha256),
      ResultCSV.text(result),
      ResultMarkdown.text(model),
      ResultLaTeX.text(model, manifestSHA256: sha256),
      methods.text(),
    ]
    return zip(names, texts.map { Array($0.utf8) } + [written]).map { (name: $0, bytes: $1) }
  }

  /// A manifest as it is written: indented, members in their order, a line end behind.
  public static func bytes(ofManifest manifest: JSONValue) -> [UInt8] {
    Array((manifest.serialized(indented: true) + "\n").utf8)
  }
}
