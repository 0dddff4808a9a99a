import Groundwork
import Segmentation
import Testing

@testable import Workbench

@Suite struct EditTests {
  private let server: TestServer

  init() throws { server = try TestServer() }

  @Test func anotherSplitMakesOtherParts() throws {
    let answer = try server.answer(
      "edit", #"{"tokenizer": "toy", "text": "hello w", "split": "hell|[\\s\\S]"}"#)
    #expect(answer["before"]?["ids"]?.serialized() == "[259, 260]")
    #expect(answer["after"]?["ids"]?.serialized() == "[258, 111, 32, 119]")
    #expect(answer["partsBefore"]?.serialized() == "[[0, 5], [5, 7]]")
    #expect(answer["parts"]?.serialized() == "[[0, 4], [4, 5], [5, 6], [6, 7]]")
    #expect(answer["normalized"]?.serialized() == "null")
    #expect(answer["changed"]?.serialized() == "[]")
  }

  @Test func anotherFormChangesWords() throws {
    let answer = try server.answer(
      "edit", #"{"tokenizer": "toy", "text": "Hello ą w", "normalization": "NFD+lower"}"#)
    #expect(answer["normalized"]?.string == "hello a\u{328} w")
    #expect(answer["changed"]?.serialized() == "[[0, 5], [6, 8]]")
    #expect(answer["after"]?["count"]?.integer == 6)
  }

  @Test(arguments: [
    (#""split": """#, "the split pattern is empty"),
    (#""split": "nope""#, "no split pattern is named nope"),
    (#""split": "a+""#, "the split pattern leaves out part of the text U+0"),
    (#""split": "(""#, "ICU refuses the pattern: U_REGEX_MISMATCHED_PAREN"),
  ])
  func aSplitThatCannotBeIsRefused(_ member: String, _ problem: String) throws {
    let answer = try server.ask("edit", #"{"tokenizer": "toy", "text": "a", \#(member)}"#)
    #expect(answer.status == 422)
    #expect(try answer.json["error"]?["message"]?.string == problem)
  }

  @Test func aFormThatIsNotThereIsRefused() throws {
    let answer = try server.ask(
      "edit", #"{"tokenizer": "toy", "text": "a", "normalization": "nfc!"}"#)
    #expect(answer.status == 400)
    #expect(
      try answer.error
        == "there is no normalization \"nfc!\" | join some of these by +: raw, NFC, NFD, NFKC, NFKD, lower, lower(LOCALE), folded, no-soft-hyphens, no-controls, replace-controls, fold-spaces"
    )
  }

  /// Without bounds ICU would take minutes, or all memory and then the process.
  @Test func aSplitThatNeverEndsIsStopped() throws {
    let text = String(repeating: "a", count: 5000)
    let answer = try server.ask(
      "edit", #"{"tokenizer": "toy", "text": "\#(text)!", "split": "(a|a)+b|[\\s\\S]"}"#)
    #expect(answer.status == 422)
    #expect(
      try answer.json["error"]?["message"]?.string?.hasPrefix(
        "the pattern takes too much time or memory on this text (U_REGEX_") == true)
  }
}
