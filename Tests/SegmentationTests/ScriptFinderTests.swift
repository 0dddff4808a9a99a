import Segmentation
import Testing

/// The script of a token.
@Suite struct ScriptFinderTests {
  @Test func aTextHasOneScriptNoneOrSeveral() throws {
    var finder = ScriptFinder()
    func name(_ text: String) -> String {
      switch Array(text.utf8).withUnsafeBufferPointer({ finder.script(of: $0) }) {
      case .common: "common"
      case .one(let script): ScriptFinder.name(of: script)
      case .several: "several"
      }
    }
    #expect(name("žydi") == "Latn")
    #expect(name(" дом 12,") == "Cyrl")
    #expect(name("e\u{301}") == "Latn")
    #expect(name("\u{301}") == "common")
    #expect(name("") == "common")
    #expect(name(" 12-，") == "common")
    #expect(name("aд") == "several")
    #expect(name("日本") == "Hani")
    #expect(name("日の") == "several")
    // Nothing is left of the texts before.
    #expect(name("ab") == "Latn")
  }
}
