import Groundwork
import Testing

@testable import Workbench

@Suite struct ExplainTests {
  private let server: TestServer

  init() throws { server = try TestServer() }

  @Test func theStepsAreThoseOfTheCommand() throws {
    let answer = try server.answer("explain", #"{"text": "hellx", "tokenizer": "toy"}"#)
    let explanation = try #require(answer["explanation"])
    #expect(explanation["tokenizer"]?.string == "toy")
    #expect(explanation["ids"]?.serialized() == "[258, 120]")
    let merges = explanation["parts"]?.array?.first?["merges"]?.array
    #expect(merges?.map { $0["id"]?.integer } == [256, 257, 258])
  }

  @Test func longTextsAreRefused() throws {
    let text = String(repeating: "ą", count: 1001)
    let answer = try server.ask("explain", #"{"text": "\#(text)", "tokenizer": "toy"}"#)
    #expect(answer.status == 413)
    #expect(
      try answer.error
        == "the text has 2002 bytes | steps are shown of at most 2000: choose a part of it")
  }

  @Test func aFormatWithoutStepsSaysSo() throws {
    let server = try TestServer([
      ("held", HeldTokenizer(inner: try TestServer.toy(), gate: HeldTokenizer.Gate()))
    ])
    let answer = try server.ask("explain", #"{"text": "a", "tokenizer": "held"}"#)
    #expect(answer.status == 422)
    #expect(
      try answer.error
        == "the steps of the format tiktoken are not known | ask for its tokens with api/encode")
  }
}
