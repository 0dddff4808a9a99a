import Groundwork
import TestSupport
import Testing

/// `bench --timing`: two more files, and no other byte in the rest.
@Suite struct BenchTimingTests {
  private let derlius: RunCommand
  private let toy: String
  private let other: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    other = try derlius.writeRanks("other.tiktoken", merges: ["la", "ba"])
    _ = try derlius.write("labas pasauli\nkaip sekasi\n", to: "parallel/lit_Latn.txt")
    _ = try derlius.write("hello world\n\n", to: "parallel/eng_Latn.txt")
  }

  private func bench(_ output: String, _ more: String...) throws -> RunCommand.Result {
    try derlius.run(
      [
        "bench", "-t", toy, "-t", other, "--parallel", "tiny=\(derlius.path("parallel"))",
        "--reference", "eng_Latn", "--focus", "lt", "--resamples", "50", "--output",
        derlius.path(output),
      ] + more)
  }

  @Test func onlyTwoFilesAreAdded() throws {
    let plain = try bench("plain")
    #expect(plain.status == 0, "\(plain.messages)")
    let timed = try bench("timed", "--timing")
    #expect(timed.status == 0, "\(timed.messages)")
    let names = try listDirectory(derlius.path("plain"))
    #expect(
      try Set(listDirectory(derlius.path("timed")))
        == Set(names).union(["timing.html", "timing.json"]))
    #expect(names.count == 7)
    for name in names {
      let one = try readFile(derlius.path("plain/\(name)"))
      #expect(try readFile(derlius.path("timed/\(name)")) == one, "\(name)")
    }
    #expect(try derlius("verify", derlius.path("timed")).status == 0)
    let same = try derlius(
      "report", "diff", "--exit-code", derlius.path("plain"), derlius.path("timed"))
    #expect(same.status == 0, "\(same.output)")
  }

  @Test func anEarlierRunsTimesDoNotStay() throws {
    let timed = try bench("report", "--timing")
    #expect(timed.status == 0 && !timed.messages.contains("removed"), "\(timed.messages)")
    let again = try bench("report", "--timing")
    #expect(again.status == 0 && !again.messages.contains("removed"), "\(again.messages)")
    let plain = try bench("report")
    #expect(plain.status == 0)
    #expect(
      plain.messages.contains(
        "derlius: removed an earlier run's timing.json and timing.html from \(derlius.path("report"))\n"
      ), "\(plain.messages)")
    #expect(try listDirectory(derlius.path("report")).count == 7)
    // What is no file of ours stays, and so does everything where the report cannot be written.
    _ = try derlius.write("x", to: "other/timing.html/kept")
    _ = try derlius.write("{}", to: "other/timing.json")
    _ = try derlius.write("x", to: "other/results.csv/kept")
    #expect(try bench("other").status == 1)
    #expect(try readFile(derlius.path("other/timing.json")) == Array("{}".utf8))
    removeTree(derlius.path("other/results.csv"))
    #expect(try bench("other").status == 0)
    #expect(!exists(derlius.path("other/timing.json")))
    #expect(exists(derlius.path("other/timing.html/kept")))
  }

  @Test func everythingIsTimed() throws {
    let timed = try bench("timed", "--timing")
    #expect(timed.status == 0, "\(timed.messages)")
    let json = try JSONValue(contentsOf: derlius.path("timed/timing.json"))
    #expect(
      json["manifestSHA256"]?.string == (try sha256OfFile(derlius.path("timed/manifest.json"))))
    #expect(json["schema"]?.integer == 1)
    #expect(json["derlius"]?.string == Version.derlius)
    #expect(json["bytes"]?.integer == 35)
    #expect(
      json["texts"]?.array?.map { $0["documents"]?.integer } == [2, 2], "\(json.serialized())")
    #expect(json["texts"]?.array?.map { $0["isPart"]?.bool } == [false, false])
    #expect((json["processors"]?.integer ?? 0) > 0)
    #expect(json["machine"]?["architecture"]?.string?.isEmpty == false)
    let rows = try #require(json["tokenizers"]?.array)
    #expect(rows.map { $0["name"]?.string } == ["toy", "other"])
    for row in rows {
      #expect((1...35).contains(row["tokens"]?.integer ?? 0))
      for what in ["load", "first", "warm"] {
        let times = try #require(row[what])
        for samples in ["seconds", "processorSeconds"] {
          let values = times[samples]?.array?.compactMap(\.double) ?? []
          #expect(values.count == 5 && values.allSatisfy { $0 > 0 }, "\(what) \(samples)")
        }
        #expect((times["medianSeconds"]?.double ?? 0) > 0)
        if what != "load" { #expect((times["megabytesPerSecond"]?.double ?? 0) > 0) }
      }
    }
    // The ids are those that `encode` gives: of each language in turn, a line for a text.
    let lines = try ["parallel/eng_Latn.txt", "parallel/lit_Latn.txt"].flatMap { file in
      try String(decoding: readFile(derlius.path(file)), as: UTF8.self)
        .split(separator: "\n").map { try derlius("encode", "-t", toy, input: String($0)).output }
    }
    let ids = lines.flatMap { $0.split { $0 == " " || $0 == "\n" }.compactMap { UInt32($0) } }
    #expect(rows[0]["tokens"]?.integer == ids.count)
    let bytes = ids.flatMap { id in (0..<4).map { UInt8(truncatingIfNeeded: id >> ($0 * 8)) } }
    #expect(rows[0]["idsSHA256"]?.string == (try SHA256.hexadecimalDigest(of: bytes)))
  }

  @Test func aShardHasNoReportToStandBeside() throws {
    let result = try bench("1.partial", "--timing", "--shard", "1/2")
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: --timing cannot be had with --shard, which writes no report; leave one of them out\n"
    )
    #expect(!exists(derlius.path("1.partial")))
  }
}
