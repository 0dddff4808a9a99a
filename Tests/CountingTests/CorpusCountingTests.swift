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

  @Test func filesAreCountedOnTheReadingPipelineAsBatchByBatch() throws {
    let folder = try TemporaryFolder()
    let text = (0..<30_000).map { "w\($0 * 31 % 4001)" + ($0 % 7 == 0 ? "\n" : " ") }.joined()
    try AtomicFile.write(text, to: joinPath(folder.path, "a.txt"))
    try AtomicFile.write(text + "x", to: joinPath(folder.path, "b.txt"))
    let inputs = try CorpusInputs(paths: [folder.path])
    for (workers, limit) in [(1, nil), (2, nil), (2, 1), (3, 50_000)] as [(Int, Int?)] {
      let pool = WorkerPool(workers: workers)
      let counter = PieceCounter(rule: .whiteSpaceWords, pool: pool, maxMemory: limit)
      let records = try counter.count(inputs, weight: 2)
      #expect(records.map(\.words) == [30_000, 30_001])
      #expect(counter.documents == 2 * 4287)
      #expect(counter.bytes == records.reduce(0) { $0 + $1.bytes })
      var (pieces, total) = (0, UInt64(0))
      try counter.finishSorted().forEach { (_, count) throws(Failure) in
        pieces += 1
        total += count
      }
      #expect(pieces == 4002)
      #expect(total == 120_002)
      #expect(counter.finish().count == 0)
    }
  }
}
