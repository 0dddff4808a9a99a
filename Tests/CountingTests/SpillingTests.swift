import Foundation
import Groundwork
import Testing

@testable import Counting

@Suite struct SpillingTests {
  private let folder: Folder
  private let texts: [String]

  /// A folder that goes away with the test.
  private final class Folder {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }
    func callAsFunction(_ name: String) -> String { joinPath(folder.path, name) }
  }

  init() throws {
    folder = try Folder()
    let random = KeyedRandom(seed: 9, stream: 9)
    texts = (0..<600).map { text in
      (0..<30).map { word in
        let draw = UInt64(text * 30 + word)
        // Long words too, which stand in tables by hash, and some that need escapes.
        let number = random.below(2000, draw)
        return number % 7 == 0
          ? "ilgas-žodis-numeris-\(number)" : number % 5 == 0 ? "\\\(number)" : "ž\(number)"
      }.joined(separator: " ")
    }
  }

  private func record(_ names: [String]) -> CountRecord {
    CountRecord(
      policy: .init(split: "whitespace", words: "whitespace", versions: [.init("derlius", "1")]),
      inputs: names.map {
        CountedInput(name: $0, sha256: String(repeating: "0", count: 64), bytes: 1, documents: 1)
      })
  }

  private func count(
    _ texts: ArraySlice<String>, batch: Int, workers: Int = 1, maxMemory: Int? = nil
  ) throws -> SortedCounts {
    let counter = PieceCounter(
      rule: .whiteSpaceWords, pool: WorkerPool(workers: workers), maxMemory: maxMemory)
    var first = texts.startIndex
    while first < texts.endIndex {
      let last = min(first + batch, texts.endIndex)
      try counter.count(TextBatch(texts[first..<last]))
      first = last
    }
    return counter.finishSorted()
  }

  private func bytes(_ name: String) throws -> [[UInt8]] {
    [try readFile(folder(name)), try readFile(folder(name + ".json"))]
  }

  @Test func spillingChangesNoByte() throws {
    let record = record(["all"])
    let size = try CountFile.write(
      try count(texts[...], batch: 600), record: record, to: folder("whole"))
    #expect(size.total == 18_000)
    let expected = try bytes("whole")
    var slow: [String: Int] = [:]
    for text in texts {
      for word in text.split(separator: " ") { slow[String(word), default: 0] += 1 }
    }
    let lines = slow.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      "\($0.key.replacingOccurrences(of: "\\", with: "\\\\"))\t\($0.value)\n"
    }
    #expect(String(decoding: expected[0], as: UTF8.self) == lines.joined())
    // A limit of one byte writes a run for every batch: 600 runs are more than are read side by side.
    for (limit, batch, workers) in [(1, 1, 1), (1, 50, 2), (40_000, 7, 3), (1 << 30, 100, 2)] {
      try CountFile.write(
        try count(texts[...], batch: batch, workers: workers, maxMemory: limit), record: record,
        to: folder("spilled"))
      #expect(try bytes("spilled") == expected)
    }
  }

  @Test func theMostFrequentAreThoseOfSortingAll() throws {
    var slow: [String: UInt64] = [:]
    for text in texts {
      for word in text.split(separator: " ") { slow[String(word), default: 0] += 1 }
    }
    let all = slow.map { PieceCount(piece: Array($0.key.utf8), count: $0.value) }.sorted {
      $0.count == $1.count
        ? $0.piece.lexicographicallyPrecedes($1.piece) : $0.count > $1.count
    }
    for most in [1, 2, 10, 333, 5000] {
      for limit in [1, 1 << 30] {
        let found = try count(texts[...], batch: 50, workers: 2, maxMemory: limit)
          .mostFrequent(most)
        #expect(found == Array(all.prefix(most)))
      }
    }
  }

  @Test func countingTogetherIsCountingApartAndMerging() throws {
    for cut in [0, 1, 299, 599] {
      let parts = [texts[..<cut], texts[cut...]]
      for (index, part) in parts.enumerated() {
        try CountFile.write(
          try count(part, batch: 100), record: record(["\(index)"]), to: folder("\(index)"))
      }
      try CountFile.write(
        try count(texts[...], batch: 100), record: record(["0", "1"]), to: folder("both"))
      try CountFile.merge([folder("1"), folder("0")], to: folder("merged"))
      #expect(try bytes("merged") == bytes("both"))
    }
  }

  @Test func manyFilesAreMergedInGroups() throws {
    var paths: [String] = []
    for index in 0..<130 {
      paths.append(folder("part-\(index)"))
      try CountFile.write(
        try count(texts[(index * 4)..<(index * 4 + 4)], batch: 4), record: record(["\(index)"]),
        to: paths[index])
    }
    try CountFile.write(
      try count(texts[..<520], batch: 520), record: record((0..<130).map { "\($0)" }),
      to: folder("whole"))
    try CountFile.merge(paths, to: folder("merged"))
    #expect(try bytes("merged") == bytes("whole"))
  }

  @Test func aFileThatIsNotSortedIsNotMerged() throws {
    let text = Array("b\t1\na\t2\n".utf8)
    try AtomicFile.write(text, to: folder("a"))
    let json = record(["a"]).json(
      pieces: 2, total: 3, sha256: try SHA256.hexadecimalDigest(of: text))
    try AtomicFile.write(json.serialized(), to: folder("a.json"))
    do {
      try CountFile.merge([folder("a")], to: folder("x"))
      Issue.record("no error")
    } catch {
      #expect(
        "\(error)"
          == "\(folder("a")):2: the piece does not follow the one before in the order of bytes; "
          + "count again with `derlius corpus words`")
    }
    #expect(!exists(folder("x")))
  }

  @Test func weightsOfTextsMultiply() throws {
    var batch = TextBatch()
    batch.append("a b".utf8, weight: 3)
    batch.append("b".utf8)
    batch.append("c".utf8, weight: 0)
    for rule in [PieceRule.whiteSpaceWords, .spaceMarkedWords] {
      let counter = PieceCounter(rule: rule, pool: WorkerPool(workers: 1))
      try counter.count(batch, weight: 2)
      #expect(Array(words(counter.finish()).values).sorted() == [6, 8])
    }
  }

  @Test func wordsOfUAX29AreCounted() throws {
    let counter = PieceCounter(rule: .words(.uax29Letters), pool: WorkerPool(workers: 2))
    try counter.count(TextBatch(["Ėjo, ėjo 15-asis ėjo."]))
    #expect(words(counter.finish()) == ["Ėjo": 1, "ėjo": 2])
    #expect(counter.rule.name == "uax29-letters")
  }

  @Test func aDocumentOfManyWindowsHasItsWords() throws {
    let text = (0..<30_000).map { "w\($0 % 97)" }.joined(separator: "\u{A0}") + " x"
    let counter = PieceCounter(rule: .whiteSpaceWords, pool: WorkerPool(workers: 1))
    try counter.count(TextBatch([text, text.replacingOccurrences(of: "\u{A0}", with: "\n")]))
    let table = counter.finish()
    #expect(table.total == 60_002)
    #expect(table.count == 98)
  }
}

