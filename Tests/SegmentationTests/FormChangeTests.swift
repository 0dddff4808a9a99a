import Groundwork
import Testing

@testable import Segmentation

@Suite struct FormChangeTests {
  private func changes(_ name: String, _ texts: [String]) throws -> FormChanges {
    let normalizer = try TextNormalizer(#require(TextForm(name)))
    var output: [UInt8] = []
    for text in texts { try withBytes(text) { _ = try normalizer.append($0, to: &output) } }
    return normalizer.takeChanges()
  }

  private func lines(_ changes: FormChanges) -> [String] {
    changes.kinds.flatMap { kind in
      ["\(kind.rawValue) \(changes.count(kind))"]
        + changes.samples(kind).map { sample in
          func text(_ bytes: [UInt8]) -> String {
            String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
              $0.isASCII && $0.value > 0x20 ? String($0) : "<\(String($0.value, radix: 16))>"
            }.joined()
          }
          return
            "\(sample.document):\(sample.offset) \(text(sample.before))>\(text(sample.after)) "
            + text(sample.word)
        }
    }
  }

  @Test func eachStepCountsItsChangesWhereTheyStandAsRead() throws {
    let found = try changes(
      "NFKC+lower+no-soft-hyphens+replace-controls+fold-spaces",
      ["plain", "a\u{AD}b\u{AD} \u{1}xe\u{307}\u{FB01}", "  \u{AD}Ab  c "])
    #expect(found.documents == 3)
    #expect(found.changedDocuments == 2)
    #expect(
      lines(found) == [
        "softHyphens 3", "1:1 <ad>> a<ad>b<ad>", "1:4 <ad>> a<ad>b<ad>", "2:2 <ad>> <ad>Ab",
        "controls 1", "1:7 <1>><fffd> <1>xe<307><fb01>",
        "composed 1", "1:9 e<307>><117> <1>xe<307><fb01>",
        "compatibility 1", "1:12 <fb01>>fi <1>xe<307><fb01>",
        "case 1", "2:4 A>a <ad>Ab",
        "whiteSpace 3", "2:0 <20><20>> ", "2:6 <20><20>><20> ", "2:9 <20>> ",
      ])
  }

  @Test func canonicalChangesOfCompatibilityFormsAreKeptApart() throws {
    #expect(
      lines(try changes("NFKD", ["ė²"])).filter { !$0.contains(":") } == [
        "decomposed 1", "compatibility 1",
      ])
    #expect(lines(try changes("NFC", ["\u{2126}"])) == ["composed 1", "0:0 <2126>><3a9> <2126>"])
    #expect(lines(try changes("raw", ["\u{2126}"])) == [])
  }

  @Test func longChangesAreCutAtScalars() throws {
    let marks = String(repeating: "\u{307}", count: 100)
    let found = try changes("NFC", ["x e" + marks])
    let sample = try #require(found.samples(.composed).first)
    #expect(sample.before.count == 47)
    #expect(sample.after.count == 48)
    #expect(sample.word.count <= FormChanges.sampleBytes)
    #expect(firstInvalidUTF8(sample.word) == nil)
  }

  @Test func partsAddUpToTheWhole() throws {
    let texts = randomTexts(600, length: 20, seed: 90)
    let name = "NFKC+folded+no-soft-hyphens+no-controls+fold-spaces"
    let whole = try changes(name, texts)
    for size in [1, 7, 100, 599] {
      var sum = FormChanges()
      var first = 0
      while first < texts.count {
        let last = min(first + size, texts.count)
        sum.add(try changes(name, Array(texts[first..<last])))
        first = last
      }
      #expect(sum == whole)
    }
    #expect(whole.documents == 600)
    #expect(whole.kinds.count >= 5)
  }
}
