import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct TokenGroupTests {
  private func token(_ start: Int, _ end: Int, fragment: Bool = false) -> ShowcaseToken {
    ShowcaseToken(id: 1, start: start, end: end, isFragment: fragment)
  }

  @Test func gathersTheBytesOfALetter() {
    let groups = TokenGroup.groups(
      "gėj", [token(0, 1), token(1, 2, fragment: true), token(2, 3, fragment: true), token(3, 4)])
    #expect(
      groups == [
        TokenGroup(text: "g", tokens: 0..<1, isFragmented: false),
        TokenGroup(text: "ė", tokens: 1..<3, isFragmented: true),
        TokenGroup(text: "j", tokens: 3..<4, isFragmented: false),
      ])
  }

  @Test func keepsTokensWithoutBytesAndTextWithoutTokens() {
    let groups = TokenGroup.groups("a b", [token(0, 0), token(0, 1), token(2, 3)])
    #expect(groups.map(\.text) == ["", "a", " ", "b"])
    #expect(groups.map(\.tokens) == [0..<1, 1..<2, 2..<2, 2..<3])
  }

  @Test func joinsTokensThatShareALetter() {
    let groups = TokenGroup.groups("ė.", [token(0, 2), token(0, 2), token(2, 3)])
    #expect(groups.map(\.text) == ["ė", "."])
    #expect(groups[0].isFragmented)
  }

  @Test func standsAnyOffsets() throws {
    var random = SystemRandomNumberGenerator()
    let text = "aė字🙂b"
    for _ in 0..<500 {
      let tokens = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
        token(.random(in: -3..<16, using: &random), .random(in: -3..<16, using: &random))
      }
      let groups = TokenGroup.groups(text, tokens)
      #expect(groups.reduce(0) { $0 + $1.tokens.count } == tokens.count)
      if tokens.allSatisfy({ [0, 1, 3, 6, 10, 11].contains($0.start) }) {
        #expect(groups.map(\.text).joined() == text, "\(tokens)")
      }
    }
  }

  @Test func coversTheSentenceOfTheSample() {
    for cut in SampleSentences.lithuanian.cuts {
      let groups = TokenGroup.groups(SampleSentences.text, cut.tokens)
      #expect(groups.map(\.text).joined() == SampleSentences.text)
      #expect(groups.allSatisfy { !$0.text.contains("\u{FFFD}") })
    }
  }
}
