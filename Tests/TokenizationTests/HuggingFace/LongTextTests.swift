import Testing

@testable import Tokenization

/// A hundred thousand equal characters go through every component in linear time; a guard, not a measurement.
@Suite struct LongTextTests {
  static let runs = ["a", " ", "1", "\u{0301}", "가", "\u{1161}", "中", ".", "▁", "😀"]

  @Test(
    .timeLimit(.minutes(2)), arguments: ["nfc", "nfkd", "bert-111-None", "precompiled", "strip"])
  func normalizersAreLinear(name: String) throws {
    let normalizer = try #require(try RecordedComponents.normalizers()[name])
    for run in Self.runs {
      let text = Array(String(repeating: run, count: 100_000).utf8)
      let output = ComponentTests.normalized(text, normalizer)
      #expect(output.count <= 5 * text.count)
    }
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      "bert", "whitespace", "scripts", "metaspace-first-1", "byte-level-11", "split-deepseek",
    ])
  func preTokenizersAreLinear(name: String) throws {
    let preTokenizer = try #require(try RecordedComponents.preTokenizers()[name])
    for run in Self.runs {
      let text = Array(String(repeating: run, count: 100_000).utf8)
      let pieces = ComponentTests.pieces(text, preTokenizer)
      #expect(pieces.count <= 100_001)
    }
  }
}
