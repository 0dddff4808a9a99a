import Groundwork
import Segmentation
import TestSupport
import Testing

@testable import Morphology

/// The analyzer against forms that are made the other way round, and against broken files.
@Suite struct HunspellReferenceTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    try readFile(joinPath(SharedData.repository, "Tests/Fixtures/Hunspell/\(name)"))
  }

  private func analyzer(_ affixes: [UInt8], _ words: [UInt8]) throws -> AffixAnalyzer {
    try AffixAnalyzer(
      affixes: affixes, affixFile: "a.aff", words: words, wordFile: "a.dic", language: "lt")
  }

  /// Every spelling that the rules make of every word, by look-up form: words in, forms out.
  private func madeForms(_ analyzer: AffixAnalyzer) throws -> [[UInt8]: [String]] {
    let form = try LookupForm(language: "lt")
    var made: [[UInt8]: [String]] = [:]
    for entry in analyzer.entries.entries {
      let word = analyzer.entries.scalars(of: entry)
      let flags = analyzer.entries.flagSets[entry.flags]
      let rules = analyzer.affixes.rules.filter { flags.contains($0.flag) }
      try add(word, to: &made, form)
      for rule in rules { try add(rule.apply(to: word), to: &made, form) }
      for suffix in rules where !suffix.isPrefix && suffix.crosses {
        guard let ended = suffix.apply(to: word) else { continue }
        for prefix in rules where prefix.isPrefix && prefix.crosses {
          try add(prefix.apply(to: ended), to: &made, form)
        }
      }
    }
    return made
  }

  private func add(
    _ word: [UInt32]?, to made: inout [[UInt8]: [String]], _ form: LookupForm
  ) throws {
    guard let word else { return }
    var text = ""
    for scalar in word.compactMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
    try form.take(text.utf8)
    made[form.bytes, default: []].append(text)
  }

  @Test(arguments: ["small", "latin7"])
  func formsAreTakenApartAsTheyAreMade(_ name: String) throws {
    let analyzer = try analyzer(Self.bytes(name + ".aff"), Self.bytes(name + ".dic"))
    let made = try madeForms(analyzer)
    #expect(made.count == 39)
    for (form, spellings) in made {
      let found = analyzer.derivations(of: form).map {
        String(decoding: $0.spelling, as: UTF8.self)
      }
      #expect(found.sorted() == spellings.sorted(), "\(String(decoding: form, as: UTF8.self))")
      // A byte more or less: known only where it is made too.
      for other in [Array(form.dropLast()), form + [0x73], Array(form.dropFirst())] {
        #expect(analyzer.derivations(of: other).count == made[other]?.count ?? 0)
      }
    }
  }

  /// The bytes with one to three of them changed, lost or repeated.
  private func broken(_ bytes: [UInt8], _ number: Int, stream: UInt64) -> [UInt8] {
    let random = KeyedRandom(seed: 1, stream: stream)
    var bytes = bytes
    for change in 0...(number % 3) {
      let index = UInt64(number * 16 + change * 4)
      let place = random.below(bytes.count, index)
      switch random.below(3, index + 1) {
      case 0: bytes[place] = UInt8(random.below(256, index + 2))
      case 1: bytes.remove(at: place)
      default: bytes.insert(bytes[random.below(bytes.count, index + 2)], at: place)
      }
    }
    return bytes
  }

  private func check(_ dictionary: HunspellDictionary) {
    for form in ["namo", "nepasimokyti", "jaučiau", "augamės", "medžiui", "padaryti"] {
      let cuts = dictionary.analysis(of: form.utf8)?.cuts ?? []
      #expect(cuts == cuts.sorted() && Set(cuts).count == cuts.count)
      #expect(cuts.allSatisfy { 0 < $0 && $0 < form.utf8.count })
    }
    _ = dictionary.knows("o", .inner)
  }

  @Test func brokenFilesAreRefusedOrRead() throws {
    let affixes = try Self.bytes("small.aff")
    let words = try Self.bytes("small.dic")
    var read = 0
    for number in 0..<2000 {
      do throws(Failure) {
        let dictionary = try HunspellDictionary(
          words: broken(words, number, stream: 1), wordFile: "a.dic",
          affixes: broken(affixes, number, stream: 2), affixFile: "a.aff", language: "lt",
          name: "a", usesLibrary: false)
        read += 1
        check(dictionary)
      } catch {
        #expect(error.description.hasPrefix("a."))
      }
    }
    #expect(read > 200 && read < 2000)
  }
}
