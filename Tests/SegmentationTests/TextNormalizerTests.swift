import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Segmentation

@Suite struct TextNormalizerTests {
  @Test func theVersionsAreKnown() {
    #expect(ICU.version.split(separator: ".").count >= 2)
    #expect(Int(ICU.unicodeVersion.prefix(2)) ?? 0 >= 15)
  }

  @Test func formsDiffer() throws {
    let text = "Ąé\u{301}\u{328}ﬁ Ω\u{2126}"
    #expect(try normalized(text, .raw) == (text, false))
    #expect(try bytes(normalized(text, TextForm(.nfc)).text) == bytes("Ąę\u{301}\u{301}ﬁ ΩΩ"))
    #expect(
      try bytes(normalized(text, TextForm(.nfd)).text)
        == bytes("A\u{328}e\u{328}\u{301}\u{301}ﬁ ΩΩ"))
    #expect(try bytes(normalized(text, TextForm(.nfkc)).text) == bytes("Ąę\u{301}\u{301}fi ΩΩ"))
    #expect(
      try bytes(normalized(text, TextForm(.nfkd)).text)
        == bytes("A\u{328}e\u{328}\u{301}\u{301}fi ΩΩ"))
  }

  @Test(arguments: [NormalForm.nfc, .nfd, .nfkc, .nfkd])
  func agreesWithFoundation(_ form: NormalForm) throws {
    let normalizer = try TextNormalizer(TextForm(form))
    for text in randomTexts(2000, length: 20, seed: 11) {
      let expected =
        switch form {
        case .nfc: text.precomposedStringWithCanonicalMapping
        case .nfd: text.decomposedStringWithCanonicalMapping
        case .nfkc: text.precomposedStringWithCompatibilityMapping
        default: text.decomposedStringWithCompatibilityMapping
        }
      var output: [UInt8] = []
      let changed = try withBytes(text) { try normalizer.append($0, to: &output) }
      #expect(output == bytes(expected), "\(text.debugDescription)")
      #expect(changed == (bytes(text) != bytes(expected)))
    }
  }

  @Test func everyScalarAloneIsNFCAsFoundationHasIt() throws {
    let normalizer = try TextNormalizer(TextForm(.nfc))
    var wrong: [UInt32] = []
    for value in 0..<UInt32(0x3_0000) {
      // Unassigned scalars of ICU's Unicode may be assigned in Foundation's: those of 15.0 alone.
      guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 15,
        age.major < 15 || age.minor == 0
      else { continue }
      let text = String(Character(scalar))
      var output: [UInt8] = []
      _ = try withBytes(text) { try normalizer.append($0, to: &output) }
      if output != bytes(text.precomposedStringWithCanonicalMapping) { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  @Test func plainTextIsGivenBackWithoutACopy() throws {
    let normalizer = try TextNormalizer(TextForm(.nfc))
    try withBytes(String(repeating: "Ąžuolas „žydi“ – ėjo. ", count: 20)) { text in
      try normalizer.withNormalized(text) { result, changed throws(Failure) in
        #expect(!changed)
        #expect(result.baseAddress == text.baseAddress && result.count == text.count)
      }
    }
  }

  @Test func oneMarkAnywhereIsFound() throws {
    // The look for active bytes goes by blocks of 64.
    for position in 0..<200 {
      let plain = String(repeating: "a", count: position)
      let rest = String(repeating: "b", count: 200 - position)
      let result = try normalized(plain + "e\u{307}" + rest, TextForm(.nfc))
      #expect(bytes(result.text) == bytes(plain + "ė" + rest))
      #expect(result.changed)
    }
  }

  @Test func caseIsMappedInFullAndByLocale() throws {
    #expect(try normalized("ΛΌΓΟΣ ŠĮ", TextForm(letterCase: .lower)).text == "λόγος šį")
    #expect(try normalized("ΛΌΓΟΣ Straße", TextForm(letterCase: .folded)).text == "λόγοσ strasse")
    let turkish = TextForm(letterCase: .lower, locale: "tr")
    #expect(try normalized("DİKIŞ", turkish).text == "dikış")
    #expect(try normalized("already", TextForm(letterCase: .lower)) == ("already", false))
    let lithuanian = TextForm(letterCase: .lower, locale: "lt")
    #expect(try bytes(normalized("Ì", lithuanian).text) == bytes("i\u{307}\u{300}"))
  }

  @Test func theFormHoldsAfterCaseMapping() throws {
    for text in randomTexts(1000, length: 12, seed: 12) {
      let form = TextForm(.nfc, letterCase: .folded)
      let once = try normalized(text, form).text
      #expect(try !normalized(once, TextForm(.nfc)).changed, "\(text.debugDescription)")
    }
  }

  @Test func namesGoBothWays() {
    var forms: [TextForm] = []
    for form in NormalForm.allCases {
      for letterCase in LetterCase.allCases { forms.append(TextForm(form, letterCase: letterCase)) }
      forms.append(TextForm(form, letterCase: .lower, locale: "lt"))
    }
    for var form in forms {
      for controls in ControlCharacters.allCases {
        form.controls = controls
        for flags in 0..<4 {
          form.removesSoftHyphens = flags & 1 > 0
          form.foldsWhiteSpace = flags & 2 > 0
          #expect(TextForm(form.description) == form)
        }
      }
    }
    #expect(
      TextForm("NFC+fold-spaces+no-controls+lower")?.description
        == "NFC+lower+no-controls+fold-spaces")
    #expect(Set(forms.map(\.description)).count == forms.count)
    #expect(TextForm(.nfc, letterCase: .lower).description == "NFC+lower")
    #expect(TextForm(letterCase: .lower).description == "lower")
    for name in [
      "", "nfc", "NFC+", "NFC+NFD", "upper", "lower()", "raw+lower", "lower+lower", "lower+folded",
      "fold-spaces+fold-spaces", "no-controls+replace-controls", "lower+NFC",
    ] {
      #expect(TextForm(name) == nil, "\(name)")
    }
  }

  /// Each scalar decomposed alone, then marks exchanged while two stand in the wrong order.
  private static func slowDecomposition(_ text: String, compatible: Bool) -> String {
    var scalars: [Unicode.Scalar] = text.unicodeScalars.flatMap { scalar in
      let alone = String(Character(scalar))
      return Array(
        (compatible
          ? alone.decomposedStringWithCompatibilityMapping
          : alone.decomposedStringWithCanonicalMapping).unicodeScalars)
    }
    var isSorted = false
    while !isSorted {
      isSorted = true
      for index in scalars.indices.dropFirst() {
        let (one, two) = (scalars[index - 1].properties, scalars[index].properties)
        let (first, second) = (one.canonicalCombiningClass, two.canonicalCombiningClass)
        if second.rawValue != 0, first.rawValue > second.rawValue {
          scalars.swapAt(index - 1, index)
          isSorted = false
        }
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func longRunsOfMarksAreOrderedLikeShortOnes() throws {
    // Some decompose, some are of class 0 but join what stands before, one only in NFKD.
    let marks: [Unicode.Scalar] = [
      "\u{301}", "\u{323}", "\u{328}", "\u{344}", "\u{345}", "\u{F73}", "\u{F71}", "\u{FF9E}",
      "\u{3099}", "\u{9BE}", "\u{1161}",
    ]
    let random = KeyedRandom(seed: 6, stream: 6)
    for round in 0..<UInt64(40) {
      var text = String.UnicodeScalarView("xe".unicodeScalars)
      for place in 0..<UInt64(40 + round * 2) {
        let kinds = random.below(marks.count, round) + 1
        text.append(marks[random.below(kinds, round << 16 | place)])
      }
      text.append(contentsOf: "ą́y".unicodeScalars)
      let string = String(text)
      let canonical = Self.slowDecomposition(string, compatible: false)
      let compatible = Self.slowDecomposition(string, compatible: true)
      #expect(try bytes(normalized(string, TextForm(.nfd)).text) == bytes(canonical))
      #expect(try bytes(normalized(string, TextForm(.nfkd)).text) == bytes(compatible))
      let composed = try normalized(string, TextForm(.nfc)).text
      #expect(try bytes(composed) == bytes(normalized(canonical, TextForm(.nfc)).text))
      #expect(try bytes(normalized(composed, TextForm(.nfd)).text) == bytes(canonical))
      let both = try normalized(string, TextForm(.nfkc)).text
      #expect(try bytes(both) == bytes(normalized(compatible, TextForm(.nfc)).text))
    }
  }

  @Test func manyMarksOutOfOrderTakeLinearTime() throws {
    let text = "e" + String(repeating: "\u{301}\u{323}", count: 300_000)
    let result = try normalized(text, TextForm(.nfd)).text
    #expect(
      bytes(result)
        == bytes("e") + Array(repeating: bytes("\u{323}"), count: 300_000).joined()
        + Array(repeating: bytes("\u{301}"), count: 300_000).joined())
    // One dot composes with the e; the other marks stay.
    let composed = try normalized(text, TextForm(.nfc)).text
    #expect(composed.utf8.count == 3 + 2 * 599_999)
    let lookup = try LookupForm()
    try withBytes(text) { try lookup.make($0) }
    #expect(lookup.bytes.count == 3 + 2 * 299_999)
  }

  @Test func aMillionMarksTakeLinearTime() throws {
    let text = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(try normalized(text, TextForm(.nfc)).text.utf8.count == 200_000)
    let same = String(repeating: "ė", count: 1_000_000)
    #expect(try !normalized(same, TextForm(.nfc)).changed)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func lawTextIsNotAllNFC() throws {
    let path = SharedData.path("text/lt/law/law-00.txt")
    let text = try #require(try String(bytes: readFile(path), encoding: .utf8))
    let result = try normalized(text, TextForm(.nfc))
    #expect(bytes(result.text) == bytes(text.precomposedStringWithCanonicalMapping))
    #expect(result.changed == (bytes(result.text) != bytes(text)))
  }
}
