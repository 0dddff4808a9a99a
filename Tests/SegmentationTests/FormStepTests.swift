import Groundwork
import Testing

@testable import Segmentation

@Suite struct FormStepTests {
  private func apply(_ name: String, _ text: String) throws -> String {
    try normalized(text, #require(TextForm(name))).text
  }

  @Test(arguments: [
    ("no-soft-hyphens", "kal\u{AD}ba\u{AD}", "kalba"),
    ("NFC+no-soft-hyphens", "e\u{AD}\u{307}jo", "ėjo"),
    ("no-controls", "a\u{0}\u{1F}\u{7F}\u{80}\u{9F}b\t\u{B}\u{85}\u{AD}", "ab\t\u{B}\u{85}\u{AD}"),
    ("replace-controls", "a\u{1}\u{96}b\n", "a\u{FFFD}\u{FFFD}b\n"),
    ("fold-spaces", "  a \u{A0}b\tc\u{3000}", "a b c"),
    ("fold-spaces", " \t ", ""), ("fold-spaces", "a b", "a b"), ("fold-spaces", "", ""),
    ("NFKC+fold-spaces", "a\u{A0}\u{2003}b", "a b"),
    ("folded+no-soft-hyphens+fold-spaces", " STRA\u{AD}ẞE  x", "strasse x"),
    ("raw", " \u{AD}", " \u{AD}"),
  ])
  func stepsDoWhatTheirNamesSay(_ name: String, _ text: String, _ expected: String) throws {
    #expect(try bytes(apply(name, text)) == bytes(expected))
  }

  /// The steps, slow and obvious, on scalars.
  private func slow(_ form: TextForm, _ text: String) throws -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .control
        && !WhiteSpaceTests.scalars.contains(scalar.value)
    }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if form.removesSoftHyphens, scalar == "\u{AD}" { continue }
      if form.controls == .removed, isControl(scalar) { continue }
      view.append(form.controls == .replaced && isControl(scalar) ? "\u{FFFD}" : scalar)
    }
    var result = String(view)
    result = try normalized(result, TextForm(form.normalForm)).text
    result = try normalized(result, TextForm(letterCase: form.letterCase)).text
    result = try normalized(result, TextForm(form.normalForm)).text
    if form.foldsWhiteSpace { result = WhiteSpaceTests.slowWords(result).joined(separator: " ") }
    return result
  }

  @Test func allStepsTogetherAgreeWithSlowOnes() throws {
    let extra: [Unicode.Scalar] = ["\u{0}", "\u{7F}", "\u{9F}", "\u{AD}", "\u{C2}", "\u{1F}"]
    let random = KeyedRandom(seed: 5, stream: 2)
    for normalForm in NormalForm.allCases {
      for letterCase in LetterCase.allCases {
        var form = TextForm(normalForm, letterCase: letterCase)
        for (round, text) in randomTexts(300, length: 30, seed: 80).enumerated() {
          form.removesSoftHyphens = round & 1 > 0
          form.foldsWhiteSpace = round & 2 > 0
          form.controls = ControlCharacters.allCases[round % 3]
          var view = text.unicodeScalars
          for index in 0..<random.below(4, UInt64(round)) {
            view.append(extra[random.below(extra.count, UInt64(round * 8 + index))])
            view.append("e")
          }
          let result = try normalized(String(view), form)
          #expect(try bytes(result.text) == bytes(slow(form, String(view))), "\(form) \(view)")
          #expect(result.changed == (bytes(result.text) != bytes(String(view))))
          // Done once is done.
          #expect(try !normalized(result.text, form).changed, "\(form) \(view)")
        }
      }
    }
  }
}
