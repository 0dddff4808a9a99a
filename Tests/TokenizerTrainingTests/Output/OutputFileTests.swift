import Counting
import Foundation
import Groundwork
import Testing
import TokenizerFormats
import TokenizerTraining

@Suite struct OutputFileTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("derlius-training-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try createDirectory(folder)
    try body(folder)
  }

  private func table() -> PieceTable {
    var table = PieceTable()
    table.add("▁abc".utf8, weight: 4)
    table.add("▁ab".utf8, weight: 3)
    return table
  }

  @Test func rankFileAndSideFile() throws {
    let table = table()
    let trained = try BPETrainer.train(counts: table, options: .init(vocabularySize: 260))
    let record = TrainingRecord(trained, counts: table, source: noInputs("gpt2"))
    try inFolder { folder in
      let path = joinPath(folder, "lt.tiktoken")
      try trained.writeRankFile(to: path, pattern: "gpt2", record: record)
      #expect(try listDirectory(folder) == ["lt.json", "lt.tiktoken"])
      let tokenizer = try TiktokenReader.load(rankFile: path)
      #expect(tokenizer.summary.pattern == "gpt2")
      #expect(tokenizer.vocabulary.count == 260)
      #expect(throws: Failure.self) {
        try trained.writeRankFile(to: joinPath(folder, "lt.json"), pattern: "gpt2", record: record)
      }
    }
  }

  @Test func modelAndRecord() throws {
    let table = table()
    let trained = try BPETrainer.train(
      counts: table, options: .init(vocabularySize: 9, alphabet: .characters(coverage: 1)))
    let record = TrainingRecord(trained, counts: table, source: noInputs("sentencepiece"))
    try inFolder { folder in
      let path = joinPath(folder, "lt.model")
      try trained.writeSentencePieceModel(to: path, record: record)
      #expect(try listDirectory(folder) == ["lt.model", "lt.model.json"])
      #expect(try SentencePieceReader.load(path).vocabulary.count == 9)
      let json = try JSONValue(contentsOf: path + ".json")
      #expect(json["split"]?.string == "sentencepiece")
      #expect(json["covered"]?.double == 1)
      #expect(json["reached"]?.integer == 9)
    }
  }
}
