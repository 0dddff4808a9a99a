import Counting
import Groundwork
import Testing

@Suite struct PieceCounterTests {
  @Test func countsThePiecesOfASplitter() throws {
    let counter = PieceCounter(rule: .splitter(SpaceSplitter()), pool: WorkerPool(workers: 1))
    try counter.count(TextBatch(["a b a", "", " b b"]))
    #expect(counter.documents == 2)
    #expect(counter.bytes == 9)
    #expect(words(counter.finish()) == ["a": 1, " b": 3, " a": 1])
    #expect(counter.finish().count == 0)
  }

  @Test func weightsMultiply() throws {
    let counter = PieceCounter(rule: .splitter(SpaceSplitter()), pool: WorkerPool(workers: 1))
    try counter.count(TextBatch(["x x"]), weight: 3)
    try counter.count(TextBatch(["x"]))
    #expect(words(counter.finish()) == ["x": 4, " x": 3])
  }

  @Test func contentDoesNotDependOnWorkersOrBatches() throws {
    let random = KeyedRandom(seed: 4, stream: 2)
    let texts = (0..<4000).map { text in
      (0..<20).map { "w\(random.below(50, UInt64(text * 20 + $0)))" }.joined(separator: " ")
    }
    func count(workers: Int, textsPerBatch: Int) throws -> PieceTable {
      let counter = PieceCounter(
        rule: .splitter(SpaceSplitter()), pool: WorkerPool(workers: workers))
      var first = 0
      while first < texts.count {
        let last = min(first + textsPerBatch, texts.count)
        try counter.count(TextBatch(texts[first..<last]))
        first = last
      }
      return counter.finish().sorted()
    }
    let expected = try count(workers: 1, textsPerBatch: 4000)
    #expect(expected.total == 80_000)
    for workers in [1, 2, 5] {
      for size in [1, 333, 4000] {
        if workers > 1, size == 1 { continue }
        let table = try count(workers: workers, textsPerBatch: size)
        #expect(table.bytes == expected.bytes)
        #expect(table.counts == expected.counts)
      }
    }
  }

  @Test func documentLongerThanTheBoundaryBuffer() throws {
    let text = String(repeating: "ab ", count: 5000)
    let counter = PieceCounter(rule: .splitter(SpaceSplitter()), pool: WorkerPool(workers: 2))
    try counter.count(TextBatch([text]))
    #expect(words(counter.finish()) == ["ab": 1, " ab": 4999, " ": 1])
  }

  @Test func whiteSpaceWords() throws {
    let counter = PieceCounter(rule: .whiteSpaceWords, pool: WorkerPool(workers: 1))
    try counter.count(TextBatch(["  a\u{A0}b\tb\u{3000}ą\u{2028}a\u{85}x\u{200B}y\u{1680}", "\n"]))
    #expect(words(counter.finish()) == ["a": 2, "b": 2, "ą": 1, "x\u{200B}y": 1])
    #expect(counter.rule.name == "whitespace")
  }

  @Test func spaceMarkedWords() throws {
    func count(_ text: String) throws -> [String: UInt64] {
      let counter = PieceCounter(rule: .spaceMarkedWords, pool: WorkerPool(workers: 1))
      try counter.count(TextBatch([text]))
      return words(counter.finish())
    }
    #expect(try count("  du  du\u{A0}x \t ") == ["▁du": 1, "▁du\u{A0}x": 1, "▁\t": 1])
    #expect(try count("a\nb a\r\nc") == ["▁a": 2, "▁b": 1, "▁c": 1])
    #expect(try count("a▁b ▁c ▁▁ ▁") == ["▁a": 1, "▁b": 1, "▁": 1, "▁c": 1])
    #expect(try count("▁ ▁").isEmpty)
    #expect(try count(" \n\n  ").isEmpty)
    #expect(try count("▂ ▁").count == 1)
  }
}
