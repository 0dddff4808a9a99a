import Groundwork
import Testing

@testable import Tokenization
@testable import TokenizerFormats

/// Text as `spm_normalize` prints it: the normalizer shares its tables with the model's own.
@Suite struct ReadableFormTests {
  @Test(arguments: SentencePieceFixtures.names)
  func sharedTablesChangeNothing(name: String) throws {
    let tokenizer = try SentencePieceReader.load(SentencePieceFixtures.path(name + ".model"))
    var settings = tokenizer.parts.normalizer
    settings.addDummyPrefix = false
    settings.escapeWhitespaces = false
    settings.removeExtraWhitespaces = true
    let own = SentencePieceNormalizer(settings)
    let recorded = try SentencePieceFixtures.recorded(name).map(\.text)
    #expect(recorded.count > 10)
    for text in recorded + [Array("  ﬁ  ①\u{3000}Ａ é e\u{301}<x> ".utf8), []] {
      #expect(tokenizer.normalize(text, form: .readable) == own.normalize(text))
    }
  }
}
