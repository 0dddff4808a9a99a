import Foundation
import Groundwork
import Testing

@testable import BenchmarkReports

@Suite struct MarkupTests {
  @Test func escapesTextAndAttributes() {
    let text = h("p", ["title": "\"a\" & 'b' <c>", "class": nil]) { "</p><script>1 && 2" }
      .rendered()
    #expect(
      text
        == "<p title=\"&quot;a&quot; &amp; &#39;b&#39; &lt;c&gt;\">&lt;/p&gt;&lt;script&gt;1 &amp;&amp; 2</p>\n"
    )
  }

  @Test func showsControlCharactersAsPictures() {
    #expect(h("b") { "\u{1}\r\u{7F}\u{85}\u{FFFF}" }.rendered() == "<b>␁␍␡\u{FFFD}\u{FFFD}</b>")
  }

  @Test func dataCannotEndItsScript() {
    let json = JSONText(text: JSONValue.string("</script><!-- & ]]>").serialized())
    #expect(
      Markup.data(id: "x", json).rendered()
        == "<script type=\"application/json\" id=\"x\">"
        + "\"\\u003c/script\\u003e\\u003c!-- \\u0026 ]]\\u003e\"</script>")
  }

  @Test func emptyElementsAreClosedAsBothLanguagesWish() {
    #expect(h("td").rendered() == "<td></td>")
    #expect(h("meta", ["charset": "utf-8"]).rendered() == "<meta charset=\"utf-8\"/>")
  }

  @Test func anyTextSurvivesAStrictParser() throws {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("ab<>&\"'\u{0}\u{1F}\u{7F}ė字\u{202E}א\u{FFFE}]]>--{}\\\n".unicodeScalars)
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<20, using: &random) {
        text.unicodeScalars.append(try #require(alphabet.randomElement(using: &random)))
      }
      let reading = PageReading(Array(h("p", ["title": text]) { text }.rendered().utf8))
      #expect(reading.problem == nil, "\(text.debugDescription)")
      #expect(reading.elements.count == 1)
    }
  }

  @Test func ourStyleAndScriptAreXML() {
    for source in PageStyle.sheet + PageStyle.phoneAndPaper + PageScript.code {
      #expect(!"\(source)".contains { $0 == "<" || $0 == "&" })
    }
  }
}
