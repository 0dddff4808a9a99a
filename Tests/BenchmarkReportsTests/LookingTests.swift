import BenchmarkReports
import Foundation
import Groundwork
import Testing
import TokenizerMetrics

/// Writes pages to look at: `DERLIUS_LOOK=/tmp/look swift test --filter Looking`.
@Suite struct Looking {
  static let folder = ProcessInfo.processInfo.environment["DERLIUS_LOOK"]

  @Test(
    .enabled(if: folder != nil, "skipped: set DERLIUS_LOOK to a folder"),
    arguments: HostileResults.all)
  func writesPages(_ sample: HostileResults.Sample) throws {
    let folder = try #require(Self.folder)
    let files = try ReportFiles.make(result: sample.result, manifest: .object([]))
    let target = URL(fileURLWithPath: folder).appendingPathComponent(sample.name)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for file in files {
      try Data(file.bytes).write(to: target.appendingPathComponent(file.name))
    }
  }
}
