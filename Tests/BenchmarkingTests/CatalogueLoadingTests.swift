import Benchmarking
import Groundwork
import TestSupport
import Testing
import Tokenization

@Suite struct CatalogueLoadingTests {
  /// All names, also those that no test names one by one: o200k_harmony could not be loaded.
  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func everyNameLoadsWithItsSpecialTokens() throws {
    let locator = TokenizerLocator(vocabularies: SharedData.path("vocab/tiktoken"))
    let published = try JSONValue(contentsOf: SharedData.path("vocab/tiktoken/encodings.json"))
    for (name, entry) in published.members?.map({ ($0.key, $0.value) }) ?? [] {
      let tokenizer = try locator.load(name).tokenizer
      let encoder = tokenizer.makeEncoder(specials: .parse)
      let tokens = try #require(entry["special_tokens"]?.members)
      #expect(
        encoder.encode(Array(tokens.map(\.key).joined().utf8))
          == tokens.compactMap { $0.value.integer.map(UInt32.init) }, "\(name)")
    }
    #expect(published.members?.count == 7)
  }
}
