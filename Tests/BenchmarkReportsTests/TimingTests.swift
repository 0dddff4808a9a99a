import Groundwork
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

/// `timing.json` and `timing.html`.
@Suite struct TimingTests {
  private func files(_ timing: TimingResult) throws -> (json: JSONValue, page: String) {
    let manifest = JSONValue.object([.init("manifest", .integer(1))])
    let files = try TimingFiles.make(timing, of: SampleResult.make(), manifest: manifest)
    #expect(files.map(\.name) == ["timing.json", "timing.html"])
    let json = try JSONValue(parsing: files[0].bytes, file: "timing.json")
    let hash = try SHA256.hexadecimalDigest(of: ReportFiles.bytes(ofManifest: manifest))
    #expect(json["manifestSHA256"]?.string == hash)
    let page = String(decoding: files[1].bytes, as: UTF8.self)
    #expect(page.contains(hash))
    return (json, page)
  }

  @Test func speedsAreThoseOfTheMedian() throws {
    let (json, page) = try files(TimingSample.full)
    let row = try #require(json["tokenizers"]?.array?.first)
    #expect(row["load"]?["medianSeconds"]?.double == 0.25)
    #expect(row["load"]?["seconds"]?.serialized() == "[0.25, 0.125, 0.5]")
    #expect(row["load"]?["megabytesPerSecond"] == nil)
    // 4 MB and a million tokens in half a second by the clock, a quarter of processor time.
    #expect(row["first"]?["megabytesPerSecond"]?.double == 8)
    #expect(row["first"]?["megabytesPerProcessorSecond"]?.double == 16)
    #expect(row["first"]?["tokensPerSecond"]?.double == 2_000_000)
    #expect(row["first"]?["tokensPerProcessorSecond"]?.double == 4_000_000)
    #expect(row["warm"]?["medianProcessorSeconds"]?.double == 0.125)
    #expect(row["warm"]?["processorSeconds"]?.serialized() == "[0.125, 0.0625, 0.25]")
    #expect(json["loadAverages"]?["after"]?.serialized() == "[2.5, 1.5, 0.5]")
    #expect(json["bytes"]?.integer == 4_000_000 && json["threads"]?.integer == 1)
    #expect(page.contains("load 2.50 on 2"))
    #expect(!page.contains("too few for speeds") && !page.contains("without optimization"))
    #expect(page.contains("compare them with one another, not with speeds from elsewhere."))
  }

  @Test func whatWasNotMeasuredIsNull() throws {
    let (json, page) = try files(TimingSample.empty)
    let row = try #require(json["tokenizers"]?.array?.first)
    #expect(row["warm"]?["megabytesPerSecond"]?.serialized() == "null")
    #expect(row["load"]?["medianSeconds"]?.serialized() == "null")
    #expect(json["build"]?.string == "debug")
    #expect(page.contains("built without optimization"))
    #expect(page.contains("A pass encodes 0 bytes only"))
    #expect(!page.contains("more to do"))
  }

  @Test func mediansOfEvenAndOddNumbers() {
    #expect(TimingResult.Samples.median([]) == nil)
    #expect(TimingResult.Samples.median([3]) == 3)
    #expect(TimingResult.Samples.median([4, 1]) == 2.5)
    #expect(TimingResult.Samples.median([9, 1, 2, 4, 3]) == 3)
    #expect(TimingResult.speed(8, [2, 4, 1]) == 4)
    #expect(TimingResult.speed(8, [0, 0, 0]) == nil)
  }
}
