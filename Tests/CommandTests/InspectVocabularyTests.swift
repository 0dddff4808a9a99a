import Groundwork
import TestSupport
import Testing

/// `inspect --vocab` shows tokens as their file has them.
@Suite struct InspectVocabularyTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func lines(_ fixture: String) throws -> [Substring] {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/\(fixture)")
    return try derlius("inspect", path, "--vocab").output.split(separator: "\n")
  }

  @Test func insidesOfWordsKeepTheirMark() throws {
    let words = try lines("HuggingFace/wordpiece.json")
    let file = try JSONValue(
      contentsOf: joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/wordpiece.json"))
    let members = try #require(file["model"]?["vocab"]?.members)
    #expect(members.contains { $0.key.hasPrefix("##") })
    let expected = members.sorted { $0.value.integer ?? 0 < $1.value.integer ?? 0 }
    #expect(words.map(String.init) == expected.map { "\($0.key)\t\($0.value.integer ?? 0)" })
  }

  @Test func aUnigramHasItsScores() throws {
    let file = try JSONValue(
      contentsOf: joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/unigram.json"))
    let tokens = try #require(file["model"]?["vocab"]?.array)
    let shown = try lines("HuggingFace/unigram.json")
    #expect(shown.count == 104)
    for (line, token) in zip(shown, tokens) {
      let fields = line.split(separator: "\t")
      #expect(fields.count == 2)
      #expect(fields.first.map(String.init) == token.array?[0].string)
      let score = try #require(Double(fields[1]))
      #expect(abs(score - (token.array?[1].double ?? .nan)) < 1e-4)
    }
  }

  @Test func byteLevelMarksAreUndone() throws {
    let shown = try lines("HuggingFace/bytelevel.json")
    #expect(shown.contains("\u{2581}\t32"))
    #expect(shown.contains("<0xFF>\t255"))
  }
}
