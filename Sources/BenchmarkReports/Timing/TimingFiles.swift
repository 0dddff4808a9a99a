import Groundwork
import TokenizerMetrics

/// The files that may stand beside a report and that `verify` passes over.
public enum TimingFiles {
  /// Makes the files that `ReportFiles.unverified` lists, in this order.
  ///
  /// - Parameters:
  ///   - timing: what was timed.
  ///   - result: the report that it stands beside; its title, versions and version are shown.
  ///   - manifest: the report's manifest, whose hash says which report that is.
  /// - Throws: when libcrypto gives no SHA-256.
  public static func make(
    _ timing: TimingResult, of result: BenchmarkResult, manifest: JSONValue
  ) throws(Failure) -> [(name: String, bytes: [UInt8])] {
    let hash = try SHA256.hexadecimalDigest(of: ReportFiles.bytes(ofManifest: manifest))
    let texts = [
      TimingJSON(timing: timing, result: result, manifestSHA256: hash).text,
      try TimingPage(timing: timing, model: ReportModel(result), manifestSHA256: hash).text(),
    ]
    return zip(ReportFiles.unverified, texts).map { (name: $0, bytes: Array($1.utf8)) }
  }
}
