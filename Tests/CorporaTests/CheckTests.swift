import Groundwork
import Segmentation
import Testing

@testable import Corpora

@Suite struct CheckTests {
  @Test func whatMakesNumbersDoubtfulIsCounted() {
    var check = CorpusCheck()
    check.add(TextBatch(["a", "b", "", " ", "a"]))
    check.add(TextBatch(["a", "x\u{FFFD}", "y\u{1}", "z\u{80}", "t\ta\u{85}b", "\u{7F}"]))
    #expect(
      check.warnings == [
        .repeatedDocuments(repeats: 2, of: 9), .replacementCharacters(documents: 1, of: 9),
        .controlCharacters(documents: 3, of: 9),
      ])
    #expect(
      check.warnings.map(\.description) == [
        "2 of 9 lines repeat an earlier line",
        "1 of 9 lines hold U+FFFD, the mark of a failed conversion",
        "3 of 9 lines hold control characters",
      ])
    #expect(CorpusCheck().warnings == [])
  }

  @Test func manyDistinctLinesAreNoRepeats() {
    var check = CorpusCheck()
    for part in 0..<20 { check.add(TextBatch((0..<1000).map { "eilutė \(part * 1000 + $0)" })) }
    #expect(check.warnings == [])
    check.add(TextBatch((0..<500).map { "eilutė \($0 * 40)" }))
    #expect(check.warnings == [.repeatedDocuments(repeats: 500, of: 20_500)])
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
