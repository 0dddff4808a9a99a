import Groundwork
import TestSupport
import Testing

@Suite struct TrainingDoubtTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func train(_ text: String, _ more: String...) throws -> (
    messages: String, doubts: [String]?
  ) {
    let model = derlius.path("x.tiktoken")
    let input = try derlius.write(text, to: "text.txt")
    let result = try derlius.run(
      ["train", "bpe", "--vocab-size", "257", "--output", model, input] + more)
    #expect(result.status == 0, "\(result.messages)")
    let record = try JSONValue(contentsOf: derlius.path("x.json"))["training"]
    return (result.messages, record?["doubts"]?.array?.compactMap(\.string))
  }

  @Test func doubtfulTextIsWarnedOf() throws {
    let found = try train("labas rytas\nlabas vakaras\nlabas rytas\ne\u{307} \u{FFFD}\n")
    let doubts = [
      "1 of 4 documents repeat an earlier one",
      "1 of 4 documents hold U+FFFD, the mark of a failed conversion",
      "1 of 4 documents are not in NFC",
    ]
    #expect(found.doubts == doubts)
    for doubt in doubts {
      #expect(found.messages.contains("derlius: warning: \(doubt); see derlius corpus check\n"))
    }
    // Texts are looked at in the form that is trained on.
    let composed = try train("labas\ne\u{307}\n", "--form", "NFC")
    #expect(composed.doubts == nil)
    #expect(!composed.messages.contains("see derlius corpus check"))
  }
}
