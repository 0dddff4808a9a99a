import Groundwork
import TestSupport
import Testing
import TokenizerFormats

/// `train unigram`: scores whose sums are exact, and what is said where they are not.
@Suite struct RoundedScoreTests {
  private let derlius: RunCommand
  private let text: String

  init() throws {
    derlius = try RunCommand()
    let random = KeyedRandom(seed: 5, stream: 1)
    var place: UInt64 = 0
    // Runs of few letters: many ways to cut a word have the same pieces in another order.
    let lines = (0..<300).map { _ in
      (0..<8).map { _ in
        place += 1
        let length = 2 + random.below(14, place)
        return (0..<length).map { _ in
          place += 1
          return random.below(3, place) == 0 ? "b" : "a"
        }.joined()
      }.joined(separator: " ")
    }
    text = try derlius.write(lines.joined(separator: "\n") + "\n", to: "text.txt")
  }

  private func train(_ output: String, _ more: String...) throws -> RunCommand.Result {
    try derlius.run(
      ["train", "unigram", "--vocab-size", "40", "--output", derlius.path(output), text] + more)
  }

  private func ids(_ name: String) throws -> String {
    try derlius("encode", "-t", derlius.path(name), text).output
  }

  @Test func roundedScoresGiveTheSameIDsInBothFormatsAndConvert() throws {
    for name in ["x.model", "x.json"] {
      let result = try train(name, "--round-scores")
      #expect(result.status == 0, "\(result.messages)")
      #expect(!result.messages.contains("warning"), "\(result.messages)")
    }
    let model = try SentencePieceModel(
      parsing: try readFile(derlius.path("x.model")), file: "x.model")
    #expect(model.pieces.allSatisfy { ($0.score * 128).rounded() == $0.score * 128 })
    #expect(try ids("x.model") == ids("x.json"))
    let record = try JSONValue(contentsOf: derlius.path("x.training.json"))
    #expect(record["round_scores"]?.serialized() == "true")
    #expect(record["cut_otherwise_by_sentencepiece"]?["words"]?.integer == 0)
    let converted = try derlius(
      "convert", derlius.path("x.model"), "--to", "huggingface", "--output", derlius.path("y.json"),
      "--verify", text)
    #expect(converted.status == 0, "\(converted.messages)")
    #expect(try ids("y.json") == ids("x.json"))
  }

  @Test func wordsThatSentencepieceCutsOtherwiseAreCounted() throws {
    _ = try train("x.model")
    let result = try train("x.json")
    #expect(result.status == 0)
    let record = try JSONValue(contentsOf: derlius.path("x.training.json"))
    let found = try #require(record["cut_otherwise_by_sentencepiece"])
    let words = try #require(found["words"]?.integer)
    let occurrences = try #require(found["occurrences"]?.integer)
    // Counted again here, a word a line.
    let all = try String(decoding: readFile(text), as: UTF8.self).split { $0 == " " || $0 == "\n" }
    let list = try derlius.write(all.joined(separator: "\n") + "\n", to: "words.txt")
    let one = try derlius("encode", "-t", derlius.path("x.model"), list).output.split(
      separator: "\n")
    let two = try derlius("encode", "-t", derlius.path("x.json"), list).output.split(
      separator: "\n")
    let different = zip(all, zip(one, two)).filter { $0.1.0 != $0.1.1 }.map(\.0)
    #expect(one.count == all.count)
    #expect(!different.isEmpty)
    #expect(occurrences == different.count)
    #expect(words == Set(different).count)
    let pieces = try #require(record["words"]?.integer)
    #expect(
      result.messages.contains(
        "derlius: warning: as a .model \(words) of \(pieces) distinct words would get other tokens (such as \""
      ), "\(result.messages)")
    #expect(
      result.messages.contains(
        "\"), since sentencepiece sums scores in single precision and tokenizers in double; --round-scores makes "
          + "both the same\n"), "\(result.messages)")
  }

  @Test func aLikenessAndRoundedScores() throws {
    let result = try train("x.model", "--round-scores", "--like", "sentencepiece")
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: --round-scores and --like sentencepiece contradict each other: its scores are not rounded; "
        + "leave out one of them\n")
  }
}
