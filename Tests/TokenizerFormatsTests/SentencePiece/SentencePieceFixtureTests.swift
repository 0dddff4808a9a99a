import Groundwork
import Testing
import Tokenization
import TokenizerFormats

/// Ids and texts recorded from sentencepiece 0.2.3 for models of every kind.
@Suite struct SentencePieceFixtureTests {
  @Test(arguments: SentencePieceFixtures.names)
  func idsAndTextsAreThoseRecorded(name: String) throws {
    let tokenizer = try SentencePieceReader.load(SentencePieceFixtures.path("\(name).model"))
    let encoder = tokenizer.makeEncoder()
    let recorded = try SentencePieceFixtures.recorded(name)
    try #require(recorded.count > 100)
    for round in 0..<2 {
      for text in recorded {
        let shown = String(decoding: text.text, as: UTF8.self).debugDescription
        #expect(encoder.encode(text.text) == text.ids, "\(shown), round \(round)")
        #expect(try tokenizer.decode(text.ids) == text.decoded, "\(shown), decoded")
        var ids: [UInt32] = []
        var spans: [TokenSpan] = []
        text.text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
        #expect(ids == text.ids, "\(shown), with spans")
        #expect(spans.count == ids.count)
        checkOrder(spans, text.text.count)
      }
    }
  }

  /// Spans follow one another without overlap and stay in the text.
  private func checkOrder(_ spans: [TokenSpan], _ count: Int) {
    var end = 0
    for span in spans {
      #expect(span.start >= end && span.end >= span.start && span.end <= count)
      end = span.end
    }
  }

  @Test(arguments: SentencePieceFixtures.names)
  func aFixtureIsWrittenAsItWasRead(name: String) throws {
    let bytes = try readFile(SentencePieceFixtures.path("\(name).model"))
    #expect(try SentencePieceModel(parsing: bytes, file: name).serialized() == bytes)
  }
}
