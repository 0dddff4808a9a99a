import Foundation
import Groundwork
import Testing

@testable import Corpora

@Suite struct XMLFormatsTests {
  @Test func cesVersesAndParagraphsAreDocuments() throws {
    let text = """
      <?xml version="1.0" ?>
      <cesDoc version="4"><cesHeader><fileDesc><titleStmt><h.title>Ne</h.title></titleStmt>
      <p>ne</p></fileDesc></cesHeader><text><body id="Bible" lang="lt"><div id="b.X" type="book">
      <div id="b.X.1" type="chapter"><seg id="b.X.1.1" type="verse">
        Pradžia buvo
        rami.
      </seg><seg id="b.X.1.2" type="verse"/><p><s>Pirmas.</s><s>Antras.</s></p><s>Vienas.</s>
      </div></div></body></text></cesDoc>
      """
    #expect(try documents(text) == ["Pradžia buvo rami.", "", "Pirmas. Antras.", "Vienas."])
  }

  @Test func mallardParagraphsAndTitlesAreDocuments() throws {
    let text = """
      <?xml version="1.0" encoding="utf-8"?>
      <page xmlns="http://projectmallard.org/1.0/" type="topic" id="a" xml:lang="lt">
      <info><credit><name>Ne</name></credit><desc>Trumpai.</desc>
      <title type="text">Apie</title><include href="legal.xml"
      xmlns="http://www.w3.org/2001/XInclude"/></info>
      <title>Langų <em>tvarka</em></title>
      <p>Spustelėkite <gui>Gerai</gui>, tada
        <keyseq><key>Alt</key><key>F2</key></keyseq>.</p>
      <list><item><p>Viena.</p><p>Kita.</p></item><item>Be pastraipos</item></list>
      <screen>make</screen><code>x = 1</code>
      <table><tr><td><p>Langelis</p></td><td>Kitas</td></tr></table></page>
      """
    #expect(
      try documents(text) == [
        "Trumpai.", "Apie", "Langų tvarka", "Spustelėkite Gerai, tada AltF2.", "Viena.", "Kita.",
        "Be pastraipos", "Langelis", "Kitas",
      ])
  }

  @Test func docBookParagraphsAreDocumentsAlsoInOthers() throws {
    let text = """
      <?xml version="1.0"?>
      <!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN" "docbookx.dtd" [
      <!ENTITY app "Knyga"><!ENTITY legal SYSTEM "legal.xml">]>
      <article lang="lt"><articleinfo><title>&app; vadovas</title>&legal;
      <author><firstname>Ne</firstname></author><legalnotice><para>Ne</para></legalnotice>
      <abstract><para>Santrauka</para></abstract></articleinfo>
      <sect1><title>Pradžia</title><para>Yra trys<footnote><para>Ar keturi.</para></footnote>
      dalys:<itemizedlist><listitem><para>pirma&nbsp;ir</para></listitem></itemizedlist> ir visos
      <indexterm><primary>ne</primary></indexterm>geros.</para>
      <programlisting>int x;</programlisting>
      <variablelist><varlistentry><term>Terminas</term><listitem><simpara>reikšmė</simpara></listitem>
      </varlistentry></variablelist></sect1></article>
      """
    #expect(
      try documents(text) == [
        "Knyga vadovas", "Santrauka", "Pradžia", "Ar keturi.", "Yra trys dalys:", "pirma ir",
        "ir visos geros.", "Terminas", "reikšmė",
      ])
    let five = "<section xmlns=\"http://docbook.org/ns/docbook\"><info><title>A</title></info>"
    #expect(try documents(five + "<para>b</para></section>") == ["A", "b"])
    let external = text.replacingOccurrences(of: "<para>Yra", with: "<para>&legal;Yra")
    #expect(
      try message(external)
        == "a.xml: the text uses the external entity &legal;; put its text into the file: nothing "
        + "but the file is read")
  }

  @Test func theDeclarationOfHumanRightsIsRead() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <udhr iso639-3='lit' xml:lang='lt' xmlns="http://efele.net/udhr"><title>Deklaracija</title>
      <preamble><title>Įžanga</title><para>Kadangi…</para></preamble>
      <article number="1"><title>1</title><para>Visi.</para><orderedlist><listitem tag='1.'>
      <para>Vienas.</para></listitem></orderedlist></article></udhr>
      """
    #expect(
      try documents(text) == ["Deklaracija", "Įžanga", "Kadangi…", "1", "Visi.", "Vienas."])
  }

  @Test func xmlOfAnUnknownRootIsRefusedByName() throws {
    let remedy =
      "; use TEI, TMX, CES, Mallard, DocBook, UDHR or MediaWiki XML, or name the format `text` to "
      + "read the lines as they are"
    #expect(
      try message("<?xml version=\"1.0\"?>\n<!-- a -->\n<rss version=\"2.0\"><p>a</p></rss>")
        == "a.xml:3: the root element <rss> is of no XML format that is read" + remedy)
    // JATS has the root of DocBook.
    #expect(
      try message("<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"j.dtd\"><article/>")
        == "a.xml:1: the root element <article> is of no XML format that is read" + remedy)
    #expect(try message("<?xml version=\"1.0\"?>").hasPrefix("a.xml:1: "))
    #expect(try documents("<rss><p>a</p></rss>\n") == ["<rss><p>a</p></rss>"])
    #expect(try documents("<TEI><p>a</p></TEI>", format: .xml) == ["a"])
  }

  @Test(
    arguments: [
      ("<?xml version=\"1.0\"?><TEI>", .tei), ("\u{FEFF}\n <TEI xmlns=\"x\">", .tei),
      ("<teiCorpus>", .tei), ("<x:TEI xmlns:x='http://www.tei-c.org/ns/1.0'>", .tei),
      ("<?xml version='1.0'?><!-- <a> --><?b c?>\n<tmx version=\"1.4\">", .tmx),
      ("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version='1.4'>", .tmx),
      ("<!DOCTYPE x [<!ENTITY a \"]>\"><!-- ]> --> ]><cesDoc>", .ces),
      ("<page xmlns=\"http://projectmallard.org/1.0/\">", .mallard), ("<page>", .text),
      ("<?xml version=\"1.0\"?><page>", .xml),
      ("<book xmlns='http://docbook.org/ns/docbook'>", .docbook),
      ("<!DOCTYPE refentry PUBLIC '-//OASIS//DTD DocBook XML V4.2//EN'>", .docbook),
      ("<udhr>", .udhr), ("<mediawiki xml:lang=\"lt\">", .mediawiki),
      ("<!DOCTYPE html>", .html), ("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.0//EN\">", .html),
      ("<HTML lang=lt>", .html), ("<!-- a --><p class=b>", .html),
      ("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", .html),
      ("<?xml version=\"1.0\"?><rss>", .xml), ("<?xml version=\"1.0\"", .text), ("<", .text),
      ("< p>", .text), ("<ėjo>", .text), ("a <p>", .text), ("", .text),
    ] as [(String, CorpusFormat)])
  func formatsAreFoundByContent(_ start: String, _ format: CorpusFormat) {
    #expect(CorpusFile.format(of: Array(start.utf8)) == format)
  }
}
