import Groundwork
import TestSupport
import Testing

@testable import Counting

@Suite struct InternedCorpusTests {
  /// The definition: ids by first occurrence, rows of them.
  private func slow(
    _ batch: TextBatch, _ find: (String) -> [String]
  ) -> (pieces: [String], counts: [UInt64], rows: [[UInt32]]) {
    var ids: [String: UInt32] = [:]
    var pieces: [String] = []
    var counts: [UInt64] = []
    var rows: [[UInt32]] = []
    for index in 0..<batch.count {
      let text = String(decoding: batch.bytes[batch.range(index)], as: UTF8.self)
      rows.append(
        find(text).map { piece in
          let id = ids[piece] ?? UInt32(pieces.count)
          if ids[piece] == nil {
            ids[piece] = id
            pieces.append(piece)
            counts.append(0)
          }
          counts[Int(id)] += batch.weight(index)
          return id
        })
    }
    return (pieces, counts, rows)
  }

  private static func texts(weighted: Bool) -> TextBatch {
    var batch = TextBatch()
    let random = KeyedRandom(seed: 12, stream: 3)
    for text in 0..<3000 {
      let words = (0..<random.below(30, UInt64(text))).map {
        "w\(random.below(40 + text, UInt64(text) << 8 | UInt64($0)))"
      }
      batch.append(
        words.joined(separator: " ").utf8, weight: weighted ? UInt64(1 + text % 5) << 31 : 1)
    }
    return batch
  }

  private func slice(_ batch: TextBatch, _ range: Range<Int>) -> TextBatch {
    var part = TextBatch()
    for index in range { part.append(batch.bytes[batch.range(index)], weight: batch.weight(index)) }
    return part
  }

  @Test(arguments: [false, true])
  func isTheSameForAnyWorkersBatchesAndMemory(weighted: Bool) throws {
    let batch = Self.texts(weighted: weighted)
    let expected = slow(batch) { $0.split(separator: " ").map(String.init) }
    for (workers, size, memory) in [
      (1, 3000, 1 << 30), (1, 100, 0), (2, 3000, 1 << 30), (3, 700, 10_000), (4, 1, 1),
    ] {
      let interner = try CorpusInterner(
        rule: .whiteSpaceWords, pool: WorkerPool(workers: workers), maxMemory: memory)
      var first = 0
      while first < batch.count {
        let last = min(first + size, batch.count)
        try interner.add(slice(batch, first..<last))
        first = last
      }
      let corpus = try interner.finish()
      #expect(corpus.documents == 3000)
      #expect(corpus.occurrences == expected.rows.reduce(0) { $0 + $1.count })
      #expect((corpus.spilledBytes > 0) == (memory < 1 << 30))
      #expect(
        (0..<corpus.pieces.count).map { String(decoding: corpus.pieces[$0], as: UTF8.self) }
          == expected.pieces)
      #expect(corpus.pieces.counts == expected.counts)
      var rows: [[UInt32]] = []
      try corpus.forEachDocument { (document, weight, row) throws(Failure) in
        #expect(document == rows.count)
        #expect(weight == batch.weight(document))
        rows.append(Array(row))
      }
      #expect(rows == expected.rows)
    }
  }

  @Test func readersOnSeveralThreadsSeeTheSameRows() throws {
    let batch = Self.texts(weighted: false)
    let interner = try CorpusInterner(
      rule: .splitter(SpaceSplitter()), pool: WorkerPool(workers: 2), maxMemory: 1)
    for first in stride(from: 0, to: 3000, by: 500) {
      try interner.add(slice(batch, first..<first + 500))
    }
    let corpus = try interner.finish()
    #expect(corpus.rule == "space")
    #expect(corpus.blockCount >= 6)
    // Pieces of a splitter cover the text: rows give the texts back.
    let texts = try WorkerPool(workers: 3).map(corpus.blockCount) { block throws(Failure) in
      var texts: [[UInt8]] = []
      try RowReader(corpus).forEachDocument(inBlock: block) { (_, _, row) throws(Failure) in
        texts.append(row.flatMap { Array(corpus.pieces[Int($0)]) })
      }
      return texts
    }.flatMap { $0 }
    #expect(texts == (0..<batch.count).map { Array(batch.bytes[batch.range($0)]) })
    #expect(corpus.documents(inBlock: 0).lowerBound == 0)
  }

  @Test func aCorpusAppendedLeavesTheIdsBefore() throws {
    func intern(_ texts: [String]) throws -> PieceTable {
      let interner = try CorpusInterner(rule: .whiteSpaceWords, pool: WorkerPool(workers: 2))
      try interner.add(TextBatch(texts))
      return try interner.finish().pieces
    }
    let one = try intern(["b a", "c"])
    let both = try intern(["b a", "c", "d a"])
    #expect(both.bytes.starts(with: one.bytes))
    #expect(both.count == 4)
  }

  @Test func nothingIsACorpusToo() throws {
    let interner = try CorpusInterner(rule: .whiteSpaceWords)
    let corpus = try interner.finish()
    #expect(corpus.documents == 0 && corpus.pieces.count == 0 && corpus.blockCount == 0)
    #expect(
      throws: Failure.usage(
        "words behind their marks are no pieces of the text",
        remedy: "use a word rule or a split pattern")
    ) { try CorpusInterner(rule: .spaceMarkedWords) }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "skipped: needs the right to mount a small disk"))
  func aFullDiskIsSaidAndNothingIsLeft() throws {
    let disk = try SmallDisk(bytes: 1 << 16)
    let interner = try CorpusInterner(
      rule: .whiteSpaceWords, pool: WorkerPool(workers: 1), maxMemory: 1, folder: disk.path)
    let batch = TextBatch([String(repeating: "a ", count: 10_000)])
    let failure = #expect(throws: Failure.self) {
      for _ in 0..<10 { try interner.add(batch) }
    }
    #expect(
      failure?.description
        == "\(disk.path): cannot write 40004 bytes behind 40004 of a temporary file: no space left "
        + "on device; set TMPDIR to a folder with more room, or give more memory with --max-memory")
    #expect(try listDirectory(disk.path) == [])
  }
}
