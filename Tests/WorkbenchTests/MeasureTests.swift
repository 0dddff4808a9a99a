import Groundwork
import Morphology
import Testing

@testable import Workbench

@Suite struct MeasureTests {
  @Test func metricsAreThoseOfTheDefinitions() throws {
    let server = try TestServer()
    // By hand: "hello", " w", the two bytes of "ö", "!". A word alone has a space before it, so that " hello" is cut.
    let answer = try server.answer(
      "measure", #"{"text": "hello wö!", "second": "hello", "tokenizers": ["toy", "bytes"]}"#)
    #expect(
      answer["text"]?.serialized() == #"{"bytes": 10, "characters": 9, "words": 2}"#)
    #expect(
      answer["second"]?.serialized() == #"{"bytes": 5, "characters": 5, "words": 1}"#)
    #expect(answer["policy"]?["words"]?.string == "whitespace")
    let results = try #require(answer["results"]?.array)
    #expect(
      results.map { $0["metrics"]?.serialized() } == [
        #"{"tokens": 5, "fertility": 2.5, "pcw": 1.0, "chars_per_token": 1.8, "bytes_per_token": 2.0, "fragments": 0.4, "unk": 0.0, "round_trip": true, "premium": 5.0}"#,
        #"{"tokens": 10, "fertility": 5.0, "pcw": 1.0, "chars_per_token": 0.9, "bytes_per_token": 1.0, "fragments": 0.2, "unk": 0.0, "round_trip": true, "premium": 2.0}"#,
      ])
    #expect(
      results[0]["why"]?.serialized()
        == #"{"pure": "no morphology", "aligned": "no morphology"}"#)
  }

  @Test func whatCannotBeComputedSaysWhy() throws {
    let server = try TestServer()
    let answer = try server.answer(
      "measure", #"{"text": "", "tokenizers": ["toy"], "words": "uax29"}"#)
    let result = try #require(answer["results"]?.array?.first)
    #expect(result["metrics"]?.serialized() == #"{"tokens": 0}"#)
    #expect(result["why"]?["fertility"]?.string == "nothing was counted to divide by")
    #expect(result["why"]?["premium"]?.string == "no second text")
    #expect(answer["policy"]?["words"]?.string == "uax29")
  }

  @Test func morphemesMakeTokensPure() throws {
    let list = try SegmentList(
      bytes: Array("hello\thell o\n".utf8), file: "m.tsv", language: "en", name: "m")
    let server = try TestServer(
      [
        ("hell", TestServer.toy(merges: ["he", "ll", "hell"])),
        ("bytes", TestServer.toy(merges: [])),
      ],
      morphologies: [.init(name: "m", language: "en", provider: list)])
    let listing = try server.request("GET", "api/tokenizers").json
    #expect(
      listing["morphologies"]?.serialized() == #"[{"name": "m", "language": "en"}]"#)
    let answer = try server.answer(
      "measure", #"{"text": "hello", "tokenizers": ["hell", "bytes"], "morphology": "m"}"#)
    let metrics = try #require(answer["results"]?.array).map { $0["metrics"] }
    #expect(metrics.map { $0?["pure"]?.double } == [100, 20])
    let unknown = try server.ask(
      "measure", #"{"text": "a", "tokenizers": [], "morphology": "x"}"#)
    #expect(unknown.status == 404)
    #expect(
      try unknown.error
        == #"there is no morphology "x" | GET api/tokenizers lists them; derlius serve takes them by --morphology"#
    )
  }
}
