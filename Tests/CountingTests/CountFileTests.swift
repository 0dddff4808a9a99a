import Counting
import Foundation
import Groundwork
import Testing

@Suite struct CountFileTests {
  /// A folder that goes away with the test.
  private final class Folder {
    let path: String
    init() throws {
      let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("derlius-counts-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      path = url.path
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func callAsFunction(_ name: String) -> String { joinPath(path, name) }
  }

  private func record(_ split: String = "gpt2", input: String = "a.txt") -> CountRecord {
    CountRecord(
      policy: .init(split: split, versions: [.init("derlius", "0.1.0"), .init("unicode", "16.0")]),
      inputs: [
        CountedInput(
          name: input, sha256: String(repeating: "0", count: 64), bytes: 12, documents: 3)
      ])
  }

  private func table(_ pieces: [(String, UInt64)]) -> PieceTable {
    var table = PieceTable()
    for (piece, count) in pieces { table.add(piece.utf8, weight: count) }
    return table
  }

  @Test func linesAreSortedAndEscaped() {
    var table = table([("b", 1), ("a\tb\n", 2), ("\\\r\u{1}\u{7F}", 3), (" ą", 4)])
    table.add([0x61, 0xC4, 0x85, 0xC4, 0xFF], weight: 5)
    let text = CountFile(table: table, record: nil).text()
    #expect(
      String(decoding: text, as: UTF8.self)
        == " ą\t4\n\\\\\\r\\x01\\x7F\t3\na\\tb\\n\t2\naą\\xC4\\xFF\t5\nb\t1\n")
  }

  @Test func roundTripOfAllPairsOfBytes() throws {
    var table = PieceTable()
    for first in 0...255 {
      for second in 0...255 {
        table.add([UInt8(first), UInt8(second)], weight: UInt64(first * 256 + second + 1))
      }
    }
    let text = CountFile(table: table, record: nil).text()
    let read = try CountFile.parse(text, file: "x")
    #expect(read.hasSameContent(as: table))
    #expect(CountFile(table: read, record: nil).text() == text)
  }

  @Test func fileAndRecordRoundTrip() throws {
    let folder = try Folder()
    let file = CountFile(table: table([("ir", 7), (" kad", 1 << 40)]), record: record())
    try file.write(to: folder("counts"))
    let read = try CountFile(contentsOf: folder("counts"))
    #expect(read.record == file.record)
    #expect(read.table.hasSameContent(as: file.table))
    let side = String(decoding: try readFile(folder("counts.json")), as: UTF8.self)
    #expect(
      side == """
        {
          "split": "gpt2",
          "form": "raw",
          "pieces": 2,
          "total": 1099511627783,
          "sha256": "\(try SHA256.hexadecimalDigest(of: file.text()))",
          "inputs": [
            {
              "name": "a.txt",
              "sha256": "0000000000000000000000000000000000000000000000000000000000000000",
              "bytes": 12,
              "documents": 3,
              "weight": 1
            }
          ],
          "versions": {
            "derlius": "0.1.0",
            "unicode": "16.0"
          }
        }

        """)
  }

  @Test func mergingGivesTheSameBytesInAnyOrder() throws {
    let folder = try Folder()
    let parts = [[("a", 1), ("b", 2)], [("b", 3), ("c", 4)], [("a", 5)]] as [[(String, UInt64)]]
    for (index, part) in parts.enumerated() {
      try CountFile(table: table(part), record: record(input: "\(index).txt"))
        .write(to: folder("\(index)"))
    }
    var results: [[UInt8]] = []
    for order in [[0, 1, 2], [2, 0, 1]] {
      try CountFile.merge(order.map { folder("\($0)") }, to: folder("all"))
      results.append(try readFile(folder("all")) + readFile(folder("all.json")))
    }
    #expect(results[0] == results[1])
    #expect(String(decoding: results[0], as: UTF8.self).hasPrefix("a\t6\nb\t5\nc\t4\n"))
  }

  @Test func mergingRefusesWhatDoesNotFit() throws {
    let folder = try Folder()
    try CountFile(table: table([("a", 1)]), record: record()).write(to: folder("a"))
    try CountFile(table: table([("a", 1)]), record: record("cl100k")).write(to: folder("b"))
    try CountFile(table: table([("a", 1)]), record: nil).write(to: folder("c"))
    #expect(
      message { try CountFile.merge([folder("a"), folder("b")], to: folder("x")) }
        == "\(folder("b")): was counted with another policy: split is cl100k, but gpt2 in "
        + "\(folder("a")); count both with the same options and versions")
    #expect(
      message { try CountFile.merge([folder("a"), folder("c")], to: folder("x")) }
        == "\(folder("c")): has no c.json beside it, so its policy is unknown; make it with "
        + "`derlius corpus words`")
    #expect(
      message { try CountFile.merge([], to: folder("x")) }
        == "no count files to merge; name at least one")
    try AtomicFile.write("a\t2\n", to: folder("a"))
    #expect(
      message { try CountFile(contentsOf: folder("a")) }
        == "\(folder("a")): is not the file that a.json describes: its SHA-256 differs; count "
        + "again, or remove a.json")
    #expect(
      message { try CountFile.merge([folder("a")], to: folder("x")) }
        == "\(folder("a")): is not the file that a.json describes: its SHA-256 differs; count "
        + "again, or remove a.json")
    #expect(!exists(folder("x")))
  }

  @Test(arguments: [
    ("a 5\n", "x:1: the line has no tab; write it as piece, tab, count"),
    ("a\t1\n\n", "x:2: the line has no tab; write it as piece, tab, count"),
    ("a\t1\n\t5", "x:2: the piece is empty; remove the line"),
    (
      "a\t0",
      "x:1: the count is not a whole number from 1 to 2^63 - 1; "
        + "write decimal digits only after the tab"
    ),
    (
      "a\t9223372036854775808",
      "x:1: the count is not a whole number from 1 to 2^63 - 1; "
        + "write decimal digits only after the tab"
    ),
    (
      "a\t1\r\n",
      "x:1: the count is not a whole number from 1 to 2^63 - 1; "
        + "write decimal digits only after the tab"
    ),
    (
      "b\t1\na\\q\t1",
      "x:2: an unknown escape stands in the piece; "
        + "use \\t \\n \\r \\\\ and \\xHH, and \\\\ for a backslash"
    ),
    (
      "a\\\t1",
      "x:1: a backslash ends the piece; "
        + "use \\t \\n \\r \\\\ and \\xHH, and \\\\ for a backslash"
    ),
    (
      "a\\xG0\t1",
      "x:1: `\\x` is not followed by two hexadecimal digits; "
        + "use \\t \\n \\r \\\\ and \\xHH, and \\\\ for a backslash"
    ),
    (
      "a\t9223372036854775807\nb\t1",
      "x:2: the counts add up to more than 2^63 - 1; "
        + "use smaller weights"
    ),
  ])
  func errors(text: String, expected: String) {
    #expect(message { try CountFile.parse(Array(text.utf8), file: "x") } == expected)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(
      message { try CountFile.parse([0x61, 0x09, 0x31, 0x0A, 0xFF], file: "x") }
        == "x:2: is not UTF-8; write such bytes as \\xHH")
  }

  @Test func linesOfOtherProgramsMayRepeatAndStandInAnyOrder() throws {
    let table = try CountFile.parse(Array("b\t1\na\t2\nb\t3".utf8), file: "x")
    #expect(words(table) == ["a": 2, "b": 4])
  }

  private func message(_ body: () throws -> some Any) -> String {
    do {
      _ = try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
