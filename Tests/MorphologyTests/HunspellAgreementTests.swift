import Groundwork
import Segmentation
import TestSupport
import Testing

@testable import Morphology

/// The Lithuanian dictionary against the VMU list and the treebank: docs/morphology.md has the figures.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"), .serialized)
struct HunspellAgreementTests {
  static let lithuanian = Result {
    let path = SharedData.path("morphology/hunspell/lt_LT")
    return try HunspellDictionary(words: path + ".dic", affixes: path + ".aff", language: "lt")
  }

  /// Every how manieth form is looked at: without optimization all would take a minute.
  #if DEBUG
    private static let step = 8
  #else
    private static let step = 1
  #endif

  /// The forms of the list's rows, once each, in look-up form.
  private func forms() throws -> [String] {
    let bytes = try readFile(SharedData.path("morphology/rimkute-2011-morphemes.tsv"))
    let form = try LookupForm(language: "lt")
    var seen: Set<String> = []
    var forms: [String] = []
    for line in bytes.split(separator: 0x0A).dropFirst() {
      try form.take(line.prefix { $0 != 0x09 })
      let text = String(decoding: form.bytes, as: UTF8.self)
      if seen.insert(text).inserted { forms.append(text) }
    }
    return forms
  }

  @Test func agreementWithTheVMUList() throws {
    let hunspell = try Self.lithuanian.get()
    let list = try SegmentList(path: SharedData.path("morphology/rimkute-2011-morphemes.tsv"))
    let prefixes: Set<String> = Set(
      try #require(LanguageAffixes.table(of: "lt")).prefixes.map {
        String(decoding: $0.text, as: UTF8.self)
      } + ["si"])
    var both = 0, alike = 0, samePrefixes = 0, right = 0, ours = 0, theirs = 0
    for (index, form) in try forms().enumerated() where index % Self.step == 0 {
      guard let gold = list.analysis(of: form.utf8), let found = hunspell.analysis(of: form.utf8)
      else { continue }
      both += 1
      if gold == found { alike += 1 }
      let common = Set(gold.cuts).intersection(found.cuts).count
      right += common
      ours += found.cuts.count
      theirs += gold.cuts.count
      func leading(_ analysis: Analysis) -> [Int] {
        let bytes = Array(form.utf8)
        let count = analysis.segments(length: bytes.count).dropLast().prefix {
          prefixes.contains(String(decoding: bytes[$0], as: UTF8.self))
        }.count
        return Array(analysis.cuts.prefix(count))
      }
      if leading(gold) == leading(found) { samePrefixes += 1 }
    }
    // Of all forms: both 58,935, alike 13,278, same prefixes 56,412; 71,431 cuts right of our 72,153 and their 138,324.
    #expect(both > 58_000 / Self.step)
    func near(_ part: Int, _ whole: Int, _ share: Double) -> Bool {
      abs(Double(part) / Double(whole) - share) < (Self.step == 1 ? 0.0005 : 0.01)
    }
    #expect(near(samePrefixes, both, 0.9572), "\(samePrefixes) of \(both)")
    #expect(near(alike, both, 0.2253), "\(alike) of \(both)")
    #expect(near(right, ours, 0.9900), "\(right) of \(ours)")
    #expect(near(right, theirs, 0.5164), "\(right) of \(theirs)")
  }

  @Test func segmentsOfTheDictionary() throws {
    let hunspell = try Self.lithuanian.get()
    for piece in ["darb", "ne", "pa", "kvieč", "mokyti", "iš"] {
      #expect(hunspell.knows(piece, .initial), "\(piece)")
    }
    for piece in ["ams", "uose", "si", "antys", "darb"] {
      #expect(hunspell.knows(piece, .inner), "\(piece)")
    }
    for piece in ["rbą", "džių", "q", "mokytojuos"] {
      #expect(!hunspell.knows(piece, .initial), "\(piece)")
    }
  }
}
