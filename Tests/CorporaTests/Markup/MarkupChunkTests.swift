import Groundwork
import Testing

@testable import Corpora

/// Documents do not depend on how a file is cut, by its source or for the parser.
@Suite struct MarkupChunkTests {
  private static let samples: [(CorpusFormat, String)] = [
    (
      .tei,
      "<?xml version=\"1.0\"?>\n<!DOCTYPE TEI [<!ENTITY a \"ąčę\">]><TEI><!-- č --><p>Žąsis &a;&#279; "
        + "<![CDATA[<ž>]]]> ėjo</p>\r\n<p n=\"ž&a;\">𝄞 ilgas tekstas su ąčęėįšųūž, be galo<lb break='no'/>"
        + "ilgas</p><l/></TEI>"
    ),
    (
      .mediawiki,
      "<mediawiki><page><title>Ž</title><ns>0</ns><revision><text>'''Žąsis''' – {{a|ž}} [[ėjo|ąžuolas]]"
        + "&lt;ref&gt;č&lt;/ref&gt; &amp;nbsp;š\n== Ų ==\nṹ</text></revision></page></mediawiki>"
    ),
    (
      .html,
      "<!DOCTYPE html><html><head><title>ž</title></head><body><p>Žąsis &amp; ėjo&nbsp;&scaron;<br>ą"
        + "<script>if (a < b) { '</p>' }</script><!-- <p>č --><div class=\"ž>\">𝄞<b>ū</b></div>"
        + "<p>ilgas ilgas ilgas ilgas tekstas čia<td>x&#382;</body></html>"
    ),
    (.html, "<p>a<p>b &copy x</p\n><ul><li>ž<li>ė</ul>tekstas be galo < 3"),
  ]

  private func read(_ text: String, _ format: CorpusFormat, pieces: Int, chunk: Int) throws
    -> [String]
  {
    let bytes = PiecewiseBytes(Array(text.utf8), size: pieces)
    let reader = RecordedReader(HeldBytes(bytes), name: "a", options: .init())
    var result: [String] = []
    var writer = BatchWriter(
      record: ReadingRecord(path: "a", format: format, form: .raw), name: "a", batchBytes: 1 << 20,
      takesWeights: false
    ) { batch in
      batch.forEachText { _, text in result.append(String(decoding: text, as: UTF8.self)) }
      batch = TextBatch()
    }
    switch format {
    case .tei: try MarkupReading.read(reader, as: TEISource.self, into: &writer, chunk: chunk)
    case .html: try MarkupReading.read(reader, as: HTMLSource.self, into: &writer, chunk: chunk)
    default: try MediaWikiSource.read(reader, into: &writer, chunk: chunk)
    }
    try writer.flush()
    return result
  }

  @Test(arguments: 0..<4)
  func documentsDoNotDependOnChunks(_ sample: Int) throws {
    let (format, text) = Self.samples[sample]
    let whole = try read(text, format, pieces: 1 << 20, chunk: 1 << 16)
    #expect(!whole.isEmpty)
    for chunk in 16...90 {
      #expect(try read(text, format, pieces: 1 << 20, chunk: chunk) == whole, "chunks of \(chunk)")
    }
    for pieces in 1...20 {
      #expect(try read(text, format, pieces: pieces, chunk: 1 << 16) == whole)
    }
  }
}
