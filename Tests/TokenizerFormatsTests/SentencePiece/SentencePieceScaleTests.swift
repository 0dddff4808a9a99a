import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Large inputs: counts per language as recorded, and no quadratic path.
@Suite struct SentencePieceScaleTests {
  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: SentencePieceModelTests.names)
  func floresCountsAreThoseRecorded(name: String) throws {
    let tokenizer = try SentencePieceReader.load(
      SharedData.path("vocab/sentencepiece/\(name).model"))
    let encoder = tokenizer.makeEncoder()
    let golden = try readFile(SharedData.path("conformance/golden/fertility-flores200-dev.tsv"))
    let rows = golden.split(separator: 0x0A).map {
      $0.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
    }
    // All 45 languages agree; debug builds have time for these.
    for language in ["lit_Latn", "jpn_Jpan"] {
      let row = try #require(rows.first { $0[0] == "sp:\(name)" && $0[1] == language })
      let text = try readFile(SharedData.path("text/parallel/flores200/dev/\(language).dev"))
      let lines = text.split(separator: 0x0A)
      let tokens = lines.reduce(0) { $0 + encoder.encode(Array($1)).count }
      #expect("\(lines.count)" == row[2])
      #expect("\(tokens)" == row[6], "\(language)")
    }
  }

  /// A hundred thousand equal letters, spaces, marks and letters that no piece holds.
  @Test(arguments: ["bpe-bytes", "bpe-suffix", "bpe-across", "unigram", "unigram-folded"])
  func longRunsTakeLinearTime(name: String) throws {
    let tokenizer = try SentencePieceReader.load(SentencePieceFixtures.path("\(name).model"))
    let encoder = tokenizer.makeEncoder()
    for letter in ["a", " ", "▁", "字", "sheaves"] {
      let text = Array(String(repeating: letter, count: 30_000).utf8)
      let clock = ContinuousClock()
      let time = clock.measure { _ = encoder.encode(text) }
      #expect(time < .seconds(20), "\(letter)")
    }
  }

  /// What a text gives never depends on the texts before: the cache is emptied many times here.
  @Test func theCacheNeverShows() throws {
    let tokenizer = try SentencePieceReader.load(SentencePieceFixtures.path("unigram.model"))
    let encoder = tokenizer.makeEncoder()
    var random = RandomTexts(stream: 9)
    let texts = (0..<300).map { _ in random.next(parts: 30) }
    let fresh = texts.map { tokenizer.makeEncoder().encode($0) }
    for _ in 0..<2 { #expect(texts.map { encoder.encode($0) } == fresh) }
  }
}
