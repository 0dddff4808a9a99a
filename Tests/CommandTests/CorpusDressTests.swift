import Groundwork
import TestSupport
import Testing

/// `corpus words dress`, `corpus words count --half`, and training on words of such files.
@Suite struct CorpusDressTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func text() throws -> String {
    let lines = (0..<2000).map { _ in "Vilniuje lijo, kad, ir lijo." }
    return try derlius.write(lines.joined(separator: "\n"), to: "text.txt")
  }

  @Test func dressedListIsACountFile() throws {
    let text = try text()
    let list = try derlius.write("kad\t90\nlijo\t20\nvilniuje\t10\n", to: "list.tsv")
    let output = derlius.path("dressed.tsv")
    let result = try derlius(
      "corpus", "words", "dress", "--like", "\(text)=2", "--output", output, list)
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages == "\(output): 4 distinct of 120\n")
    let lines = String(decoding: try readFile(output), as: UTF8.self)
    #expect(lines == "Vilniuje\t10\nkad,\t90\nlijo,\t10\nlijo.\t10\n", "\(lines)")
    let record = try JSONValue(contentsOf: output + ".json")
    #expect(record["words"]?.string == "whitespace")
    #expect(record["dressedLike"]?.array?.first?["name"]?.string == "text.txt")
    #expect(record["dressedLike"]?.array?.first?["weight"]?.integer == 2)
    #expect(record["inputs"]?.array?.first?["name"]?.string == "list.tsv")
    // Dressed words are not added to others.
    let plain = derlius.path("plain.tsv")
    _ = try derlius("corpus", "words", "--output", plain, list)
    let merged = try derlius(
      "corpus", "words", "merge", "--output", derlius.path("both.tsv"), plain, output)
    #expect(merged.status == 1)
    #expect(merged.messages.contains("dressedLike is text.txt "), "\(merged.messages)")
  }

  @Test func wordsAreCutByThePatternBehindASpace() throws {
    let words = try derlius.write("lijo\t4\nlijo,\t6\n", to: "words.tsv")
    let counts = derlius.path("counts.tsv")
    _ = try derlius("corpus", "words", "--output", counts, words)
    let model = derlius.path("m.tiktoken")
    let result = try derlius(
      "train", "bpe", "--counts", counts, "--vocab-size", "300", "--split", "cl100k",
      "--output", model)
    #expect(result.status == 0, "\(result.messages)")
    let ids = try derlius("encode", "-t", model, "--format", "pieces", input: "a lijo, lijo\n")
    #expect(ids.output == "a ▁lijo , ▁lijo\n" || ids.output.contains("lijo ,"), "\(ids.output)")
  }

  @Test func halfIsDrawnBySeed() throws {
    let list = try derlius.write("ir\t1000\nkad\t500\n", to: "list.tsv")
    let output = derlius.path("half.tsv")
    let result = try derlius("corpus", "words", "--half", "3", "--output", output, list)
    #expect(result.status == 0, "\(result.messages)")
    let first = try readFile(output)
    #expect(try JSONValue(contentsOf: output + ".json")["half"]?.integer == 3)
    _ = try derlius("corpus", "words", "--half", "3", "--output", output, list)
    #expect(try readFile(output) == first)
    _ = try derlius("corpus", "words", "--half", "4", "--output", output, list)
    #expect(try readFile(output) != first)
  }
}
