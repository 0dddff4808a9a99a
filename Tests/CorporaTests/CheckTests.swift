import Groundwork
import Segmentation
import TestSupport
import Testing

@testable import Corpora

@Suite struct CheckTests {
  private func findings(
    _ batches: [TextBatch], _ options: CorpusChecker.Options = .init(), overlap: TextOverlap? = nil,
    guesser: LanguageGuesser? = nil
  ) throws -> [CorpusFinding] {
    let checker = try CorpusChecker(options, overlap: overlap)
    checker.begin("a.txt")
    for batch in batches { try checker.add(batch) }
    return checker.findings(guesser)
  }

  @Test func whatMakesNumbersDoubtfulIsCounted() throws {
    let found = try findings([
      TextBatch(["a", "b", "", " ", "a"]),
      TextBatch(["a", "x\u{FFFD}", "y\u{1}", "z\u{80}", "t\ta\u{85}b", "\u{7F}", "e\u{307}"]),
    ])
    #expect(found.map(\.kind) == [.repeated, .replacement, .control, .notNFC])
    #expect(found.map(\.count) == [2, 1, 3, 1])
    #expect(found.allSatisfy { $0.total == 10 })
    #expect(
      found[0].samples == [
        .init(file: "a.txt", document: 5, text: "a"), .init(file: "a.txt", document: 6, text: "a"),
      ])
    #expect(
      found.map(\.description) == [
        "2 of 10 documents repeat an earlier one",
        "1 of 10 documents hold U+FFFD, the mark of a failed conversion",
        "3 of 10 documents hold control characters", "1 of 10 documents are not in NFC",
      ])
    #expect(try findings([]) == [])
  }

  @Test func doubtsBeginAtAShare() {
    func isDoubt(_ kind: CorpusFinding.Kind, _ count: Int, of total: Int) -> Bool {
      CorpusFinding(kind: kind, count: count, total: total, samples: []).isDoubt
    }
    for kind in [CorpusFinding.Kind.repeated, .notNFC] {
      #expect(isDoubt(kind, 3, of: 300) && !isDoubt(kind, 3, of: 301))
    }
    for kind in [CorpusFinding.Kind.replacement, .control, .mojibake] {
      #expect(isDoubt(kind, 3, of: 3000) && !isDoubt(kind, 3, of: 3001))
    }
  }

  @Test func theStartsOfFilesAreChecked() throws {
    let whole = try StartCheck()
    whole.begin("a")
    try whole.add(TextBatch(["a", "b"]))
    whole.begin("b")
    try whole.add(TextBatch(["b", "", "x\u{1}"]))
    #expect(
      whole.doubts == [
        "1 of 4 documents repeat an earlier one", "1 of 4 documents hold control characters",
      ])
    // 256 texts of 1,024 bytes with their ends are all of a file's start, eight such of all: what follows is not looked at.
    let start = try StartCheck()
    let long = String(repeating: "m", count: 1023)
    for file in 0..<9 {
      start.begin("\(file)")
      try start.add(TextBatch([long]))
      try start.add(TextBatch((1..<256).map { _ in long } + ["\u{FFFD}"]))
      try start.add(TextBatch(["\u{1}"]))
    }
    #expect(
      start.doubts == [
        "at the start of the files, 2047 of 2048 documents repeat an earlier one"
      ])
    #expect(try StartCheck().doubts == [])
  }

  @Test func manyDistinctLinesAreNoRepeats() throws {
    var batches: [TextBatch] = []
    for part in 0..<20 {
      batches.append(TextBatch((0..<1000).map { "eilutė \(part * 1000 + $0)" }))
    }
    #expect(try findings(batches) == [])
    batches.append(TextBatch((0..<500).map { "eilutė \($0 * 40)" }))
    let found = try findings(batches)
    #expect(found.map(\.kind) == [.repeated])
    #expect(found.map(\.count) == [500])
  }

  @Test func nearRepeatsAreThoseThatShareMostRuns() throws {
    let random = KeyedRandom(seed: 7, stream: 7)
    var index: UInt64 = 0
    func word() -> String {
      index += 1
      return "ž\(random.below(50_000, index))"
    }
    // Documents of 100 words, each followed by itself with some words changed at its end.
    var close = 0
    var far = 0
    for changed in [1, 2, 60, 90] {
      for _ in 0..<100 {
        let words = (0..<100).map { _ in word() }
        let other = words.dropLast(changed) + (0..<changed).map { _ in word() }
        let found = try findings([
          TextBatch([words.joined(separator: " "), other.joined(separator: "  ")])
        ])
        // Shared runs of five: (96 − changed) of 96 + changed.
        if changed <= 2 { close += found.count } else { far += found.count }
        for finding in found {
          #expect(finding.kind == .nearRepeated)
          #expect(finding.samples.first?.text.hasSuffix("≈ a.txt:1") == true)
        }
      }
    }
    #expect(close >= 196)
    #expect(far == 0)
  }

  @Test func aRepeatIsNoNearRepeatToo() throws {
    let line = "viena du trys keturi penki šeši septyni aštuoni devyni dešimt"
    let found = try findings([TextBatch([line, line, "viena du trys"])])
    #expect(found.map(\.kind) == [.repeated])
  }

  @Test func mojibakeIsToldFromSoundText() throws {
    for text in [
      "tÄ—vas", "Ä…Å¾uolas", "Å¡uo", "cafÃ©", "â€žtaipâ€œ", "ÐŸÑ€Ð¸", "A\u{C4}\u{85}b",
    ] {
      let found = try findings([TextBatch([text])])
      #expect(found.contains { $0.kind == .mojibake }, "\(text)")
    }
    for text in [
      "tėvas", "CAFÉ” ir", "Ä… ", "naïve", "São Tomé", "Ångström", "ÀÉÎ", "Âge", "“ČIA”",
      "ÄÖÜ", "Привет", "1 °C", "Ã", "„ŠIS“",
    ] {
      #expect(try findings([TextBatch([text])]) == [], "\(text)")
    }
  }

  @Test func foreignLettersAreTold() throws {
    var options = CorpusChecker.Options()
    options.language = Language("lit_Latn")
    let found = try findings(
      [TextBatch(["Ąžuolas žydi Vilniuje", "Привет, мир", "Wortschatz übel", "ÿÿ", "12 3 4"])],
      options)
    #expect(found.map(\.kind) == [.foreignLetters])
    #expect(found[0].samples.map(\.document) == [2])
    #expect(ExemplarLetters(Language("xx")) == nil)
    let letters = try #require(ExemplarLetters(Language("lt")))
    for letter in "ąčęėįšųūžĄŽaz".unicodeScalars { #expect(letters.contains(letter.value)) }
    for letter in "яłß".unicodeScalars { #expect(!letters.contains(letter.value)) }
  }

  @Test func anotherLanguageIsGuessed() throws {
    let guesser = try #require(LanguageGuesser(), "skipped: no fingerprints on this machine")
    var options = CorpusChecker.Options()
    options.language = Language("lt")
    let found = try findings(
      [
        TextBatch([
          "Vakar vakare mes ilgai kalbėjomės apie tai, kaip pasikeitė mūsų miestas per metus.",
          "Yesterday evening we talked for a long time about how our town has changed this year.",
          "Wczoraj wieczorem długo rozmawialiśmy o tym, jak w tym roku zmieniło się nasze miasto.",
          "short",
        ])
      ], options, guesser: guesser)
    #expect(found.map(\.kind) == [.otherLanguage])
    #expect(found[0].samples.map(\.document) == [2, 3])
    #expect(found[0].total == 3)
    #expect(found[0].samples[0].text.contains("] Yesterday"))
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func theGuesserKnowsLithuanian() throws {
    let guesser = try #require(LanguageGuesser())
    func allowed(_ file: String) throws -> Int {
      let text = try readFile(SharedData.path("text/parallel/flores200/dev/\(file).dev"))
      return text.split(separator: 0x0A).count { line in
        Array(line).withUnsafeBufferPointer {
          let guess = guesser.guess($0)
          return guess != .none && LanguageGuesser.allows(Language("lt"), guess)
        }
      }
    }
    #expect(try allowed("lit_Latn") >= 870)
    #expect(try allowed("eng_Latn") == 0)
    #expect(try allowed("pol_Latn") == 0)
  }

  @Test func misalignedFilesAreFound() {
    var check = AlignmentCheck()
    check.begin("lt")
    check.add(TextBatch(["a", "b", "", "d"]))
    check.begin("en")
    check.add(TextBatch(["a", " ", "", "d"]))
    #expect(check.findings.map(\.kind) == [.emptyLine])
    #expect(
      check.findings[0].samples == [.init(file: "en", document: 2, text: "is empty here alone")])
    check.begin("pl")
    check.add(TextBatch(["a", "", ""]))
    #expect(
      check.findings.map(\.description) == [
        "1 of 3 languages have another number of lines",
        "1 of 3 places are empty in some languages only",
      ])
    #expect(check.findings[0].samples[0].text == "has 3 lines, lt has 4")
    #expect(check.findings[1].samples[0].text == "is empty here and in 1 other languages")
  }

  @Test func overlapFoldsCaseFormAndWhiteSpace() throws {
    let overlap = try TextOverlap()
    try overlap.addEvaluation(
      TextBatch([
        "Ėjo  Jis", "nėra", "", "a b c d e f g h i", "viena du trys keturi penki šeši 7 8",
      ]))
    try overlap.addTraining(
      TextBatch([" e\u{307}JO\u{A0}jis ", "x A B C D E F G H", "viena du trys keturi penki šeši 7"])
    )
    #expect(overlap.result.lines == 4)
    #expect(overlap.result.exact == 1)
    #expect(overlap.result.sharing == 1)
    try overlap.addTraining(TextBatch(["viena du trys keturi penki šeši 7 8", "Viena b c"]))
    #expect(overlap.result.exact == 2 && overlap.result.sharing == 2)
  }

  @Test func aTrainingLineSaysHowItOverlaps() throws {
    let overlap = try TextOverlap()
    try overlap.addEvaluation(TextBatch(["1 2 3 4 5 6 7 8 9", "trumpa"]))
    func found(_ text: String) throws -> TextOverlap.LineOverlap {
      try Array(text.utf8).withUnsafeBufferPointer { try overlap.overlap(of: $0) }
    }
    #expect(try found("Trumpa") == .init(isExact: true, sharesRun: false))
    #expect(try found("0 2 3 4 5 6 7 8 9 0") == .init(isExact: false, sharesRun: true))
    #expect(try found("0 2 3 4 5 6 7 8 0 9") == .init(isExact: false, sharesRun: false))
    #expect(try found("") == .init(isExact: false, sharesRun: false))
    #expect(overlap.result == .init(lines: 2, exact: 0, sharing: 0))
  }

  @Test func agreesWithASlowReference() throws {
    let random = KeyedRandom(seed: 4, stream: 4)
    var index: UInt64 = 0
    func line() -> String {
      index += 1
      let count = random.below(14, index)
      return (0..<count).map { _ in
        index += 1
        return ["a", "b", "B", "ė", "e\u{307}"][random.below(5, index)]
      }.joined(separator: random.below(2, index) == 0 ? " " : " \u{2003}")
    }
    let evaluation = (0..<300).map { _ in line() }
    let training = (0..<2000).map { _ in line() }
    func folded(_ text: String) throws -> [String] {
      let normalizer = try TextNormalizer(TextForm(.nfc, letterCase: .folded))
      return try Array(text.utf8).withUnsafeBufferPointer { bytes in
        try normalizer.withNormalized(bytes) { text, _ throws(Failure) in
          String(decoding: text, as: UTF8.self).split { $0.isWhitespace }.map(String.init)
        }
      }
    }
    func runs(_ words: [String]) -> Set<[String]> {
      Set(words.indices.dropLast(min(7, words.count)).map { Array(words[$0..<($0 + 8)]) })
    }
    let known = try training.map(folded)
    let lines = Set(known)
    let allRuns = known.reduce(into: Set<[String]>()) { $0.formUnion(runs($1)) }
    let wanted = try evaluation.map(folded).filter { !$0.isEmpty }
    let overlap = try TextOverlap()
    try overlap.addEvaluation(TextBatch(evaluation))
    try overlap.addTraining(TextBatch(training))
    #expect(
      overlap.result
        == .init(
          lines: wanted.count, exact: wanted.count { lines.contains($0) },
          sharing: wanted.count { !runs($0).isDisjoint(with: allRuns) }))
    #expect(overlap.result.sharing > 0 && overlap.result.exact > 0)
  }
}
