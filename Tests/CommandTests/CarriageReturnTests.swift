import Groundwork
import TestSupport
import Testing
import TokenizerFormats

/// Lines that end in CRLF: part of the line end, but for trainings like sentencepiece, which has them in sentences.
@Suite struct CarriageReturnTests {
  private static let fixture = try? JSONValue(
    contentsOf: joinPath(SharedData.repository, "Tests/Fixtures/Training/crlf.json"))

  @Test(arguments: 0..<6)
  func likeSentencePieceTheyAreInSentences(number: Int) throws {
    let fixture = try #require(Self.fixture)
    #expect(fixture["sentencepiece"]?.string == "0.2.3")
    let row = try #require(fixture["rows"]?.array?[number])
    let kind = try #require(row["kind"]?.string)
    let derlius = try RunCommand()
    let text = try derlius.write(try #require(fixture["text"]?.string), to: "text.txt")
    let result = try derlius(
      "train", kind, "--like", "sentencepiece", "--vocab-size", "30", "--no-hard-vocab-limit",
      "--normalization", try #require(row["rule"]?.string), "--output", derlius.path("x.model"),
      text)
    #expect(result.status == 0, "\(result.messages)")
    let path = derlius.path("x.model")
    let model = try SentencePieceModel(parsing: try readFile(path), file: path)
    let wanted = try #require(row["pieces"]?.array)
    #expect(model.pieces.count == wanted.count)
    for (piece, pair) in zip(model.pieces, wanted) {
      #expect(piece.text == Array((pair.array?[0].string ?? "").utf8))
      #expect(abs(Double(piece.score) - (pair.array?[1].double ?? 1)) <= 0.001)
    }
  }

  @Test(arguments: ["bpe", "unigram"])
  func elseTheyArePartOfTheLineEnd(kind: String) throws {
    let derlius = try RunCommand()
    let lines = (0..<40).map { "laukas \($0 % 7) žalias rytas" }
    var models: [[UInt8]] = []
    for (name, end) in [("crlf.txt", "\r\n"), ("lf.txt", "\n")] {
      let text = try derlius.write(lines.joined(separator: end) + end, to: name)
      let output = derlius.path(name + ".model")
      let result = try derlius(
        "train", kind, "--vocab-size", "34", "--no-hard-vocab-limit", "--output", output, text)
      #expect(result.status == 0, "\(result.messages)")
      models.append(try readFile(output))
    }
    #expect(models[0] == models[1])
  }
}
