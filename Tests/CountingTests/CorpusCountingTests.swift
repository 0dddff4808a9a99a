import Corpora
import Counting
import Foundation
import Groundwork
import Testing

@Suite struct CorpusCountingTests {
  @Test func filesAreCountedAndRecorded() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("derlius-corpus-\(UUID().uuidString).txt").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = "ir kad\n\nir ne\n"
    try AtomicFile.write(text, to: path)
    let counter = PieceCounter(rule: .whiteSpaceWords, pool: WorkerPool(workers: 2))
    let records = try CorpusInputs(paths: [path]).read { (_, batch) throws(Failure) in
      try counter.count(batch, weight: 2)
    }
    #expect(counter.documents == 2)
    #expect(words(counter.finish()) == ["ir": 4, "kad": 2, "ne": 2])
    let input = CountedInput(try #require(records.first), weight: 2)
    #expect(input.name == lastPathComponent(path))
    #expect(input.bytes == text.utf8.count)
    #expect(input.documents == 2)
    #expect(input.sha256 == (try SHA256.hexadecimalDigest(of: Array(text.utf8))))
    #expect(CountedInput(json: input.json) == input)
  }
}