@Suite struct SortedTableTests {
  private func counts() -> PieceTable {
    var table = PieceTable()
    for (piece, count) in [("a", 1), ("bb", 2), ("ccc", 3), ("dddd", 9)] as [(String, UInt64)] {
      table.add(piece.utf8, weight: count)
    }
    return table
  }

  @Test func aTableHoldsWhatIsFrequentEnough() throws {
    let found = try SortedCounts(counts()).table(least: 2)
    let table = try #require(found.table)
    #expect(table.count == 3)
    #expect(table.hasSameContent(as: counts().keeping(least: 2)))
    #expect(found.spectrum.all == PieceTotals(pieces: 4, bytes: 10))
    #expect(found.spectrum.frequent(1) == PieceTotals(pieces: 3, bytes: 9))
    #expect(found.spectrum.frequent(3) == PieceTotals(pieces: 1, bytes: 4))
    #expect(found.spectrum.frequent(4) == PieceTotals())
  }

  @Test func whatDoesNotFitIsCountedAllTheSame() throws {
    var many = PieceTable()
    for number in 0..<20_000 { many.add("\(number)".utf8) }
    let found = try SortedCounts(many).table { $0.pieces <= 10_000 }
    #expect(found.table == nil)
    #expect(found.spectrum.all == PieceTotals(many))
  }

  @Test func whatIsJoinedIsAdded() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "counts.tsv")
    try CountFile(table: counts(), record: nil).write(to: path)
    let files = [(path: path, sha256: try sha256OfFile(path))]
    let found = try SortedCounts(counts()).joined(with: counts(), files: files).table()
    for index in 0..<counts().count {
      #expect(found.table?.count(of: counts()[index]) == 3 * counts().counts[index])
    }
  }
}
