import Groundwork
import Testing
import Tokenization

@testable import Workbench

@Suite struct EncodeCallTests {
  private let server: TestServer

  init() throws { server = try TestServer() }

  @Test func tokensAreThoseOfTheLibraryWithTheirSpans() throws {
    let text = "hello wörld hell"
    let answer = try server.answer(
      "encode", #"{"text": "\#(text)", "tokenizers": ["toy", "bytes"]}"#)
    #expect(answer["api"]?.integer == 1)
    #expect(answer["bytes"]?.integer == text.utf8.count)
    let results = try #require(answer["results"]?.array)
    #expect(results.map { $0["tokenizer"]?.string } == ["toy", "bytes"])
    for (result, merges) in zip(results, [["he", "ll", "hell", "hello", " w"], []]) {
      let (ids, spans) = try TestServer.toy(merges: merges).encodeWithSpans(Array(text.utf8))
      #expect(result["count"]?.integer == ids.count)
      #expect(result["first"]?.integer == 0)
      #expect(result["ids"]?.array?.map(\.integer) == ids.map { Int($0) })
      #expect(result["starts"]?.array?.map(\.integer) == spans.map { $0.start })
      #expect(result["ends"]?.array?.map(\.integer) == spans.map { $0.end })
    }
  }

  @Test func eachIdIsDescribedOnce() throws {
    let answer = try server.answer(
      "encode",
      #"{"text": "hello hello ö<|end|>", "tokenizers": ["toy"], "specials": "parse"}"#)
    let pieces = try #require(answer["results"]?.array?.first?["pieces"]?.members)
    #expect(
      pieces.map { "\($0.key) \($0.value.serialized())" } == [
        #"32 {"text": " ", "kind": "normal"}"#, #"182 {"bytes": "b6", "kind": "fragment"}"#,
        #"195 {"bytes": "c3", "kind": "fragment"}"#, #"259 {"text": "hello", "kind": "normal"}"#,
        #"300 {"text": "<|end|>", "kind": "special"}"#,
      ])
  }

  @Test func aWindowListsTheTokensThatTouchIt() throws {
    let text = String(repeating: "hello ", count: 1000)
    let answer = try server.answer(
      "encode", #"{"text": "\#(text)", "tokenizers": ["toy"], "window": [601, 607]}"#)
    let result = try #require(answer["results"]?.array?.first)
    #expect(result["count"]?.integer == 2000)
    #expect(result["first"]?.integer == 200)
    #expect(result["starts"]?.array?.map(\.integer) == [600, 605, 606])
    #expect(result["ends"]?.array?.map(\.integer) == [605, 606, 611])
  }

  @Test func specialTokensAreRefusedForTheTokenizerThatHasThem() throws {
    let answer = try server.answer(
      "encode",
      #"{"text": "a<|end|>", "tokenizers": ["toy"], "specials": "error"}"#)
    let error = try #require(answer["results"]?.array?.first?["error"])
    #expect(error["message"]?.string == "the text: byte 1: holds the special token <|end|>")
    #expect(error["remedy"]?.string == "take special tokens as text, or parse them")
  }

  @Test func manyTokensNeedAWindow() throws {
    var limits = WorkbenchLimits()
    limits.listedTokens = 10
    let server = try TestServer(limits: limits)
    let answer = try server.ask(
      "encode", #"{"text": "abcdef", "tokenizers": ["toy", "bytes"]}"#)
    #expect(answer.status == 413)
    #expect(
      try answer.error
        == "the answer would list more than 10 tokens | give a window, or fewer tokenizers")
    let part = try server.answer(
      "encode", #"{"text": "abcdef", "tokenizers": ["toy", "bytes"], "window": [0, 3]}"#)
    #expect(part["results"]?.array?.count == 2)
  }

  /// Attacks come back as the text that they are: the pieces joined are the text.
  @Test(arguments: [
    "</script><script>alert(1)</script>", "\u{202E}abc\u{202C}",
    "z\u{300}\u{301}\u{302}\u{303}\u{489}a",
    "\u{0}\u{1}\u{7F}", "\u{2028}\u{2029}\u{FEFF}\u{FFFE}", "👩‍👩‍👧‍👦🏳️‍🌈", "\"\\\n\r\t",
    String(repeating: "a", count: 100_000),
  ])
  func attacksAreText(_ text: String) throws {
    var output = JSONOutput()
    output.string(text)
    let json = String(decoding: output.bytes, as: UTF8.self)
    let answer = try server.answer("encode", #"{"text": \#(json), "tokenizers": ["toy"]}"#)
    let result = try #require(answer["results"]?.array?.first)
    let pieces = try #require(result["pieces"])
    var bytes: [UInt8] = []
    for id in try #require(result["ids"]?.array) {
      let piece = try #require(pieces["\(id.integer ?? -1)"])
      if let text = piece["text"]?.string {
        bytes += Array(text.utf8)
      } else {
        bytes.append(try #require(UInt8(piece["bytes"]?.string ?? "", radix: 16)))
      }
    }
    #expect(bytes == Array(text.utf8))
  }

  @Test(arguments: [
    ("", "the request:1: a value is expected here, not the end of the text", "get the file again"),
    ("[]", "the request:1: an object is expected", ""),
    (
      #"{"text": "\ud800", "tokenizers": []}"#,
      "the request:1: half a surrogate pair stands in a string",
      "correct the JSON, or get the file again"
    ),
    (#"{"tokenizers": []}"#, #"the request has no member "text""#, "add it"),
    (
      #"{"text": "a", "tokens": 1}"#, #"a request has no member "tokens""#,
      "it may have text, tokenizers, specials, window"
    ),
    (#"{"text": "a", "text": "b"}"#, #"the member "text" comes twice"#, "write it once"),
    (
      #"{"text": "a", "window": [3, 1]}"#,
      "a range is two numbers, the second not below the first", "write [0, 100]"
    ),
    (
      #"{"text": "a", "window": [0, 1, 2]}"#,
      "a range is two numbers, the second not below the first", "write [0, 100]"
    ),
    (
      #"{"text": "a", "window": [-1, 2]}"#,
      "-1 is no whole number from 0 to 9223372036854775807", "correct the number"
    ),
    (
      #"{"text": "a", "specials": "all"}"#, #"specials cannot be "all""#,
      "use reference, text, parse, error"
    ),
    (#"{"text": 5}"#, "", ""),
  ])
  func whatIsNoQuestionIsRefused(_ json: String, _ problem: String, _ remedy: String) throws {
    let answer = try server.ask("encode", json)
    #expect(answer.status == 400)
    let error = try #require(try answer.json["error"])
    let message = try #require(error["message"]?.string)
    if remedy.isEmpty || json.isEmpty {
      #expect(message.hasPrefix("the request:1: "), "\(message)")
    } else {
      #expect(message == problem)
      #expect(error["remedy"]?.string == remedy)
    }
  }

  @Test func deepNestingAndLongListsAreRefused() throws {
    let deep = #"{"text": "# + String(repeating: "[", count: 100_000)
    #expect(try server.ask("encode", deep).status == 400)
    let names = Array(repeating: #""toy""#, count: 33).joined(separator: ",")
    let many = try server.ask("encode", #"{"text": "a", "tokenizers": [\#(names)]}"#)
    #expect(many.status == 400)
    #expect(try many.error == "a list has more than 32 names | name fewer")
    let bad: [UInt8] = Array(#"{"text": ""#.utf8) + [0xFF] + Array(#""}"#.utf8)
    let answer = try server.request("POST", "api/encode", body: bad)
    #expect(answer.status == 400)
    #expect(try answer.error == "the request: byte 10: is not UTF-8 | save it as UTF-8")
  }

  @Test func anUnknownTokenizerIsNamed() throws {
    let answer = try server.ask("encode", #"{"text": "a", "tokenizers": ["<b>x"]}"#)
    #expect(answer.status == 404)
    #expect(
      try answer.error == #"there is no tokenizer "<b>x" | GET api/tokenizers lists them"#)
  }
}
