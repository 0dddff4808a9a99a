import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Encodings that the tests of Hugging Face's Swift library hold, for the vocabularies that are here.
///
/// Of its eleven models these are not here: Gemma, two of Whisper, and a cased multilingual Bert.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct SwiftTransformersTests {
  struct Model: Sendable, CustomTestStringConvertible {
    var name: String
    var path: String
    var before: [Int] = []
    var after: [Int] = []
    var testDescription: String { name }
  }

  static let models = [
    Model(
      name: "bert-base-uncased", path: "wordpiece/bert-base-uncased-vocab.txt", before: [101],
      after: [102]),
    Model(
      name: "google-bert/bert-base-uncased", path: "wordpiece/bert-base-uncased-vocab.txt",
      before: [101], after: [102]),
    Model(name: "distilgpt2", path: "hf/gpt2.tokenizer.json"),
    Model(
      name: "coreml-projects/Llama-2-7b-chat-coreml", path: "hf/llama-2-7b-chat-hf.tokenizer.json",
      before: [1]),
    Model(name: "tiiuae/falcon-7b", path: "hf/falcon.tokenizer.json"),
    Model(name: "t5-base", path: "sentencepiece/t5-base.model", after: [1]),
    Model(
      name: "pcuenq/Llama-3.2-1B-Instruct-tokenizer", path: "tiktoken/llama3.tiktoken",
      before: [128000]),
  ]

  static func load(_ name: String) throws(Failure) -> any Tokenizer {
    let path = SharedData.path("vocab/" + name)
    if name.hasSuffix(".json") {
      return try HuggingFaceReader.load(bytes: try readFile(path), file: path)
    }
    if name.hasSuffix(".model") { return try SentencePieceReader.load(path) }
    if name.hasSuffix(".tiktoken") { return try TiktokenReader.load(rankFile: path) }
    return try WordPieceReader.load(path)
  }

  static func file(_ name: String) throws(Failure) -> JSONValue {
    try JSONValue(contentsOf: SharedData.path("conformance/hf-swift/\(name).json"))
  }

  @Test(arguments: models) func idsAreThoseRecorded(model: Model) throws {
    let tokenizer = try Self.load(model.path)
    // The recorded library finds special tokens in text.
    let encoder = tokenizer.makeEncoder(specials: .parse)
    let rows = try #require(try Self.file("tokenizer_tests")[model.name]?.array)
    try #require(rows.count > 15)
    for row in rows {
      let text = try #require(row["input"]?.string)
      let recorded = try #require(row["encoded"]?["input_ids"]?.array).map { $0.integer ?? -1 }
      let ids = model.before + encoder.encode(text).map { Int($0) } + model.after
      #expect(ids == recorded, "\(text.debugDescription)")
    }
  }

  @Test(
    arguments: [
      ("gpt2_encoded_tokens", "hf/gpt2.tokenizer.json", [], []),
      ("llama_encoded", "hf/llama-2-7b-chat-hf.tokenizer.json", [1], []),
      ("t5_base_encoded", "sentencepiece/t5-base.model", [], [1]),
      ("bert_uncased_encoded", "wordpiece/bert-base-uncased-vocab.txt", [101], [102]),
    ] as [(String, String, [Int], [Int])])
  func aLongTextIsEncoded(name: String, path: String, before: [Int], after: [Int]) throws {
    let recorded = try Self.file(name)
    let text = try #require(recorded["text"]?.string)
    let expected = try #require(recorded["token_ids"]?.array).map { $0.integer ?? -1 }
    let ids = try Self.load(path).makeEncoder().encode(text).map { Int($0) }
    #expect(before + ids + after == expected)
  }
}
