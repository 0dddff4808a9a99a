import Groundwork
import TestSupport
import Testing

@testable import Counting

/// Count files are read in a buffer that moves: what lies across its borders, and what is wrong there.
@Suite struct CountLinesTests {
  private let folder: TemporaryFolderBox

  init() throws { folder = try TemporaryFolderBox() }

  private func write(_ text: [UInt8]) throws -> String {
    let path = joinPath(folder.path, "counts")
    try AtomicFile.write(text, to: path)
    return path
  }

  /// What a simple reading gives: pieces, counts, and whether pieces rise.
  private func slow(_ text: [UInt8]) -> (rows: [(piece: [UInt8], count: UInt64)], rises: Bool) {
    var rows: [(piece: [UInt8], count: UInt64)] = []
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let parts = line.split(separator: 0x09)
      var piece: [UInt8] = []
      _ = Array(parts[0]).withUnsafeBufferPointer { CountEscapes.read($0, into: &piece) }
      rows.append((piece, UInt64(String(decoding: parts[1], as: UTF8.self)) ?? 0))
    }
    let rises = zip(rows, rows.dropFirst()).allSatisfy {
      $0.piece.lexicographicallyPrecedes($1.piece)
    }
    return (rows, rises)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5])
  func linesAcrossTheBorders(_ seed: Int) throws {
    let random = KeyedRandom(seed: 3, stream: UInt64(seed))
    var table = PieceTable()
    for number in 0..<UInt64(4000) {
      // Now and then longer than the buffer, of few different bytes so that many share their first eight.
      let length =
        number % 997 == 5
        ? CountLines.chunk + Int(random.below(100, number)) : 1 + Int(random.below(40, number))
      let bytes: [UInt8] = (0..<UInt64(length)).map { place in
        [0x61, 0x62, 0x5C, 0x09, 0xC4, 0x85, 0xFF, 0x00][
          Int(random.below(seed % 2 == 0 ? 2 : 8, number << 20 | place))]
      }
      table.add(bytes, weight: UInt64(1 + random.below(1 << 40, number + 7)))
    }
    var text = CountFile(table: table, record: nil).text()
    if seed > 3 {
      // Two lines change places.
      var lines = text.split(separator: 0x0A)
      lines.swapAt(lines.count / 2, lines.count / 2 + 1)
      text = Array(lines.joined(separator: [0x0A]))
    }
    let wanted = slow(text)
    #expect(wanted.rises == (seed <= 3))
    let path = try write(text)
    for lines in [try CountLines(path: path), try CountLines(text, file: "x")] {
      var number = 0
      while try lines.next() {
        #expect(lines.piece.elementsEqual(wanted.rows[number].piece))
        #expect(lines.prefix == wanted.rows[number].piece.withUnsafeBufferPointer(prefix128))
        #expect(lines.count == wanted.rows[number].count)
        number += 1
      }
      #expect(number == wanted.rows.count)
      #expect(lines.line == number)
      #expect(lines.isAscending == wanted.rises)
      #expect(lines.size == text.count)
      #expect(try lines.sha256() == SHA256.hexadecimalDigest(of: text))
    }
    let read = try CountFile(contentsOf: path)
    #expect(content(read.table) == content(table))
    #expect(read.source?.bytes == text.count)
  }

  @Test func whatIsWrongFarBehindHasItsLine() throws {
    let good = (10000..<60000).map { "žodis\($0)\t1\n" }.joined()
    let cases: [(bad: [UInt8], problem: String)] = [
      (Array("a 1\n".utf8), "the line has no tab; write it as piece, tab, count"),
      ([0x61, 0xFF, 0x09, 0x31], "is not UTF-8; write such bytes as \\xHH"),
      ([0xC4], "is not UTF-8; write such bytes as \\xHH"),
      (
        Array("a\t1x\nb\t1\n".utf8),
        "the count is not a whole number from 1 to 2^63 - 1; write decimal digits only after the tab"
      ),
    ]
    for item in cases {
      let path = try write(Array(good.utf8) + item.bad)
      let lines = try CountLines(path: path)
      var message = ""
      do { while try lines.next() {} } catch { message = "\(error)" }
      #expect(message == "\(path):50001: \(item.problem)")
      #expect(lines.line == (item.problem.hasPrefix("is not UTF-8") ? 50000 : 50001))
    }
  }

  @Test func anEmptyFileHasNoLines() throws {
    #expect(try !CountLines([], file: "x").next())
    let lines = try CountLines(path: try write([]))
    #expect(try !lines.next())
    #expect(try !lines.next())
    #expect(try lines.sha256() == SHA256.hexadecimalDigest(of: []))
  }
}
