import Groundwork
import Morphology
import Testing

@testable import TokenizerMetrics

/// Tokens aligned with morphological features: numbers by hand, and a slow reference.
@Suite struct FeatureAlignmentTests {
  /// A table of forms with their features, `namo GEN;SG`, each cut behind what it shares with its lemma.
  static func provider(_ rows: [String]) throws -> UniMorphList {
    let text = rows.map { row in
      let parts = row.split(separator: " ")
      return "\(parts.count > 2 ? parts[2] : parts[0])\t\(parts[0])\t\(parts[1])\n"
    }
    return try UniMorphList(
      bytes: Array(text.joined().utf8), file: "a.tsv", language: "lt", name: "a")
  }

  @Test("a token that all forms with a feature share takes all of it")
  func byHand() throws {
    let provider = try Self.provider(["namo GEN namas", "medo GEN medis", "kalno GEN kalnas"])
    let tokenizer = PieceTokenizer([" nam", " med", " kaln", "o", " ir"])
    let rows = try MorphologyMetricsTests.rows(
      ["namo medo", "kalno ir Namo"], tokenizer, provider, ["feature_alignment"])
    func value(_ subject: String) throws -> Double {
      try #require(MorphologyMetricsTests.values(rows, subject)["feature_alignment"])
    }
    // In each round t(o) grows threefold against a stem's: after 100 of them it is 1. Three of six tokens are o.
    #expect(try abs(value("t") - 1.0 / 2) < 1e-12)
    #expect(try abs(value("gold") - 1.0 / 2) < 1e-12)
    // n-a-m-o, m-e-d-o, k-a-l-n-o: o again, of 13 letters.
    #expect(try abs(value("characters") - 3.0 / 13) < 1e-12)
    // Each word is one of three that have the feature.
    #expect(try abs(value("words") - 1.0 / 3) < 1e-12)
    let row = try #require(rows.first)
    #expect(row.n == 3 && row.countedAs == "words" && row.why == "no interval defined")
    #expect(row.policy.leadingSpace == "prefixed" && row.policy.average == "macro-type")
    #expect(row.policy.further.contains { $0.name == "morphology" && $0.value == "a" })
  }

  @Test("a token that comes twice in a form counts twice")
  func twice() {
    // 1/3 and 2/3 after a round, 1/5 and 4/5 after two, at last 0 and 1.
    let score = FeatureAlignment([(features: [0], tokens: [5, 7, 7])]).score ?? .nan
    #expect(abs(score - 2.0 / 3) < 1e-12, "\(score)")
    #expect(FeatureAlignment([]).score == nil)
    #expect(FeatureAlignment([(features: [0], tokens: [])]).score == nil)
  }

  /// The definition, by dictionaries of strings.
  private func reference(_ forms: [(features: [String], tokens: [String])]) -> Double {
    var chances: [String: [String: Double]] = [:]
    for round in 0..<FeatureAlignment.rounds {
      var got: [String: [String: Double]] = [:]
      for form in forms {
        for feature in form.features {
          let parts = form.tokens.map { round == 0 ? 1 : chances[feature]?[$0] ?? 0 }
          let sum = parts.reduce(0, +)
          for (token, part) in zip(form.tokens, parts) where sum > 0 {
            got[feature, default: [:]][token, default: 0] += part / sum
          }
        }
      }
      chances = got.mapValues { row in
        let all = row.values.reduce(0, +)
        return row.mapValues { $0 / all }
      }
    }
    var best: [Double] = []
    for form in forms {
      for token in form.tokens {
        best.append(form.features.map { chances[$0]?[token] ?? 0 }.max() ?? 0)
      }
    }
    return best.reduce(0, +) / Double(best.count)
  }

  @Test("agrees with the definition on random forms", arguments: 1...20)
  func agrees(seed: UInt64) {
    var draw = MorphologyReferenceTests.Draw(seed)
    let forms = (0..<30).map { _ in
      (
        features: Set((0...draw.below(3)).map { _ in UInt32(draw.below(5)) }).sorted(),
        tokens: (0...draw.below(4)).map { _ in UInt32(draw.below(12)) }
      )
    }
    let expected = reference(
      forms.map { (features: $0.features.map { "f\($0)" }, tokens: $0.tokens.map { "t\($0)" }) })
    let found = FeatureAlignment(forms).score ?? .nan
    #expect(abs(found - expected) < 1e-9, "\(found) for \(expected)")
  }

  @Test("forms without features are left out; the order of forms changes no bit")
  func order() throws {
    let rows = ["namo N;GEN namas", "namui N;DAT namas", "nama N;INS namas", "medo N;GEN medis"]
    let provider = ProviderChain([try Self.provider(rows), WrittenMorphemes(["kalb-os", "ir"])])
    let tokenizer = PieceTokenizer([" na", "m", "o", "ui", " med", " kalb"])
    func values(_ text: String) throws -> [Double?] {
      try MorphologyMetricsTests.rows([text], tokenizer, provider, ["feature_alignment"])
        .map(\.value)
    }
    let first = try values("namo namui nama medo ir kalbos")
    #expect(try values("kalbos medo ir namui nama namo") == first)
    #expect(try values("medo nama namui namo") == first)
    #expect(first.allSatisfy { $0 != nil })
  }

  @Test("says what is missing")
  func obstacles() throws {
    let tokenizer = PieceTokenizer([" kalb"])
    let rows = try MorphologyMetricsTests.rows(
      ["kalbos"], tokenizer, WrittenMorphemes(["kalb-os"]), ["feature_alignment"])
    #expect(
      rows.map(\.why) == [
        "the morphology names no features: give a CoNLL-U treebank or a UniMorph table"
      ])
    let none = try MorphologyMetricsTests.rows(
      ["ir"], tokenizer, try Self.provider(["namo GEN namas"]), ["feature_alignment"])
    #expect(none.allSatisfy { $0.value == nil && $0.n == 0 })
    #expect(none.first?.why == "nothing was counted to divide by")
  }
}
