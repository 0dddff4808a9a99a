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
      for token in try #require(entry["special_tokens"]?.members) {
        let ids = try tokenizer.encode(token.key, allowedSpecials: .all)
        #expect(ids == token.value.integer.map { [UInt32($0)] }, "\(name) \(token.key)")
      }
    }
    #expect(published.members?.count == 7)
  }
}
