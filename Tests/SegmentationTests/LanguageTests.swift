import Segmentation
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("lt", "lit"), ("lit_Latn", "lit"), ("zh-CN", "zho"), ("lvs_Latn", "lvs"), ("deu", "deu"),
  ])
  func iso3(_ tag: String, _ code: String) {
    #expect(Language(tag).iso3 == code)
  }

  @Test func oneLanguageUnderManyTags() {
    #expect(Language("lt").isSameLanguage(as: Language("lit_Latn")))
    #expect(Language("lv").isSameLanguage(as: Language("lvs_Latn")))
    #expect(!Language("lt").isSameLanguage(as: Language("lvs_Latn")))
    #expect(!Language("??").isSameLanguage(as: Language("lt")))
  }

  @Test(arguments: [
    ("lit_Latn", "Lithuanian"), ("lt", "Lithuanian"), ("lvs_Latn", "Latvian"),
    ("zh-CN", "Chinese"), ("zho_Hans", "Chinese (simplified)"),
    ("zh_Hant", "Chinese (traditional)"),
    ("nob_Latn", "Norwegian Bokmål"), ("nno", "Norwegian Nynorsk"), ("arb_Arab", "Arabic"),
    ("srp_Cyrl", "Serbian"), ("ekk", "Estonian"), ("ory_Orya", "Odia"), ("qqq", "qqq"),
  ])
  func englishName(_ tag: String, _ name: String) {
    #expect(Language(tag).englishName == name)
  }
}
