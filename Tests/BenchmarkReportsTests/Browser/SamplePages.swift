import BenchmarkReports
import Groundwork
import TokenizerMetrics

/// The pages that browsers are shown.
struct SamplePage: Sendable, CustomStringConvertible {
  let description: String
  private let make: @Sendable () throws -> [UInt8]

  init(description: String, make: @escaping @Sendable () throws -> [UInt8]) {
    self.description = description
    self.make = make
  }

  /// The page's bytes.
  func bytes() throws -> [UInt8] { try make() }

  /// Reports in every state.
  static let reports = HostileResults.all.map { sample in
    SamplePage(description: sample.name) { try report(sample.result) }
  }

  /// Sweeps in every state.
  static let sweeps = SweepPageTests.samples.indices.map { index in
    SamplePage(description: "sweep, \(SweepPageTests.samples[index].name)") {
      try SweepFiles.make(SweepPageTests.samples[index].result)[0].bytes
    }
  }

  /// Speeds: many tokenizers, and none that could be timed.
  static let timings = [("timing", TimingSample.full), ("timing, empty", TimingSample.empty)].map {
    name, timing in
    SamplePage(description: name) {
      try TimingFiles.make(timing, of: SampleResult.make(), manifest: .object([]))[1].bytes
    }
  }

  static let all = reports + sweeps + timings

  /// Those that are looked through wholly, which takes seconds each: not those that others are like.
  static let differing = all.filter {
    [
      "full", "one-tokenizer", "one-language", "no-value", "hostile-names", "hostile-texts",
      "forty", "arabic", "sweep, costs", "sweep, gaps", "timing", "timing, empty",
    ].contains($0.description)
  }

  /// Those in which everything is that the others have.
  static let rich = all.filter {
    ["full", "hostile-names", "sweep, costs", "timing"].contains($0.description)
  }

  /// Those that differ in how they are used: few, since each takes seconds.
  static let used = all.filter {
    ["full", "one-language", "no-value", "wide", "hostile-names", "sweep, costs"]
      .contains($0.description)
  }

  static func report(_ result: BenchmarkResult) throws -> [UInt8] {
    try ReportFiles.make(result: result, manifest: .object([]))[0].bytes
  }
}
