import Groundwork
import Testing

@testable import Corpora

@Suite struct WikiTextTests {
  private func strip(_ text: String) -> [String] {
    var namespaces = WikiNamespaces()
    namespaces.add("Vaizdas", key: 6)
    namespaces.add("Kategorija", key: 14)
    namespaces.add("Категория", key: 14)
    namespaces.add("Aptarimas", key: 1)
    var wiki = WikiText(namespaces: namespaces)
    var documents = TextBatch()
    Array(text.utf8).withUnsafeBufferPointer { wiki.strip($0, into: &documents) }
    return (0..<documents.count).map {
      String(decoding: documents.bytes[documents.range($0)], as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("a {{b}} c", "a c"), ("a{{b|c={{d}}|e}}f", "af"), ("{{a\n|b=1\n}}c", "c"),
      ("{{{a}}}b", "b"), ("{{{a|b}}}c", "c"), ("{{{{a}}}}b", "{}b"), ("{{{{{a}}}}}b", "b"),
      ("{{{{{a}}} b}}c", "c"), ("{{a|{{{b}}}}}c", "c"), ("a {{b", "a {{b"), ("a }} b", "a }} b"),
      ("{a} b", "{a} b"), ("{{a}}}b", "}b"), ("{{{a}}b", "{b"), ("{{a|[[b|c}}d", "d"),
      ("{{a|{|b}}c", "c"), ("{{}}a", "a"), ("a {{b}} {{c", "a {{c"),
    ])
  func templatesAreTakenOut(_ text: String, _ expected: String) {
    #expect(strip(text) == [expected])
  }

  @Test(
    arguments: [
      ("[[a]]", "a"), ("[[a|b]]", "b"), ("[[nam]]as", "namas"), ("[[a|]]", "a"),
      ("[[a#b|c d]] e", "c d e"), ("[[:Kategorija:a]]", "Kategorija:a"),
      ("[[Aptarimas:a]]", "Aptarimas:a"),
      ("[[Aptarimas:a|b]]", "b"), ("a[[Vaizdas:b.jpg|mini|c [[d]] e]]f", "af"),
      ("a[[vaizdas:b.jpg]]c", "ac"), ("a[[File:b.jpg|thumb|[http://c d]]]e", "ae"),
      ("a[[Category:b]]c", "ac"), ("a[[ kategorija :b|c]]d", "ad"), ("a[[категория:b]]c", "ac"),
      ("a[[en:b]]c", "ac"), ("a[[zh-min-nan:b]]c", "ac"), ("a[[simple:b]]c", "ac"),
      ("[[wikt:b|c]]", "c"), ("[[a: b]]", "a: b"), ("[[a", "[[a"), ("a]]", "a]]"), ("[[]]", "[[]]"),
      ("[[ ]]", "[[ ]]"), ("[[:]]", "[[:]]"), ("[a] b", "[a] b"), ("[[a|'''b''']]", "b"),
      ("[[a|{{b}}c]]", "c"), ("[[a|b|c]]", "b|c"), ("[[a [[b]] c]]", "a b c"),
      ("[http://a.b c d] e", "c d e"), ("[http://a.b] c", "c"), ("[//a b]", "b"),
      ("[mailto:a@b.c d]", "d"), ("http://a.b c", "http://a.b c"), ("[http://a [[b|c]] d]", "c d"),
      ("[httpa", "[httpa"), ("[http://a", "[http://a"), ("a [http://b c", "a [http://b c"),
    ])
  func linksLeaveTheirLabels(_ text: String, _ expected: String) {
    #expect(strip(text) == [expected])
  }

  @Test(
    arguments: [
      ("a<ref>b</ref>c", "ac"), ("a<ref name=\"b\" />c", "ac"), ("a<ref name=b/>c", "ac"),
      ("a<REF>b {{c}} [[d]]</Ref >e", "ae"), ("a<ref>b", "ab"), ("a<ref><b>x</ref>c", "ac"),
      ("a<ref>b</reference></ref>c", "ac"), ("a<!-- b -->c", "ac"), ("a<!-- b", "a"),
      ("a<!-- {{ -->b", "ab"), ("<nowiki>[[a]] ''b'' {{c}} &lt;</nowiki>", "[[a]] ''b'' {{c}} <"),
      ("a<nowiki/>b", "ab"), ("<math>x^2</math>a", "a"), ("<gallery>\nA.jpg|b\n</gallery>a", "a"),
      ("<syntaxhighlight lang=\"c\">if (a < b) {}</syntaxhighlight>c", "c"),
      ("<b>a</b><i>b</i>", "ab"),
      ("a<br>b<br/>c<br />d", "a b c d"), ("<span style=\"a>b\">c</span>", "c"), ("a < b", "a < b"),
      ("<foo>a</foo>", "<foo>a</foo>"), ("<small>a</small> <sup>b</sup>", "a b"),
      ("<table><tr><td>a</td></tr></table>b", "b"), ("a<table><table>b</table>c</table>d", "a|d"),
      ("<div>a</div>b", "a|b"), ("<blockquote>a</blockquote>b", "a|b"),
      ("<poem>a\nb</poem>", "a|b"),
      ("<includeonly>a</includeonly>b", "b"), ("<noinclude>a</noinclude>b", "ab"), ("</ref>a", "a"),
      ("<ref name=\"a/\">b</ref>c", "c"),
    ])
  func tagsAreTakenOut(_ text: String, _ expected: String) {
    #expect(strip(text).joined(separator: "|") == expected)
  }

  @Test(
    arguments: [
      ("== a ==", "a"), ("=a=\nb", "a|b"), ("=== a === \nb", "a|b"), ("== a = b ==", "a = b"),
      ("== a", "== a"), ("a == b ==", "a == b =="), ("== a == <!-- b -->", "a"), ("==a===", "a="),
      ("=== [[a|b]] ===", "b"), ("=", "="), ("===", "="), ("* a\n** b\n# c\n:; d", "a|b|c|d"),
      ("; a : b", "a : b"), ("----\na", "a"), ("--a", "--a"), ("----- b", "b"), (" a\n b", "a|b"),
      ("a\nb\n\n\nc", "a|b|c"), ("a * b # c", "a * b # c"),
      ("{|\n! a !! b\n|-\n| c || d\n|}\ne", "e"), ("a\n{| class=x\n| b\n{|\n| c\n|}\n|}\nd", "a|d"),
      (":{|\n| a\n|}\nb", "b"), ("a\n{|\n| b", "a"), ("{{a|\n|}}b", "b"), ("a |} b", "a |} b"),
      ("{|\n| {{a\n|}}\n|}\nb", "b"), ("__NOTOC__a", "a"), ("__BE_TURINIO__", "__BE_TURINIO__"),
      ("__BETURINIOŽ__a", "a"), ("a__b__", "a__b__"), ("_ __", "_ __"), ("\t{|\n|a\n|}b", "b"),
    ])
  func linesAreTakenForWhatTheyAre(_ text: String, _ expected: String) {
    #expect(strip(text).joined(separator: "|") == expected)
  }

  @Test(
    arguments: [
      ("''a'' '''b''' '''''c'''''", "a b c"), ("d'a", "d'a"), ("a''''b'''", "a'b"),
      ("''''''a", "'a"), ("a&nbsp;b&ndash;c&#160;d&#x17D;", "a b–c dŽ"),
      ("&lt;b&gt; &amp;nbsp; &quot;", "<b> &nbsp; \""),
      (
        "a & b &foo; &#0; &#xD800; &#99999999999;", "a & b &foo; &#0; &#xD800; &#99999999999;"
      ),
      ("&#91;&#91;a&#93;&#93;", "[[a]]"), ("a&#10;b", "a b"), ("&", "&"), ("&amp", "&amp"),
      ("a\r\nb", "a|b"), ("", ""), (" \n \n", ""), ("ėžuolas – „kabutės“", "ėžuolas – „kabutės“"),
    ])
  func quotesAndEntitiesAreRead(_ text: String, _ expected: String) {
    #expect(strip(text).joined(separator: "|") == expected)
  }

  @Test func whatIsNeverClosedTakesNoTimeAndNoText() {
    for opening in ["{{", "[[", "<ref>", "[http://a b ", "<table>", "{|\n", "[[a|", "<nowiki>"] {
      let many = String(repeating: opening, count: 50_000)
      let result = strip(many + "\n\nžodis " + String(repeating: "]] }} |}\n|}", count: 50_000))
      if opening != "{|\n", opening != "{{" {
        #expect(result.contains { $0.contains("žodis") }, "\(opening)")
      }
    }
  }
}
