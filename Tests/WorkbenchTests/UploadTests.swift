import Groundwork
import Testing

@testable import Workbench

@Suite struct UploadTests {
  private let server: TestServer
  private let file = [("Content-Type", "application/octet-stream")]

  init() throws { server = try TestServer() }

  private func upload(_ query: String, _ bytes: [UInt8]) throws -> RawAnswer {
    try server.request("POST", "api/tokenizers?\(query)", headers: file, body: bytes)
  }

  private func names() throws -> [String] {
    let json = try server.request("GET", "api/tokenizers").json
    return json["tokenizers"]?.array?.compactMap { $0["name"]?.string } ?? []
  }

  @Test func anUploadedTokenizerIsUsedAndRemoved() throws {
    let added = try upload("name=my%20new.tiktoken&pattern=cl100k", TestServer.ranks(["ab"]))
    #expect(added.status == 201)
    let entry = try #require(try added.json["tokenizer"])
    #expect(entry["name"]?.string == "my new")
    #expect(entry["uploaded"]?.bool == true)
    #expect(entry["pattern"]?.string == "cl100k")
    #expect(entry["editable"]?.serialized() == #"["normalization", "split"]"#)
    #expect(try names() == ["toy", "bytes", "my new"])
    let answer = try server.answer("encode", #"{"text": "ab", "tokenizers": ["my new"]}"#)
    #expect(answer["results"]?.array?.first?["ids"]?.serialized() == "[256]")

    let twice = try upload("name=my+new.model&pattern=cl100k", TestServer.ranks([]))
    #expect(twice.status == 409)
    #expect(
      try twice.error
        == #"there is a tokenizer "my new" already | remove it, or give the file another name"#)

    let removed = try server.request("DELETE", "api/tokenizers/my%20new")
    #expect(removed.status == 200)
    #expect(try removed.json.serialized() == #"{"api": 1, "removed": "my new"}"#)
    #expect(try names() == ["toy", "bytes"])
    #expect(try server.request("DELETE", "api/tokenizers/my%20new").status == 404)
  }

  @Test func namedTokenizersStay() throws {
    let answer = try server.request("DELETE", "api/tokenizers/toy")
    #expect(answer.status == 403)
    #expect(
      try answer.error == "toy was named when derlius serve started | only uploads can be removed")
  }

  @Test func aBadFileIsRefused() throws {
    let answer = try upload("name=x.tiktoken&pattern=gpt2", Array("AA== 0\n???\n".utf8))
    #expect(answer.status == 422)
    #expect(try answer.json["error"]?["message"]?.string?.hasPrefix("x.tiktoken:2: ") == true)
    #expect(try names() == ["toy", "bytes"])
    let without = try upload("name=x.tiktoken", TestServer.ranks([]))
    #expect(try without.error == "x.tiktoken: says no split pattern | name one")
    let type = try server.request("POST", "api/tokenizers?name=x", body: [0])
    #expect(type.status == 415)
    let nameless = try upload("pattern=gpt2", [0])
    #expect(nameless.status == 400)
    #expect(
      try nameless.error == "the address names no file | POST api/tokenizers?name=FILE")
  }

  @Test(arguments: ["%0a", "%e2%80%ae", String(repeating: "a", count: 201), "%ff", "a%00b"])
  func namesThatPeopleCannotReadAreRefused(_ name: String) throws {
    let answer = try upload("name=\(name)&pattern=gpt2", TestServer.ranks([]))
    #expect(answer.status == 400)
  }

  @Test func aNameIsNoPath() throws {
    let answer = try upload("name=..%2f..%2fetc%2fpasswd&pattern=gpt2", TestServer.ranks([]))
    #expect(try answer.json["tokenizer"]?["name"]?.string == "passwd")
  }

  @Test func uploadsAreLimitedInNumberAndSize() throws {
    var limits = WorkbenchLimits()
    limits.tokenizers = 3
    limits.uploadedBytes = 2 * TestServer.ranks([]).count
    let server = try TestServer(limits: limits)
    func upload(_ name: String, _ bytes: [UInt8]) throws -> RawAnswer {
      try server.request(
        "POST", "api/tokenizers?pattern=gpt2&name=\(name)", headers: file, body: bytes)
    }
    let large = TestServer.ranks((0..<600).map { "x\($0)" })
    let tooLarge = try upload("large", large)
    #expect(tooLarge.status == 413)
    #expect(
      try tooLarge.error
        == "uploaded files would take \(large.count) bytes | at most \(limits.uploadedBytes) are kept: remove one that was uploaded"
    )
    #expect(try upload("a", TestServer.ranks([])).status == 201)
    let tooMany = try upload("b", TestServer.ranks([]))
    #expect(tooMany.status == 413)
    #expect(
      try tooMany.error == "there are 3 tokenizers already | remove one that was uploaded")
  }

  /// Every way that leads to ICU's engine has bounds.
  @Test func aPatternThatNeverEndsIsStoppedEverywhere() throws {
    let added = try upload(
      "name=slow&pattern=(a|a)%2Bb|[\\s\\S]".replacing("\\", with: "%5C").replacing(
        "|", with: "%7C"),
      TestServer.ranks([]))
    #expect(added.status == 201, "\(String(decoding: added.body, as: UTF8.self))")
    let text = String(repeating: "a", count: 5000)
    let start = "the pattern takes too much time or memory on this text (U_REGEX_"
    let encoded = try server.answer("encode", #"{"text": "\#(text)", "tokenizers": ["slow"]}"#)
    let message = encoded["results"]?.array?.first?["error"]?["message"]?.string
    #expect(message?.hasPrefix(start) == true)
    let measured = try server.answer("measure", #"{"text": "\#(text)", "tokenizers": ["slow"]}"#)
    let why = measured["results"]?.array?.first?["why"]?["tokens"]?.string
    #expect(why?.hasPrefix(start) == true)
    let compared = try server.answer(
      "compare", #"{"text": "\#(text)", "tokenizers": ["slow", "toy"], "window": [0, 0]}"#)
    #expect(compared["cutAlike"]?.integer == 5000)
    let explained = try server.ask(
      "explain", #"{"text": "\#(text.prefix(2000))", "tokenizer": "slow"}"#)
    #expect(explained.status == 422)
  }
}
