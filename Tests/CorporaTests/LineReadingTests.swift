import Foundation
import Groundwork
import Segmentation
import TestSupport
import Testing

@testable import Corpora

@Suite struct LineReadingTests {
  /// The slow, obvious splitter into lines.
  static func slowLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for byte in bytes {
      if byte == 0x0A {
        if lines[lines.count - 1].last == 0x0D { lines[lines.count - 1].removeLast() }
        lines.append([])
      } else {
        lines[lines.count - 1].append(byte)
      }
    }
    if lines[lines.count - 1].isEmpty { lines.removeLast() }
    return lines
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("\n", [""]),
    ("\n\na\n\n", ["", "", "a", ""]), ("a\rb\n", ["a\rb"]), ("a\r\r\n", ["a\r"]), ("a\r", ["a\r"]),
    (" \n", [" "]), ("\u{FEFF}a\n", ["a"]), ("a\n\u{FEFF}b", ["a", "\u{FEFF}b"]),
    ("a\u{2028}b\u{85}c\n", ["a\u{2028}b\u{85}c"]),
  ])
  func linesEndAtNewlines(_ text: String, _ expected: [String]) throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", text)
    let read = try texts(CorpusFile(path: path))
    #expect(read.texts.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    #expect(read.record.documents == expected.count)
    #expect(read.record.hasByteOrderMark == text.unicodeScalars.starts(with: ["\u{FEFF}"]))
  }

  @Test func agreesWithTheSlowSplitterOverChunks() throws {
    // Lines of 0 to 3,000 bytes, a few of several chunks, line ends of both kinds, wide scalars.
    let random = KeyedRandom(seed: 5, stream: 1)
    var bytes: [UInt8] = []
    let pieces = ["a", "ė", "漢", "😀", " ", "\r", "\r\n", "\n"].map { Array($0.utf8) }
    var index: UInt64 = 0
    while bytes.count < 700_000 {
      index += 1
      let piece = pieces[random.below(pieces.count, index)]
      let times = random.below(100, index &+ 1 << 32) == 0 ? 1000 : 1
      for _ in 0..<times { bytes += piece }
    }
    bytes += Array(String(repeating: "ąž😀", count: 80_000).utf8) + [0x0D, 0x0A, 0x61]
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", bytes)
    let expected = Self.slowLines(bytes)
    for batchBytes in [1, 1000, 1 << 20] {
      var position = 0
      var wrong = 0
      let record = try CorpusFile(path: path).read(batchBytes: batchBytes) {
        batch throws(Failure) in
        batch.forEachText { _, text in
          if position >= expected.count || !text.elementsEqual(expected[position]) { wrong += 1 }
          position += 1
        }
      }
      #expect(wrong == 0 && position == expected.count)
      let all = String(decoding: bytes, as: UTF8.self)
      #expect(record.documents == expected.count)
      #expect(record.bytes == expected.reduce(0) { $0 + $1.count })
      #expect(
        record.scalars
          == expected.reduce(0) { $0 + String(decoding: $1, as: UTF8.self).unicodeScalars.count })
      #expect(record.words == all.unicodeScalars.split { $0.properties.isWhitespace }.count)
      #expect(record.fileBytes == bytes.count)
      #expect(try record.sha256 == SHA256.hexadecimalDigest(of: bytes))
    }
  }

  @Test func lineEndsOnChunkBordersAreSeen() throws {
    let fixture = try Fixture()
    for shift in -5...5 {
      for end in ["\r\n", "\n", "😀\n", "ė\r\n"] {
        let text = String(repeating: "x", count: RecordedReader.chunk + shift) + end + "y" + end
        let path = try fixture.write("a.txt", text)
        let read = try texts(CorpusFile(path: path))
        #expect(
          read.texts.map { Array($0.utf8) }
            == Self.slowLines(Array(text.utf8)), "\(shift) \(end.debugDescription)")
      }
    }
  }

  @Test func theRecordCounts() throws {
    let fixture = try Fixture()
    let path = try fixture.write("lt/small.txt", "\u{FEFF}Ą b\u{A0}c\r\n\n \ne\u{307}\n")
    let record = try texts(CorpusFile(path: path)).record
    #expect(record.name == "small.txt" && record.path == path)
    #expect(record.documents == 4 && record.emptyDocuments == 2)
    #expect(record.bytes == 7 + 0 + 1 + 3 && record.scalars == 5 + 0 + 1 + 2)
    #expect(record.words == 4 && record.changedDocuments == 0)
    #expect(record.fileBytes == 19 && record.hasByteOrderMark)
    #expect(record.format == .text && record.form == .raw)
  }

  @Test func theFormIsAppliedWhileReading() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", "Ėjo\nE\u{307}jo\nabc\n")
    let options = ReadingOptions(form: TextForm(.nfc, letterCase: .lower))
    let read = try texts(CorpusFile(path: path, options: options))
    #expect(read.texts.map { Array($0.utf8) } == ["ėjo", "ėjo", "abc"].map { Array($0.utf8) })
    #expect(read.record.changedDocuments == 2)
    #expect(read.record.bytes == 11 && read.record.scalars == 9)
  }

  @Test func whatIsNotUTF8IsNamedByItsByte() throws {
    let fixture = try Fixture()
    func message(_ bytes: [UInt8]) throws -> String {
      let path = try fixture.write("a.txt", bytes)
      return fixture.message { _ = try texts(CorpusFile(path: path)) }
    }
    let remedy = "; name its encoding with --encoding, or use --invalid replace"
    #expect(try message([0x61, 0x0A, 0xFF, 0x0A]) == "a.txt: byte 2: is not UTF-8" + remedy)
    #expect(try message([0x61, 0xC4]) == "a.txt: byte 1: is not UTF-8" + remedy)
    #expect(try message([0xED, 0xA0, 0x80]) == "a.txt: byte 0: is not UTF-8" + remedy)
    let long = [UInt8](repeating: 0x61, count: RecordedReader.chunk - 1)
    for tail: [UInt8] in [[0xC4, 0x61], [0xE2, 0x80], [0x61, 0xF0, 0x9F, 0x61], [0x80]] {
      let first = try #require(firstInvalidUTF8(long + tail))
      #expect(try message(long + tail) == "a.txt: byte \(first): is not UTF-8" + remedy)
      #expect(
        try message([0xEF, 0xBB, 0xBF] + long + tail)
          == "a.txt: byte \(first + 3): is not UTF-8" + remedy)
    }
  }

  @Test func filesThatCannotBeReadAreNamed() throws {
    let fixture = try Fixture()
    try fixture.write("empty.txt", "")
    func message(_ name: String) -> String {
      fixture.message { _ = try texts(CorpusFile(path: joinPath(fixture.folder, name))) }
    }
    #expect(message("empty.txt") == "empty.txt: is empty; name a file that holds text")
    #expect(message("none.txt") == "none.txt: there is no such file; check the path")
    #expect(message(".") == ".: is a folder, not a file; name a file in it")
  }

  @Test func anErrorOfTheBodyEndsTheReading() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", "a\nb\nc\n")
    var batches = 0
    #expect(
      fixture.message {
        try CorpusFile(path: path).read(batchBytes: 1) { _ throws(Failure) in
          batches += 1
          if batches == 2 { throw Failure("stop") }
        }
      } == "stop")
    #expect(batches == 2)
  }

  @Test func aMillionEmptyLinesAreBatchedToo() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", [UInt8](repeating: 0x0A, count: 1_000_000))
    var largest = 0
    let record = try CorpusFile(path: path).read { batch throws(Failure) in
      largest = max(largest, batch.count)
    }
    #expect(record.documents == 1_000_000 && record.emptyDocuments == 1_000_000)
    #expect(largest <= 1 << 17)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func floresHasItsFigures() throws {
    let path = SharedData.path("text/parallel/flores200/dev/lit_Latn.dev")
    let record = try texts(CorpusFile(path: path)).record
    #expect(record.documents == 997 && record.words == 16_859)
    #expect(record.bytes == 134_711 && record.scalars == 125_914)
  }
}
