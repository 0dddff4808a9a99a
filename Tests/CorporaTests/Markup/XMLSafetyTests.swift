import Foundation
import Groundwork
import Testing

@testable import Corpora

/// XML that is broken, hostile or odd, in whatever format.
@Suite struct XMLSafetyTests {
  private func tei(_ subset: String, _ body: String) -> String {
    "<?xml version=\"1.0\"?>\n<!DOCTYPE TEI [\(subset)]>\n<TEI>\(body)</TEI>"
  }

  private let broken = "; correct the XML, or get the file again"
  private let bomb =
    "; write the text itself: entities may give 16 MiB at once and ten times the file's bytes"
  private let undefined = "; write the character itself, or declare the entity in the file"

  @Test func errorsHaveLineAndColumn() throws {
    #expect(
      try message("<TEI>\n<p>a</p>\n<p>b</q>\n</TEI>")
        == "a.xml:3: Opening and ending tag mismatch: p line 3 and q (column 9)" + broken)
    #expect(
      try message("<TEI><p>a</p>")
        == "a.xml:1: the file ends while <TEI> is open (column 14)" + broken)
    #expect(
      try message("<TEI><p>a</p></TEI><p>b</p>")
        == "a.xml:1: Extra content at the end of the document (column 20)" + broken)
    #expect(
      try message("<TEI>\n<p>a & b</p></TEI>")
        == "a.xml:2: xmlParseEntityRef: no name (column 7)" + broken)
    #expect(
      try message("<TEI><p>a\u{1}b</p></TEI>")
        == "a.xml:1: PCDATA invalid Char value 1 (column 10)" + broken)
  }

  @Test func whatStandsBeforeABreakIsHandedOut() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.xml", "<TEI><p>a</p><p>b</p>\n<p>c</q></TEI>")
    var read: [String] = []
    let message = fixture.message {
      try CorpusFile(path: path).read(batchBytes: 1) { batch in
        batch.forEachText { _, text in read.append(String(decoding: text, as: UTF8.self)) }
      }
    }
    #expect(message.hasPrefix("a.xml:2: "))
    #expect(read == ["a", "b"])
  }

  @Test func internalEntitiesAreText() throws {
    let subset = "<!ENTITY lt2 \"&#38;#60;\"><!ENTITY v \"va&r;s\"><!ENTITY r \"<hi>rd</hi>a\">"
    #expect(try documents(tei(subset, "<p>a &v; &lt2; &v;</p>")) == ["a vardas < vardas"])
    #expect(
      try documents(tei("<!ENTITY a \"pirma\"><!ENTITY a \"antra\">", "<p>&a;</p>")) == ["pirma"])
  }

  @Test func namesOfHTMLAreKnownWhereADTDIsNotRead() throws {
    let text =
      "<!DOCTYPE TEI SYSTEM \"http://localhost/tei.dtd\"><TEI><p>a&nbsp;b&mdash;&x;</p></TEI>"
    #expect(try documents(text.replacingOccurrences(of: "&x;", with: "")) == ["a b—"])
    #expect(
      try message(text) == "a.xml:1: the entity &x; is not defined (column 75)" + undefined)
    #expect(
      try message("<TEI><p>&nbsp;</p></TEI>")
        == "a.xml:1: the entity &nbsp; is not defined (column 15)" + undefined)
  }

  @Test func billionLaughsAreRefused() throws {
    var subset = "\n<!ENTITY a0 \"ha\">\n"
    for level in 1...12 {
      subset += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">\n"
    }
    #expect(
      try message(tei(subset, "<p>&a12;</p>"))
        == "a.xml:17: entities expand too far or without end (column 14)" + bomb)
    #expect(
      try message(tei("<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">", "<p>&a;</p>"))
        == "a.xml:3: entities expand too far or without end (column 12)" + bomb)
    // In an attribute nothing of it would be text.
    #expect(try message(tei(subset, "<p n=\"&a12;\">x</p>")).hasSuffix(bomb))
  }

  @Test func quadraticBlowupIsRefused() throws {
    let entity = "<!ENTITY a \"" + String(repeating: "x", count: 50_000) + "\">"
    let body = "<p>" + String(repeating: "&a;", count: 50_000) + "</p>"
    #expect(
      try message(tei(entity, body))
        == "a.xml:3: the entity &a; expands too far (column 1014)" + bomb)
    // Small entities may be used as often as one likes.
    let small = String(repeating: "&a; ", count: 200_000)
    #expect(
      try documents(tei("<!ENTITY a \"žodis\">", "<p>\(small)</p>")).first?.utf8.count
        == 200_000 * 7 - 1)
  }

  @Test func externalEntitiesAreNeverRead() throws {
    let subset = "<!ENTITY x SYSTEM \"file:///etc/hostname\">"
    #expect(
      try message(tei(subset, "<p>&x;</p>"))
        == "a.xml: the text uses the external entity &x;; put its text into the file: nothing but "
        + "the file is read")
    #expect(try documents(tei(subset, "<teiHeader>&x;</teiHeader><p>a</p>")) == ["a"])
    #expect(
      try message(tei("<!ENTITY % x \"y\"> %x;", "<p>a</p>"))
        == "a.xml:2: the document uses the parameter entity %x; (column 33); write the declarations "
        + "themselves: parameter entities are not read")
    #expect(try documents(tei("<!ENTITY % x SYSTEM \"y\">", "<p>a</p>")) == ["a"])
  }

  @Test func nestingIsBounded() throws {
    let deep = String(repeating: "<div>", count: 10_000)
    let ends = String(repeating: "</div>", count: 10_000)
    #expect(try documents("<TEI>\(deep)<p>a</p>\(ends)</TEI>") == ["a"])
    #expect(
      try message("<TEI>" + String(repeating: "<a>", count: 100_000))
        == "a.xml:1: elements are nested more than 100000 deep (column 300005)" + broken)
  }

  @Test func longTextsAreReadAndLongTagsRefused() throws {
    let long = String(repeating: "x", count: 11_000_000)
    #expect(try documents("<TEI><p>\(long)</p></TEI>").first?.utf8.count == 11_000_000)
    let tooLong = "a comment, a CDATA section or an instruction is longer than 10 MB"
    #expect(try message("<TEI><p><![CDATA[\(long)]]></p></TEI>").contains(tooLong))
    #expect(try message("<TEI><!--\(long)--><p>a</p></TEI>").contains(tooLong))
    #expect(
      try message("<TEI><p n=\"\(long)\">a</p></TEI>")
        == "a.xml:1: a tag is longer than 1 MiB (column 6)" + broken)
    #expect(try message("<TEI><?a \(long)?><p>a</p></TEI>").contains(tooLong))
  }

  @Test func whatIsNoTextIsPassedOver() throws {
    let body =
      "<!--a--><p xml:space=\"preserve\"> a <?pi b?><!-- <p>c</p> --> <x:hi xmlns:x=\"u\">d"
    #expect(try documents("<TEI>\(body)</x:hi>\n</p></TEI>") == ["a d"])
    #expect(
      try documents("<t:TEI xmlns:t=\"http://www.tei-c.org/ns/1.0\"><t:p>a</t:p></t:TEI>") == ["a"])
  }

  @Test(
    arguments: [
      [0xFF], [0xC1, 0x87], [0xE0, 0x81, 0x87], [0xF0, 0x80, 0x81, 0x87], [0xED, 0xA0, 0x80],
    ] as [[UInt8]])
  func bytesThatAreNoUTF8AreAnError(_ bytes: [UInt8]) throws {
    let fixture = try Fixture()
    let path = try fixture.write(
      "a.xml", Array("<TEI><p>ė".utf8) + bytes + Array("</p></TEI>".utf8))
    let message = fixture.message { _ = try texts(CorpusFile(path: path)) }
    #expect(message.hasPrefix("a.xml: byte 10: is not UTF-8; "))
  }
}
