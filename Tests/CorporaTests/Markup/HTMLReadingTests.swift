import Foundation
import Groundwork
import Testing

@testable import Corpora

@Suite struct HTMLReadingTests {
  @Test(
    arguments: [
      ("<p>Ėjo <b>namo</b>.<p>Grįžo.", ["Ėjo namo.", "Grįžo."]),
      (
        "viena<br>kita<div>trečia<span>ir</span></div>ketvirta",
        ["viena kita", "trečiair", "ketvirta"]
      ),
      ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
      ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
      ("<p>a&nbsp;b&#279;&amp;&ndash;&foo;&euro;</p>", ["a bė&–&foo;€"]),
      ("<h1> </h1><p></p><p>\n</p>x", ["x"]),
      ("<p>a<!-- b --><script>c('<p>d')</script><style>e</style>f</p>", ["af"]),
      ("<select><option>a</select><textarea>b</textarea><p>c", ["c"]),
      ("<section><article><header>a</header><main>b</main></article></section>", ["a", "b"]),
      ("<pre>a\n  b</pre>", ["a b"]),
      ("<p>a\u{AD}b</i></p></div>c", ["a\u{AD}b", "c"]),
      ("<p>a < b & c > d", ["a < b & c > d"]),
    ])
  func blocksAreDocuments(_ body: String, _ expected: [String]) throws {
    let head = "<!DOCTYPE html><html><head><title>ne</title></head><body>"
    #expect(try documents(head + body + "</body></html>") == expected)
    #expect(try documents(body, format: .html) == expected)
  }

  @Test func xhtmlIsRead() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML "
      + "1.0 Strict//EN\" \"x.dtd\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/>"
      + "<script src=\"a\"/></head><body><p>ž<br/>ė</p><p/><a name=\"x\"/>b</body></html>"
    #expect(try documents(text) == ["ž ė", "b"])
  }

  @Test func zeroBytesAndUnclosedTagsEndNothing() throws {
    #expect(try documents("<p>a\0b</p><p>c", format: .html) == ["ab", "c"])
    #expect(try documents("<p>a<p class=\"", format: .html) == ["a"])
    #expect(try documents("<p>a<!-- b", format: .html).first == "a")
  }

  @Test func emptyPagesAreAnError() throws {
    #expect(
      try message("<!DOCTYPE html><html><body> </body></html>")
        == "a.xml: holds no text in the page's body; name a page, or the format `text` to read the "
        + "lines as they are")
  }

  @Test func nestingIsBounded() throws {
    let deep = String(repeating: "<div>", count: 10_000)
    #expect(try documents("<html>\(deep)a", format: .html) == ["a"])
    #expect(
      try message(String(repeating: "<div>", count: 30_000), format: .html)
        .contains("elements are nested more than 20000 deep"))
    // libxml2 would look through all that is open, for each end.
    let many = String(repeating: "<div>", count: 15_000) + String(repeating: "</i>", count: 200_000)
    #expect(
      try message(many, format: .html).contains("elements are nested 15002 deep and end too often"))
  }
}
