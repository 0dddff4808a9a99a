import Groundwork
import Testing

@testable import Corpora

@Suite struct MarkupEncodingTests {
  private let sentence = "Žąsis ėjo – „namo“."

  /// The sentence in windows-1257, and in windows-1252 as far as it goes.
  private let baltic: [UInt8] = [
    0xDE, 0xE0, 0x73, 0x69, 0x73, 0x20, 0xEB, 0x6A, 0x6F, 0x20, 0x96, 0x20, 0x84, 0x6E, 0x61, 0x6D,
    0x6F, 0x93, 0x2E,
  ]

  private func page(_ head: String, _ text: [UInt8]) -> [UInt8] {
    Array("<html><head>\(head)</head><body><p>".utf8) + text + Array("</p></body></html>".utf8)
  }

  private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test func declaredEncodingsAreRead() throws {
    let start = Array("<?xml version=\"1.0\" encoding=\"windows-1257\"?><TEI><p>".utf8)
    let end = Array("</p></TEI>".utf8)
    #expect(try documents(start + baltic + end) == [sentence])
    let other = Array("<?xml version='1.0' encoding='ISO-8859-13'?><TEI><p>".utf8)
    #expect(try documents(other + [0xEB, 0x6A, 0x6F] + end) == ["ėjo"])
    for meta in [
      "<meta charset=windows-1257>", "<META CHARSET='Windows-1257'/>",
      "<!-- a --><meta name=\"a\"><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1257\">",
    ] {
      #expect(try documents(page(meta, baltic)) == [sentence], "\(meta)")
    }
    #expect(try documents(page("<meta charset=iso-8859-1>", [0x84, 0xE9])) == ["„é"])
  }

  @Test func utf8IsWhatNothingSays() throws {
    #expect(try documents(page("", Array(sentence.utf8))) == [sentence])
    #expect(try documents(page("<meta charset=utf-16>", Array(sentence.utf8))) == [sentence])
    #expect(
      try documents("<?xml version=\"1.0\" encoding=\"UTF-16\"?><TEI><p>ė</p></TEI>") == ["ė"])
    #expect(try documents("\u{FEFF}<TEI><p>ė</p></TEI>") == ["ė"])
  }

  @Test func wideEncodingsAreKnownByTheirMarks() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><TEI><p>\(sentence) 𝄞</p></TEI>"
    for bigEndian in [false, true] {
      for mark in [false, true] {
        #expect(
          try documents(utf16(text, bigEndian: bigEndian, mark: mark)) == [sentence + " 𝄞"])
      }
    }
    let page = "<!DOCTYPE html><p>\(sentence)"
    #expect(try documents(utf16(page, bigEndian: false, mark: true)) == [sentence])
    #expect(
      try documents(utf16(text, bigEndian: true, mark: true), format: .xml) == [sentence + " 𝄞"])
  }

  @Test func theOptionOverridesWhatIsDeclared() throws {
    let options = ReadingOptions(encoding: "windows-1257")
    #expect(try documents(page("<meta charset=utf-8>", baltic), options: options) == [sentence])
    let start = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><TEI><p>".utf8)
    #expect(
      try documents(start + baltic + Array("</p></TEI>".utf8), options: options) == [sentence])
  }

  @Test func theRecordNamesTheEncoding() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.html", page("<meta charset=Windows-1257>", baltic))
    #expect(try texts(CorpusFile(path: path)).record.encoding == "windows-1257")
  }

  @Test func invalidBytesAreAnErrorOrReplaced() throws {
    let text = Array("<TEI><p>a".utf8) + [0xFF, 0x62] + Array("</p></TEI>".utf8)
    let fixture = try Fixture()
    let path = try fixture.write("a.xml", text)
    let read = try texts(CorpusFile(path: path, options: ReadingOptions(invalid: .replace)))
    #expect(read.texts == ["a\u{FFFD}b"] && read.record.replaced == 1)
    #expect(
      fixture.message { _ = try texts(CorpusFile(path: path)) }
        .hasPrefix("a.xml: byte 9: is not UTF-8; "))
  }

  @Test func anEncodingThatICUDoesNotKnowIsNamed() throws {
    #expect(
      try message("<?xml version=\"1.0\" encoding=\"klingon\"?><TEI/>")
        == "a.xml:1: declares the encoding klingon, which ICU does not know; name the encoding with "
        + "--encoding")
  }

  @Test func brokenXMLGivesWhatStandsBeforeWhereReadingGoesOn() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.xml", "<TEI><p>a</p>\n<p>b</q></TEI>")
    let read = try texts(CorpusFile(path: path, options: ReadingOptions(keepGoing: true)))
    #expect(read.texts == ["a"])
    #expect(
      read.record.problem?.problem
        == "Opening and ending tag mismatch: p line 2 and q (column 9)")
  }
}
