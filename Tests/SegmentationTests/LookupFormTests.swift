import Groundwork
import Testing

@testable import Segmentation

@Suite struct LookupFormTests {
  private func form(_ word: String, _ language: String = "lt") throws -> String {
    let lookup = try LookupForm(language: language)
    try withBytes(word) { try lookup.make($0) }
    return String(decoding: lookup.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("Kalbos", "kalbos"), ("ĄČĘĖĮŠŲŪŽ", "ąčęėįšųūž"), ("ąčęėįšųūž", "ąčęėįšųūž"),
    ("e\u{307}jo", "ėjo"), ("ka\u{AD}lba", "kalba"), ("mókslas", "mokslas"),
    ("mo\u{301}kslas", "mokslas"), ("kal\u{303}bos", "kalbos"), ("ė\u{301}jo", "ėjo"),
    ("i\u{307}\u{301}", "i"), ("Ì", "i"), ("ỹ", "y"), ("ū\u{303}", "ū"), ("į\u{301}", "į"),
    ("Straße", "straße"), ("", ""), ("\u{AD}", ""), ("漢字", "漢字"), ("ï", "ï"),
  ])
  func lithuanianForms(_ word: String, _ expected: String) throws {
    #expect(try bytes(form(word)) == bytes(expected))
  }

  @Test func otherLanguagesKeepComposedLetters() throws {
    #expect(try form("Año", "es") == "año")
    #expect(try form("An\u{303}o", "spa_Latn") == "año")
    #expect(try form("за\u{301}мок", "ru") == "замок")
    #expect(try form("año", "lit_Latn") == "ano")
  }

  @Test func offsetsComeBack() throws {
    let lookup = try LookupForm()
    // "né\u{AD}šė" with a stress, a soft hyphen and a decomposed ė.
    let word = "ne\u{301}\u{AD}še\u{307}s"
    try withBytes(word) { try lookup.make($0) }
    #expect(String(decoding: lookup.bytes, as: UTF8.self) == "nešės")
    let offsets = (0...lookup.bytes.count).map { lookup.writtenOffset($0) }
    // n e š(2) ė(2) s end
    #expect(offsets == [0, 1, 6, nil, 8, nil, 11, 12])
    #expect(lookup.writtenOffset(-1) == nil)
    #expect(lookup.writtenOffset(99) == nil)
  }

  @Test func offsetsOfPlainWordsAreTheSame() throws {
    let lookup = try LookupForm()
    try withBytes("Žuvėdra") { try lookup.make($0) }
    #expect((0...lookup.bytes.count).map { lookup.writtenOffset($0) } == Array(0...9))
  }

  @Test func theFastPathAgreesWithTheSlowOne() throws {
    let pool = Array("abzABZ019-.'ąčęėįšųūžĄČĘĖĮŠŲŪŽ".unicodeScalars)
    let lookup = try LookupForm()
    let slow = try LookupForm()
    let random = KeyedRandom(seed: 3, stream: 3)
    for round in 0..<500 {
      var word = String.UnicodeScalarView()
      for place in 0..<random.below(9, UInt64(round * 16)) {
        word.append(pool[random.below(pool.count, UInt64(round * 16 + place + 1))])
      }
      // A final letter that the fast path does not know forces the slow one.
      try withBytes(String(word)) { try lookup.make($0) }
      try withBytes(String(word) + "ю") { try slow.make($0) }
      #expect(lookup.bytes + bytes("ю") == slow.bytes)
    }
  }

  @Test func offsetsAscendAndFormsAreStable() throws {
    let lookup = try LookupForm()
    let again = try LookupForm()
    for word in randomTexts(1500, length: 10, seed: 31) {
      try withBytes(word) { try lookup.make($0) }
      let offsets = (0...lookup.bytes.count).compactMap { lookup.writtenOffset($0) }
      #expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 })
      #expect(offsets.last == word.utf8.count)
      try lookup.bytes.withUnsafeBufferPointer { try again.make($0) }
      #expect(again.bytes == lookup.bytes, "\(word.debugDescription)")
    }
  }
}
