import Groundwork
import Testing

@testable import Corpora

@Suite struct MediaWikiReadingTests {
  private func page(_ title: String, _ inner: String) -> String {
    "<page><title>\(title)</title>\(inner)</page>\n"
  }

  private func dump(_ pages: String) -> String {
    "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" xml:lang=\"lt\"><siteinfo>"
      + "<sitename>V</sitename><namespaces><namespace key=\"0\" case=\"first-letter\"/>"
      + "<namespace key=\"1\">Aptarimas</namespace><namespace key=\"6\">Vaizdas</namespace>"
      + "<namespace key=\"14\">Kategorija</namespace></namespaces></siteinfo>\(pages)</mediawiki>"
  }

  @Test func articlesAreRead() throws {
    let pages =
      page(
        "Pirmas",
        "<ns>0</ns><id>1</id><revision><id>2</id><contributor><username>N</username></contributor>"
          + "<comment>ne</comment><model>wikitext</model><text xml:space=\"preserve\">'''Pirmas'''"
          + " – [[straipsnis]].&lt;ref&gt;ne&lt;/ref&gt;\n\n[[Vaizdas:A.jpg|mini|ne]]\n"
          + "== Skyrius ==\n* a\n[[kategorija:X]]</text></revision>")
      + page("Aptarimas:Pirmas", "<ns>1</ns><revision><text>ne</text></revision>")
      + page(
        "Antras", "<ns>0</ns><redirect title=\"Pirmas\"/><revision><text>ne</text></revision>")
      + page("Trečias", "<ns>0</ns><revision><text>#PERADRESAVIMAS [[Pirmas]]</text></revision>")
      + page(
        "Ketvirtas",
        "<ns>0</ns><revision><model>css</model><text>ne {}</text></revision>")
      + page(
        "Penktas",
        "<ns>0</ns><revision><text>senas</text></revision><revision><text>naujas</text></revision>")
    #expect(
      try documents(dump(pages)) == ["Pirmas – straipsnis.", "Skyrius", "a", "naujas"])
  }

  @Test func oldDumpsHaveNamespacesInTitlesOnly() throws {
    let pages =
      page("Aptarimas:A", "<revision><text>ne</text></revision>")
      + page("aptarimas:A", "<revision><text>ne</text></revision>")
      + page("Kita: B", "<revision><text>taip</text></revision>")
    #expect(try documents(dump(pages)) == ["taip"])
  }

  @Test(
    arguments: [
      ("#REDIRECT [[a]]", true), ("\n#redirect:[[a]]", true), ("#PERADRESAVIMAS[[a]]", true),
      ("#ПЕРЕНАПРАВЛЕНИЕ [[a]]", true), ("# [[a]]", false), ("#[[a]]", false),
      ("#Kas [[a]]", false),
      ("REDIRECT [[a]]", false), ("#REDIRECT a", false),
    ])
  func redirectsAreKnownByTheirFirstWord(_ text: String, _ isRedirect: Bool) {
    #expect(MediaWikiPages.isRedirect(Array(text.utf8)) == isRedirect)
  }

  @Test func aBrokenDumpGivesItsPlaceAndThePagesBefore() throws {
    let fixture = try Fixture()
    let text = dump(page("A", "<ns>0</ns><revision><text>taip</text></revision>") + "<page><x></y>")
    let path = try fixture.write("a.xml", text)
    var read: [String] = []
    let message = fixture.message {
      try CorpusFile(path: path).read(batchBytes: 1) { batch in
        batch.forEachText { _, text in read.append(String(decoding: text, as: UTF8.self)) }
      }
    }
    #expect(
      message
        == "a.xml:2: Opening and ending tag mismatch: x line 2 and y (column 14); correct the "
        + "XML, or get the file again")
    #expect(read == ["taip"])
    #expect(
      try self.message("<mediawiki><page><title>a</title><ns>1</ns></page></mediawiki>")
        == "a.xml: holds no article with text; name a dump of articles, such as pages-articles.xml")
  }

  private func message(_ text: String) throws -> String {
    let fixture = try Fixture()
    let path = try fixture.write("a.xml", text)
    return fixture.message { _ = try texts(CorpusFile(path: path)) }
  }
}
