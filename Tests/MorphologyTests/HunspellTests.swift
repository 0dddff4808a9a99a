import Groundwork
import TestSupport
import Testing

@testable import Morphology

/// The dictionary of Tests/Fixtures/Hunspell, in one of its two encodings.
func fixture(_ name: String, language: String = "lt") throws -> HunspellDictionary {
  let path = joinPath(SharedData.repository, "Tests/Fixtures/Hunspell/\(name)")
  return try HunspellDictionary(words: path + ".dic", affixes: path + ".aff", language: language)
}

/// A dictionary without hunspell's library: what the rules make is a word.
func dictionary(
  _ affixes: String, _ words: String, language: String = "xx"
) throws -> HunspellDictionary {
  try HunspellDictionary(
    words: Array(words.utf8), wordFile: "a.dic", affixes: Array(affixes.utf8), affixFile: "a.aff",
    language: language, name: "a", usesLibrary: false)
}

@Suite struct HunspellTests {
  @Test(arguments: ["small", "latin7"])
  func formsAreCutBehindStemsAndPrefixes(_ name: String) throws {
    let small = try fixture(name)
    let expected = [
      // Words of the dictionary stay whole; what a rule adds is an ending.
      "namas": "namas", "namo": "nam|o", "namą": "nam|ą", "ir": "ir", "lietuva": "lietuva",
      // Changed consonants stay with the stem.
      "medžio": "medž|io", "medžiui": "medž|iui", "jaučiau": "jauč|iau",
      // The ending begins where that of the dictionary word does.
      "augančių": "aug|ančių", "mokydavo": "moky|davo",
      // The reflexive at the end.
      "mokytis": "moky|ti|s", "mokydavosi": "moky|davo|si", "mokydamasis": "moky|damas|is",
      "augamės": "aug|amė|s",
      // Prefixes of rules, fused ones too, and those of the table.
      "nemokyti": "ne|mokyti", "nepasimokyti": "ne|pa|si|mokyti", "nejaučiau": "ne|jauč|iau",
      "suauga": "su|auga", "padaryti": "pa|daryti", "nepadaryti": "ne|pa|daryti",
      "nepasipadaryti": "ne|pa|si|pa|daryti", "tarpmiestis": "tarp|miestis",
    ]
    for (form, segments) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(small.segments(form) == segments)
    }
    // A suffix that stands with no prefix, a prefix that stands with no suffix, words that are none.
    for form in ["nemokytis", "suaugančių", "sunamas", "name", "nenamas", "as", "", "pair"] {
      #expect(small.segments(form) == nil, "\(form)")
    }
    #expect(small.summary == ProviderSummary(kind: .hunspell, forms: 11))
    #expect(small.name == name && small.sha256.utf8.count == 129)
  }

  @Test func otherLanguagesAreCutWhereTheRuleAdds() throws {
    let small = try fixture("small", language: "xx")
    #expect(small.segments("augančių") == "auga|nčių" && small.segments("padaryti") == "padaryti")
    #expect(small.segments("nepasimokyti") == "nepasi|mokyti")
  }

  @Test func theLibraryDecidesWhatIsAWord() throws {
    // FORBIDDENWORD and KEEPCASE are hunspell's to follow.
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "small")
    try AtomicFile.write(
      "SET UTF-8\nFORBIDDENWORD F\nSFX A Y 1\nSFX A 0 s .\n", to: path + ".aff")
    try AtomicFile.write("3\nbar/A\nfoo/A\nfoos/F\n", to: path + ".dic")
    let small = try HunspellDictionary(
      words: path + ".dic", affixes: path + ".aff", language: "xx")
    #expect(small.segments("bars") == "bar|s" && small.segments("foo") == "foo")
    #expect(small.segments("foos") == nil)
  }

  @Test func theFewestCutsStay() throws {
    // `abc` is a word, and `ab` with `c`; `bcd` is `b` with `cd` and `bc` with `d`.
    let found = try dictionary(
      "SFX A Y 3\nSFX A 0 c .\nSFX A 0 d .\nSFX A 0 cd .\n", "4\nab/A\nabc\nb/A\nbc/A\n")
    #expect(found.segments("abc") == "abc" && found.segments("abd") == "ab|d")
    #expect(found.segments("bcd") == "b|cd")
  }

  @Test func twoSuffixesAndFlagsOfRules() throws {
    let found = try dictionary(
      "NEEDAFFIX X\nSFX A Y 1\nSFX A 0 er/BP .\nSFX B Y 1\nSFX B 0 s .\nPFX P Y 1\nPFX P 0 un .\n",
      "2\nwalk/A\nx/XB\n")
    #expect(found.segments("walker") == "walk|er" && found.segments("walkers") == "walk|er|s")
    #expect(found.segments("unwalker") == "un|walk|er")
    #expect(found.segments("walks") == nil && found.segments("unwalk") == nil)
    #expect(found.segments("x") == nil && found.segments("xs") == "x|s")
  }

  @Test func flagsAreReadInEveryWriting() throws {
    let rule = "SFX %1 Y 1\nSFX %1 0 s .\n"
    func read(_ head: String, _ flag: String, _ field: String) throws -> String? {
      let rules = rule.split(separator: "%1", omittingEmptySubsequences: false)
        .joined(separator: flag)
      return try dictionary(head + rules, "1\nab/\(field) po:noun\n").segments("abs")
    }
    #expect(try read("", "A", "BA") == "ab|s")
    #expect(try read("FLAG long\n", "zA", "xBzA") == "ab|s")
    #expect(try read("FLAG num\n", "117", "3,117") == "ab|s")
    #expect(try read("SET UTF-8\nFLAG UTF-8\n", "ž", "až") == "ab|s")
    #expect(try read("AF 2\nAF B\nAF BA\n", "A", "2") == "ab|s")
    #expect(try read("FLAG long\n", "zA", "xAzB") == nil)
  }

  @Test func wordsMayHoldSlashesAndBlanks() throws {
    let found = try dictionary("SET UTF-8\n", "3\nkm\\/h\nper se\nab\tpo:x\n")
    #expect(found.segments("km/h") == "km/h" && found.segments("per se") == "per se")
    #expect(found.segments("ab") == "ab")
  }

  @Test func segmentsAreThoseThatRulesMake() throws {
    let small = try fixture("small")
    for piece in ["nam", "namas", "namo", "ne", "pa", "medž", "jauč", "ir", "moky", "su"] {
      #expect(small.knows(piece, .initial), "\(piece)")
    }
    for piece in ["o", "ių", "si", "na", ""] { #expect(!small.knows(piece, .initial), "\(piece)") }
    for piece in ["o", "io", "ančių", "si", "pa", "nam", "is", "s", "mokyti"] {
      #expect(small.knows(piece, .inner), "\(piece)")
    }
    for piece in ["na", "nčių", ""] { #expect(!small.knows(piece, .inner), "\(piece)") }
  }

  @Test func threadsGetTheSameAnswers() async throws {
    let small = try fixture("small")
    let forms = ["namo", "medžio", "nepasimokyti", "mokytis", "name", "nepadaryti"]
    let expected = forms.map { small.segments($0) }
    let other = try fixture("small")
    await withTaskGroup(of: [String?].self) { group in
      for _ in 0..<8 { group.addTask { forms.map { other.segments($0) } } }
      for await found in group { #expect(found == expected) }
    }
  }

  @Test func everyEncodingOfHunspellIsKnown() throws {
    for part in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15] {
      #expect(try AffixEncoding("ISO8859-\(part)") != nil)
    }
    for name in ["KOI8-R", "KOI8-U", "cp1251", "microsoft-cp1251", "TIS620-2533", "UTF-8"] {
      #expect(try AffixEncoding(name) != nil, "\(name)")
    }
    let baltic = try #require(try AffixEncoding("ISO8859-13"))
    #expect(baltic.decode([0xE0, 0xFE]) == Array("ąž".utf8))
    #expect(
      baltic.encode(Array("ąž".utf8)) == [0xE0, 0xFE] && baltic.encode(Array("ж".utf8)) == nil)
    #expect(try AffixEncoding("windows-1257") == nil)
  }

  @Test func theTableIsUnderstood() throws {
    let table = try #require(LanguageAffixes.table(of: "lit_Latn"))
    let lines = lithuanianAffixTable.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let read =
      table.prefixes.count + 1 + table.reflexiveEnds.count + table.endings.count
      + table.vowels.count
    #expect(read == lines.count && table.reflexive.elementsEqual("si".utf8))
    #expect(LanguageAffixes.table(of: "lv") == nil)
    func parts(_ prefix: String) -> [Int] { table.cuts(within: Array(prefix.utf8)[...]) }
    #expect(parts("nebesi") == [2, 4] && parts("tebe") == [2] && parts("ne") == [])
    #expect(parts("neapsi") == [2, 4] && parts("xyz") == [] && parts("") == [])
  }
}
