import Groundwork
import Testing
import Tokenization

@testable import Workbench

@Suite struct VocabularyTests {
  private let server: TestServer

  init() throws {
    server = try TestServer([
      ("toy", TestServer.toy(merges: ["he", "ll", "hell", "hello", " w", "ą", "aa", "aaaa"]))
    ])
  }

  private func ids(_ members: String) throws -> [Int] {
    let answer = try server.answer("vocabulary", #"{"tokenizer": "toy", \#(members)}"#)
    let tokens = try #require(answer["tokens"]?.array)
    return tokens.compactMap { $0["id"]?.integer }
  }

  @Test func tokensAreDescribed() throws {
    let answer = try server.answer(
      "vocabulary", #"{"tokenizer": "toy", "from": 260, "count": 2}"#)
    #expect(answer["total"]?.integer == 301)
    #expect(answer["matching"]?.integer == 301)
    #expect(
      answer["tokens"]?.serialized()
        == #"[{"id": 260, "text": " w", "bytes": "2077", "kind": "normal", "script": "Latn", "characters": 2, "reachable": true}, {"id": 261, "text": "ą", "bytes": "c485", "kind": "normal", "script": "Latn", "characters": 1, "reachable": true}]"#
    )
    let fragment = try server.answer(
      "vocabulary", #"{"tokenizer": "toy", "from": 200, "count": 1}"#)
    #expect(
      fragment["tokens"]?.serialized()
        == #"[{"id": 200, "bytes": "c8", "kind": "fragment", "script": "fragment", "characters": null, "reachable": true}]"#
    )
    #expect(
      answer["scripts"]?.array?.first?.serialized() == #"{"script": "fragment", "tokens": 128}"#)
  }

  @Test func tokensAreSearched() throws {
    #expect(try ids(#""search": "hell""#) == [258, 259])
    #expect(try ids(#""search": "c4 85", "as": "bytes""#) == [261])
    #expect(try ids(#""search": "^he(ll)?$", "as": "regex""#) == [256, 258])
    #expect(try ids(#""kind": ["special"]"#) == [300])
    #expect(try ids(#""kind": ["normal"], "length": [4, 5]"#) == [258, 259, 263])
    #expect(
      try ids(#""script": "Latn", "length": [2, 2], "order": "text""#) == [260, 262, 256, 257])
    #expect(try ids(#""reachable": false"#) == [])
    #expect(try ids(#""search": "l", "order": "length", "from": 1, "count": 2"#) == [257, 258])
  }

  @Test func whatCannotBeSearchedIsRefused() throws {
    let regex = try server.ask(
      "vocabulary", #"{"tokenizer": "toy", "search": "(", "as": "regex"}"#)
    #expect(regex.status == 422)
    #expect(
      try regex.error
        == "ICU refuses the pattern: U_REGEX_MISMATCHED_PAREN | correct the regular expression")
    let bytes = try server.ask(
      "vocabulary", #"{"tokenizer": "toy", "search": "+1", "as": "bytes"}"#)
    #expect(bytes.status == 422)
    #expect(try bytes.error == #""+1" is no row of bytes | write each as two hexadecimal digits"#)
    let kind = try server.ask("vocabulary", #"{"tokenizer": "toy", "kind": ["x"]}"#)
    #expect(
      try kind.error
        == #"kind cannot be "x" | use normal, byte, fragment, special, unknown, unused"#)
  }

  @Test func aRegexThatNeverEndsIsStopped() throws {
    let server = try TestServer([
      ("long", TestServer.toy(merges: (1...40).map { String(repeating: "a", count: $0 + 1) }))
    ])
    let answer = try server.ask(
      "vocabulary", #"{"tokenizer": "long", "search": "(a|a)*b", "as": "regex"}"#)
    #expect(answer.status == 422)
    #expect(
      try answer.error
        == "the pattern takes too much time or memory on this text (U_REGEX_TIME_OUT) | use a pattern without groups that repeat what repeats, or a shorter text"
    )
  }
}
