import ArgumentParser
import BenchmarkReports
import Benchmarking
import Groundwork

/// What `bench` and `merge` do with a report.
enum ReportWriting {
  /// Writes a report's folder and tells the user what there is to know; exits with 1 where a corpus was broken.
  static func write(_ report: Benchmark.Report, to folder: String) throws {
    // Times of an earlier run into the folder are of another report.
    let stale = ReportFiles.unverified.filter { name in
      !report.files.contains { $0.name == name }
    }
    let removed = try AtomicFile.write(report.files, toFolder: folder, removing: stale)
    ProgressLine.clear()
    if !removed.isEmpty {
      printToStandardError(
        "derlius: removed an earlier run's \(removed.joined(separator: " and ")) from \(folder)")
    }
    for missing in report.result.missing {
      printToStandardError("derlius: without \(missing.name): \(missing.why)")
    }
    warn(report.warnings)
    remember(report.inputs)
    printToStandardError("derlius: wrote \(joinPath(folder, "index.html"))")
    if !report.isWhole { throw ExitCode(Failure.Fault.data.exitCode) }
  }

  /// Prints warnings.
  static func warn(_ warnings: [String]) {
    for warning in warnings { printToStandardError("derlius: warning: \(warning)") }
  }

  /// Remembers where inputs were found, for runs by hash.
  static func remember(_ inputs: [(sha256: String, path: String)]) {
    if inputs.isEmpty { return }
    var remembered = RememberedInputs.read()
    remembered.remember(inputs)
  }
}
