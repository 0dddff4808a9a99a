import Groundwork
import TestSupport
import Testing
import Tokenization

@Suite struct SplitPatternTests {
  @Test func namesAreFoundWithTheirAliases() {
    for (name, pattern) in [
      ("gpt2", "gpt2"), ("r50k_base", "gpt2"), ("p50k_base", "gpt2"), ("cl100k_base", "cl100k"),
      ("cl100k", "cl100k"), ("o200k_base", "o200k"), ("o200k", "o200k"), ("llama3", "llama3"),
      ("qwen2", "qwen2"), ("tekken", "tekken"), ("superbpe", "superbpe"),
      ("superbpe-words", "superbpe-words"),
    ] {
      #expect(SplitPattern.named(name)?.name == pattern)
    }
    #expect(SplitPattern.named("gpt9") == nil)
  }

  @Test func namesAndSpellingsAreUnique() {
    let patterns = SplitPattern.all + SplitPattern.ofLlamaCpp
    let names = patterns.flatMap { [$0.name] + $0.aliases }
    let texts = patterns.flatMap { [$0.text] + $0.equalTexts }
    #expect(Set(names).count == names.count)
    #expect(Set(texts).count == texts.count)
    for pattern in patterns {
      #expect(pattern.makeSplitter().name == pattern.name)
      for text in [pattern.text] + pattern.equalTexts {
        #expect(SplitPattern.recognized(text)?.name == pattern.name)
      }
    }
  }

  /// `\p{L}+` was taken for a repeated repetition such as `{1,3}+`, so that tokenizer.json files with Llama 3's
  /// and Qwen's patterns went over ICU's engine, ten times as slow.
  @Test func possessiveCountsAloneDifferForOniguruma() {
    for name in ["gpt2", "llama3", "qwen2", "o200k", "tekken"] {
      let text = SplitPattern.named(name)?.text ?? ""
      #expect(SplitPattern.recognizedForOniguruma(text)?.name == name)
    }
    let cl100k = SplitPattern.named("cl100k")?.text ?? ""
    #expect(SplitPattern.recognized(cl100k)?.name == "cl100k")
    #expect(SplitPattern.recognizedForOniguruma(cl100k) == nil)
    #expect(SplitPattern.recognizedForOniguruma("") == nil)
    #expect(SplitPattern.recognizedForOniguruma("}+") == nil)
  }

  /// Why today's cl100k and its first spelling are two patterns.
  @Test func whiteSpaceAtTheEndTellsCL100KFromLlama3() throws {
    let text = Array("a\n  ".utf8)
    let today = try SplitPattern.splitter(for: "cl100k")
    let first = try SplitPattern.splitter(for: "llama3")
    #expect(pieceEnds(today, text) == [1, 4])
    #expect(pieceEnds(first, text) == [1, 2, 4])
  }

  @Test func unknownNamesAreRefused() {
    #expect(
      throws: Failure.usage(
        "no split pattern is named gpt9",
        remedy:
          "known are gpt2, cl100k, o200k, llama3, qwen2, tekken, superbpe-words, superbpe, and any regular "
          + "expression")
    ) { try SplitPattern.splitter(for: "gpt9") }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func allPublishedPatternsHaveScanners() throws {
    let folder = SharedData.path("vocab/tiktoken")
    var seen = 0
    for name in try listDirectory(folder) where name.hasSuffix(".json") {
      let value = try JSONValue(contentsOf: joinPath(folder, name))
      for entry in [value] + (value.members ?? []).map(\.value) {
        guard let text = entry["pat_str"]?.string ?? entry["config"]?["pattern"]?.string else {
          continue
        }
        seen += 1
        #expect(SplitPattern.recognized(text) != nil, "\(name): \(text)")
      }
    }
    #expect(seen >= 10)
  }
}
