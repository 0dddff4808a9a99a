import Groundwork
import TestSupport
import Testing

/// A report depends on its inputs and on nothing else of the machine.
@Suite struct SameBytesTests {
  private struct Setting {
    var name: String
    var threads: String
    var environment: [String]
  }

  private static let settings = [
    Setting(name: "a", threads: "1", environment: ["LC_ALL=C", "TZ=UTC"]),
    Setting(
      name: "b/inside another", threads: "2",
      environment: ["LC_ALL=lt_LT.UTF-8", "LANG=lt_LT.UTF-8", "TZ=Europe/Vilnius"]),
    Setting(
      name: "c", threads: "2",
      environment: ["LC_ALL=tr_TR.UTF-8", "TZ=Pacific/Kiritimati", "USER=nobody", "COLUMNS=20"]),
  ]

  @Test func aReportIsTheSameAnywhere() throws {
    let derlius = try RunCommand()
    let sample = joinPath(SharedData.repository, "corpora/sample")
    _ = try derlius.writeRanks()
    var reports: [[(name: String, bytes: [UInt8])]] = []
    for setting in Self.settings {
      // A checkout of its own: inputs, output and home lie elsewhere each time.
      let folder = derlius.path(setting.name)
      for name in ["toy.tiktoken", "toy.json"] {
        _ = try derlius.write(try readFile(derlius.path(name)), to: "\(setting.name)/\(name)")
      }
      for language in ["lit_Latn", "eng_Latn", "ukr_Cyrl"] {
        let text = try readFile(joinPath(sample, "parallel/\(language).txt"))
        _ = try derlius.write(text, to: "\(setting.name)/parallel/\(language).txt")
      }
      let result = try derlius.run(
        [
          "bench", "-t", joinPath(folder, "toy.tiktoken"), "--parallel",
          "sample=\(joinPath(folder, "parallel"))", "--reference", "eng_Latn", "--focus", "lt",
          "--morphology", "lt=builtin:lt-uninflected", "--resamples", "100", "--threads",
          setting.threads, "--output", joinPath(folder, "report"),
        ], environment: setting.environment + ["DERLIUS_HOME=\(joinPath(folder, "home"))"])
      try #require(result.status == 0, "\(result.messages)")
      let report = joinPath(folder, "report")
      reports.append(try listDirectory(report).map { ($0, try readFile(joinPath(report, $0))) })
    }
    let first = try #require(reports.first)
    #expect(first.count == 7)
    for other in reports.dropFirst() {
      #expect(other.map(\.name) == first.map(\.name))
      for (one, two) in zip(first, other) { #expect(one.bytes == two.bytes, "\(one.name)") }
    }
    let verified = try derlius.run(
      ["verify", derlius.path("a/report"), "--inputs", derlius.path("b"), "--threads", "1"],
      environment: ["LC_ALL=lt_LT.UTF-8", "TZ=Asia/Kathmandu"])
    #expect(verified.status == 0, "\(verified.messages)")
  }
}
