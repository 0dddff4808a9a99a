import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// Conversions of vocabularies that people use; skipped without the shared data.
@Suite struct SharedConversionTests {
  private func converter(_ name: String) throws -> TokenizerConverter {
    let path = SharedData.path("vocab/\(name)")
    return try TokenizerConverter(try Converting.load(path), path: path)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func gpt2sFileGivesTheRankFileOfItsMaker() throws {
    let result = try converter("hf/gpt2.tokenizer.json").convert(to: .tiktoken)
    let own = try RankFile.read(contentsOf: SharedData.path("vocab/tiktoken/r50k_base.tiktoken"))
    #expect(result.bytes == TiktokenWriter.rankFile(own.tokens))
    #expect(result.proof.texts > 50_000)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func llama2sModelGivesAFileThatGivesTheModelAgain() throws {
    let json = try converter("sentencepiece/llama2.model").convert(to: .huggingface)
    let back = try Converting.again(json, to: .sentencepiece)
    let golden = try SentencePieceReader.load(SharedData.path("vocab/sentencepiece/llama2.model"))
    for text in SampleSentences.texts {
      #expect(back.tokenizer.encode(text) == golden.encode(text))
    }
    #expect(back.proof.texts > 30_000)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func llama2sFileGivesAModel() throws {
    let model = try converter("hf/llama-2-7b-chat-hf.tokenizer.json").convert(to: .sentencepiece)
    try FormatGoldens.expect(
      try SentencePieceReader.load(bytes: model.bytes, file: "x.model"), gives: "sp-llama2")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func aGGUFFileOfLlamaGivesAModel() throws {
    let model = try converter("gguf/ggml-vocab-llama-spm.gguf").convert(to: .sentencepiece)
    try FormatGoldens.expect(
      try SentencePieceReader.load(bytes: model.bytes, file: "x.model"), gives: "sp-llama2")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func whatCannotBeKept() throws {
    let place = "cannot be written as"
    #expect(
      Converting.refusal(try converter("sentencepiece/seqio-test.model"), to: .huggingface)
        .hasPrefix(
          "\(place) a tokenizer.json: tokenizers applies the rules of its normalizer nmt_nfkc to grapheme "
            + "clusters, and sentencepiece to the text; the text "
        ))
    #expect(
      Converting.refusal(try converter("hf/claude2.tokenizer.json"), to: .tiktoken).hasPrefix(
        "\(place) a tiktoken rank file: its normalizer NFKC changes text, and tiktoken changes none; the text "
      ))
  }
}
