import Segmentation
import Testing

@Suite struct LanguageTagTests {
  @Test(arguments: [
    ("lt", "lit"), ("lit_Latn", "lit"), ("zh-CN", "zho"), ("lvs_Latn", "lvs"), ("deu", "deu"),
  ])
  func iso3(_ tag: String, _ code: String) {
    #expect(LanguageTag(tag).iso3 == code)
  }

  @Test func oneLanguageUnderManyTags() {
    #expect(LanguageTag("lt").isSameLanguage(as: LanguageTag("lit_Latn")))
    #expect(LanguageTag("lv").isSameLanguage(as: LanguageTag("lvs_Latn")))
    #expect(!LanguageTag("lt").isSameLanguage(as: LanguageTag("lvs_Latn")))
    #expect(!LanguageTag("??").isSameLanguage(as: LanguageTag("lt")))
  }

  @Test(arguments: [
    ("lit_Latn", "Lithuanian"), ("lt", "Lithuanian"), ("lvs_Latn", "Latvian"),
    ("zh-CN", "Chinese"), ("qqq", "qqq"),
  ])
  func englishName(_ tag: String, _ name: String) {
    #expect(LanguageTag(tag).englishName == name)
  }
}
