import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// What convert writes, loaded by the real tiktoken, sentencepiece and tokenizers.
@Suite struct ConversionLibraryTests {
  /// Texts of many kinds.
  private static func texts(_ source: any Tokenizer, _ step: Int = 1) -> [String] {
    let tokens = Array(ConversionProof.texts(of: source))
    let some = stride(from: 0, to: tokens.count, by: step).map { tokens[$0] }
    return SampleSentences.texts
      + (ProbeTexts.all + some).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func checked(
    _ sources: [(name: String, tokenizer: any Tokenizer, converter: TokenizerConverter)],
    _ targets: [ConversionTarget], step: Int = 1
  ) throws -> (status: Int32, report: String) {
    let folder = try TemporaryFolder()
    var lines: [String] = []
    for source in sources {
      for target in targets {
        let result = try source.converter.convert(to: target)
        let path = joinPath(
          folder.path,
          "\(source.name)-\(target.rawValue)" + (target == .tiktoken ? ".tiktoken" : ""))
        try result.write(to: path)
        lines.append(
          RealLibraries.line(
            source.name, result, path: path, texts: texts(source.tokenizer, step)))
      }
    }
    let (status, report) = try RealLibraries.check(lines, in: folder)
    return (status, report)
  }

  @Test(.enabled(if: RealLibraries.arePresent, "skipped: pip brought no real libraries"))
  func rankFilesAndTheirFiles() throws {
    var sources: [(String, any Tokenizer, TokenizerConverter)] = []
    for pattern in SplitPattern.all.map(\.name) + [#"\p{L}+|\p{N}|[^\p{L}\p{N}]+"#] {
      let tokenizer = try Converting.ranks(pattern: pattern)
      sources.append(
        (
          pattern.filter(\.isLetter), tokenizer,
          try TokenizerConverter(tokenizer, path: "x.tiktoken")
        ))
    }
    for name in ["bytelevel", "ignore-merges"] {
      let fixture = try Converting.fixture("HuggingFace/\(name).json")
      sources.append((name, fixture.tokenizer, fixture.converter))
    }
    let result = try Self.checked(sources, [.tiktoken, .huggingface])
    #expect(result.status == 0, "\(result.report)")
    #expect(result.report.split(separator: "\n").count == 2 * sources.count, "\(result.report)")
  }

  @Test(.enabled(if: RealLibraries.arePresent, "skipped: pip brought no real libraries"))
  func modelsAndTheirFiles() throws {
    var sources: [(String, any Tokenizer, TokenizerConverter)] = []
    for name in [
      "HuggingFace/llama.json", "SentencePiece/bpe.model", "SentencePiece/bpe-bytes.model",
    ] {
      let fixture = try Converting.fixture(name)
      sources.append((pathStem(name), fixture.tokenizer, fixture.converter))
    }
    let gemma = try Converting.pieces(
      [.init("\u{2581}\u{2581}", type: .userDefined), .init("\n\n", type: .userDefined)]
        + [.init("\u{2581}a", score: 0), .init("ab", score: -1)]
        + ["\u{2581}", "a", "b", "\n"].map { .init($0, score: -5) }, byteFallback: true,
      prefix: false)
    sources.append(("gemma", gemma.tokenizer, gemma.converter))
    let unigram = try Converting.pieces(
      [
        ("\u{2581}", -3), ("a", -2.5), ("b", -2.75), ("e", -3), ("ab", -4), ("\u{2581}a", -4.5),
        ("the", -5.25), ("\u{2581}the", -6),
      ].map { .init($0.0, score: $0.1) }, type: .unigram, squeezes: true)
    sources.append(("unigram", unigram.tokenizer, unigram.converter))
    let result = try Self.checked(sources, [.sentencepiece, .huggingface])
    #expect(result.status == 0, "\(result.report)")
    #expect(result.report.split(separator: "\n").count == 2 * sources.count, "\(result.report)")
  }

  @Test(.enabled(if: RealLibraries.arePresent, "skipped: pip brought no real libraries"))
  func filesThatAreWrittenAgain() throws {
    let names = [
      "added", "added-llama", "added-specials", "added-unigram", "bytelevel-holes", "falcon",
      "many-merges", "prefix-suffix", "unigram", "unigram-fallback", "unknown-fused", "wordpiece",
      "wordlevel",
    ]
    let sources = try names.map { name in
      let fixture = try Converting.fixture("HuggingFace/\(name).json")
      return (name, fixture.tokenizer, fixture.converter)
    }
    let result = try Self.checked(sources, [.huggingface])
    #expect(result.status == 0, "\(result.report)")
    #expect(result.report.split(separator: "\n").count == sources.count, "\(result.report)")
  }

  @Test(.enabled(if: RealLibraries.arePresent, "skipped: pip brought no real libraries"))
  func aCheckThatMustFail() throws {
    let folder = try TemporaryFolder()
    let source = try Converting.ranks()
    let result = try TokenizerConverter(source, path: "x.tiktoken").convert(to: .huggingface)
    let path = joinPath(folder.path, "x.json")
    try result.write(to: path)
    let line = RealLibraries.line("x", result, path: path, texts: ["hello"])
    let wrong = line.replacing("[[260]]", with: "[[261]]")
    #expect(line != wrong)
    let (status, report) = try RealLibraries.check([wrong], in: folder)
    #expect(status == 1)
    #expect(report.contains("'hello': [260] instead of [261]"), "\(report)")
    #expect(report.contains("x (huggingface): 1 texts, 2 differences"), "\(report)")
  }
}
