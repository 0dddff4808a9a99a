import CICU
import Groundwork
import Testing

@testable import Segmentation

/// The fast look for what needs no change, against ICU given whole texts.
@Suite struct NormalFormEqualityTests {
  private static let forms: [(NormalForm, derlius_form)] = [
    (.nfc, DERLIUS_FORM_NFC), (.nfd, DERLIUS_FORM_NFD), (.nfkc, DERLIUS_FORM_NFKC),
    (.nfkd, DERLIUS_FORM_NFKD),
  ]

  /// Both ways side by side.
  private final class Pair {
    let normalizer: TextNormalizer
    private let form: derlius_form
    private let handle: OpaquePointer
    private var output: [UInt8] = []

    init(_ form: NormalForm) throws {
      normalizer = try TextNormalizer(TextForm(form))
      self.form = try #require(forms.first { $0.0 == form }).1
      handle = try #require(derlius_normalizer_new(DERLIUS_CASE_KEPT, ""))
    }

    deinit { derlius_normalizer_free(handle) }

    func agree(_ text: [UInt8]) throws -> Bool {
      try text.withUnsafeBufferPointer { text in
        output.removeAll(keepingCapacity: true)
        let changed = try normalizer.append(text, to: &output)
        var bytes: UnsafePointer<UInt8>?
        let count = derlius_normalizer_form(handle, form, text.baseAddress, text.count, &bytes)
        let expected = UnsafeBufferPointer(start: bytes, count: count)
        return output.elementsEqual(expected) && changed == !text.elementsEqual(expected)
      }
    }
  }

  private static let marks: [Unicode.Scalar] = (0..<UInt32(0x11_0000)).compactMap {
    Unicode.Scalar($0)
  }.filter { $0.properties.canonicalCombiningClass != .notReordered }

  @Test(arguments: [NormalForm.nfc, .nfd, .nfkc, .nfkd])
  func everyScalarAloneAndBetweenLetters(_ form: NormalForm) throws {
    let pair = try Pair(form)
    var wrong: [UInt32] = []
    // 256 at a time between letters; alone where scalars have properties of their own.
    for block in 0..<UInt32(0x11_00) {
      var text: [UInt8] = []
      for value in block * 256..<block * 256 + 256 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let bytes = Array(UTF8.encode(scalar).unsafelyUnwrapped)
        text += bytes + [0x61]
        let isPlain = scalar.properties.generalCategory == .otherLetter && value % 16 != 0
        let isUnassigned = scalar.properties.age == nil || value >= 0xE_0200
        if !isPlain, !isUnassigned, try !pair.agree(bytes) { wrong.append(value) }
      }
      if try !pair.agree(text) { wrong.append(block * 256) }
    }
    #expect(wrong == [])
  }

  /// Every mark behind scalars up to U+2FFF, which hold all that composes with marks but kana: behind
  /// all that compose, some of the others; all where `DERLIUS_EXHAUSTIVE` is set (a minute).
  @Test(arguments: 0..<12) func everyMarkBehindAScalar(_ part: Int) throws {
    let composer = try Pair(.nfc)
    let compatible = try Pair(.nfkc)
    let marks = Self.marks.map { Array(UTF8.encode($0).unsafelyUnwrapped) }
    #expect(marks.count > 900)
    let isExhaustive = environmentVariable("DERLIUS_EXHAUSTIVE") != nil
    var wrong: [UInt32] = []
    for value in UInt32(part * 1024)..<UInt32(part * 1024 + 1024) {
      let isChosen = isExhaustive || Self.composing.contains(value) || value % 64 == 5
      guard isChosen, let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(UTF8.encode(scalar).unsafelyUnwrapped)
      var text: [UInt8] = []
      for mark in marks { text += bytes + mark }
      if try !composer.agree(text) { wrong.append(value) }
      if value % 16 == 5, try !compatible.agree(text) { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  /// What any scalar's canonical decomposition starts with.
  private static let composing: Set<UInt32> = {
    var found: Set<UInt32> = []
    for value in 0..<UInt32(0x3_0000) {
      guard let scalar = Unicode.Scalar(value),
        let result = try? normalized(String(Character(scalar)), TextForm(.nfd)), result.changed,
        let first = result.text.unicodeScalars.first
      else { continue }
      found.insert(first.value)
    }
    return found
  }()

  @Test(arguments: [NormalForm.nfc, .nfd, .nfkc, .nfkd])
  func randomText(_ form: NormalForm) throws {
    let pair = try Pair(form)
    for text in randomTexts(4000, length: 40, seed: 71) {
      #expect(try pair.agree(Array(text.utf8)), "\(text.debugDescription)")
    }
    // Any scalar at all, among marks and jamo that wait for one another.
    let random = KeyedRandom(seed: 72, stream: 1)
    let near: [Unicode.Scalar] =
      ["e", "\u{307}", "\u{323}", "ᄒ", "ᅡ", "ᆫ", "한", "か", "\u{3099}", "\u{AD}", "ﬁ", "\u{F71}"]
    for round in 0..<UInt64(4000) {
      var text = String.UnicodeScalarView()
      for place in 0..<UInt64(random.below(12, round)) {
        let draw = round << 8 | place
        if random.below(3, draw) == 0,
          let scalar = Unicode.Scalar(UInt32(random.below(0x2_0000, draw)))
        {
          text.append(scalar)
        } else {
          text.append(near[random.below(near.count, draw + 99)])
        }
      }
      #expect(try pair.agree(Array(String(text).utf8)), "\(String(text).debugDescription)")
    }
  }

  @Test func plainRunsAroundBlocksOfEight() throws {
    for form in Self.forms {
      let pair = try Pair(form.0)
      for mark in ["\u{307}", "Ω\u{2126}", "é", "„", "한", "😀\u{308}"] {
        for position in 0..<40 {
          let text =
            String(repeating: "e", count: position) + mark + String(repeating: "ž", count: 9)
          #expect(try pair.agree(Array(text.utf8)), "\(form.0) \(text.debugDescription)")
        }
      }
    }
  }
}
