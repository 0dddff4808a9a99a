import Counting
import Groundwork
import Testing

@Suite struct DressTests {
  private func table(_ words: [String: UInt64]) -> PieceTable {
    var table = PieceTable()
    for (word, count) in words { table.add(word.utf8, weight: count) }
    return table
  }

  @Test func knownWordsGetWhatTheTextHas() {
    // So much text that the word's own counts decide.
    let model = DressModel(
      learningFrom: table(["kad": 100_000, "kad,": 100_000, "Vilniuje": 200_000]))
    let dressed = words(model.dress(table(["kad": 1000, "vilniuje": 100])))
    #expect(dressed["kad"] == 500)
    #expect(dressed["kad,"] == 500)
    #expect(dressed["Vilniuje"] == 100)
    #expect(dressed["vilniuje"] == nil)
  }

  @Test func unknownWordsGoByTheirEndings() {
    let model = DressModel(
      learningFrom: table(["namas.": 40_000, "medis": 40_000, "Petraitis": 40_000]))
    let dressed = words(model.dress(table(["ramas": 1000])))
    #expect(dressed["ramas.", default: 0] > 900)
    // Of all words a third has a capital, but none with this ending.
    #expect(dressed["Ramas.", default: 0] < 10)
    // Of an ending that the text does not have: like all words.
    let other = words(model.dress(table(["voko": 9000])))
    #expect(other["Voko", default: 0] >= 1999 && other["Voko", default: 0] <= 2001)
    #expect(other["voko.", default: 0] >= 1999 && other["voko.", default: 0] <= 2001)
  }

  @Test func fractionsAreCarriedOn() {
    // One of four words begins with a capital; no word alone occurs often enough for a whole one.
    var text: [String: UInt64] = [:]
    for (word, count) in [("Rytas", 1), ("vakaras", 3)] { text[word] = UInt64(count) * 1_000_000 }
    let model = DressModel(learningFrom: table(text))
    var list: [String: UInt64] = [:]
    for first in "bcdfghjklm" {
      for second in "aeiouy" { list["\(first)\(second)zq"] = 1 }
    }
    let dressed = words(model.dress(table(list)))
    #expect(dressed.values.reduce(0, +) == 60)
    #expect(dressed.filter { $0.key.first?.isUppercase == true }.count == 15)
  }

  @Test func sharesAreThoseOfASlowCount() {
    // Signs and case each lean on endings of three and two letters and on all words, with 8, 50 and 50.
    let text: [String: UInt64] = [
      "ąžuolas": 30, "ąžuolas,": 10, "Tėvas": 20, "(tėvas)": 4, "NATO": 2,
    ]
    let model = DressModel(learningFrom: table(text))
    func leaning(_ own: Double, of all: Double, on prior: Double, _ weight: Double) -> Double {
      (own + weight * prior) / (all + weight)
    }
    // The comma: 10 of 66 words; of the 64 that end in as and las; of the 40 of this word.
    let comma2 = leaning(10, of: 64, on: 10 / 66, 50)
    let comma3 = leaning(10, of: 40, on: comma2, 50)
    let comma = leaning(10, of: 40, on: comma3, 8)
    let lower2 = leaning(44, of: 64, on: 44 / 66, 50)
    let lower3 = leaning(40, of: 40, on: lower2, 50)
    let lower = leaning(40, of: 40, on: lower3, 8)
    let count: UInt64 = 1_000_000_000
    let dressed = words(model.dress(table(["ąžuolas": count])))
    let expected = UInt64(Double(count) * comma * lower + 0.5)
    #expect(dressed["ąžuolas,"] == expected)
  }

  @Test func whatIsNoPlainWordStays() {
    let model = DressModel(
      learningFrom: table(["Jis,": 5, "2019": 7, "iPhone": 2, "pro-forma": 3]))
    let list: [String: UInt64] = ["10.20": 3, "McDonald": 2, "e-paštas": 4, "…": 1, "Jonas": 6]
    #expect(words(model.dress(table(list))) == list)
    #expect(words(model.dress(table(["jis": 2])))["Jis,"] == 2)
    // A text without words teaches nothing.
    #expect(
      words(DressModel(learningFrom: table(["2019": 7])).dress(table(["ir": 3]))) == ["ir": 3])
    #expect(words(DressModel(learningFrom: PieceTable()).dress(table(["ir": 3]))) == ["ir": 3])
  }

  @Test func theOrderOfWordsDoesNotMatter() {
    let text: [(String, UInt64)] = [("ir", 70), ("Ir", 9), ("kad,", 5), ("metų.", 8), ("AB", 2)]
    let list: [(String, UInt64)] = [("metų", 7), ("kaimų", 5), ("ir", 99), ("tad", 3), ("ab", 4)]
    func result(_ text: [(String, UInt64)], _ list: [(String, UInt64)]) -> [String: UInt64] {
      var one = PieceTable()
      for (word, count) in text { one.add(word.utf8, weight: count) }
      var two = PieceTable()
      for (word, count) in list { two.add(word.utf8, weight: count) }
      return words(DressModel(learningFrom: one).dress(two))
    }
    #expect(result(text, list) == result(text.reversed(), list.reversed()))
  }

  @Test func halves() {
    var list = PieceTable()
    for number in 0..<500 { list.add("w\(number)".utf8, weight: UInt64(number * 7 + 1)) }
    let half = list.half(seed: 1)
    let (total, kept) = (Double(list.total), Double(half.total))
    // Six standard deviations of a binomial draw.
    #expect(abs(kept - total / 2) < 3 * total.squareRoot())
    for piece in 0..<half.count { #expect(half.counts[piece] <= list.count(of: half[piece])) }
    #expect(half.hasSameContent(as: list.sorted().half(seed: 1)))
    #expect(!half.hasSameContent(as: list.half(seed: 2)))
    // Each occurrence by itself: of words that occur once about half are left.
    var rare = PieceTable()
    for number in 0..<1000 { rare.add("r\(number)".utf8) }
    #expect((400...600).contains(rare.half(seed: 1).count))
  }
}
