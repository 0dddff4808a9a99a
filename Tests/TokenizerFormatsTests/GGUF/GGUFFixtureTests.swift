import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Ids that llama.cpp gives for vocabularies and texts of our own; `make.py` beside the fixtures has
/// the versions.
@Suite struct GGUFFixtureTests {
  static let folder = joinPath(SharedData.repository, "Tests/Fixtures/GGUF")

  struct Row: Sendable, CustomTestStringConvertible {
    var file: String
    var pre: String?
    var texts: String
    var ids: [[UInt32]]
    var testDescription: String { pre ?? file }
  }

  static func lines(_ name: String) -> [JSONValue] {
    guard let bytes = try? readFile(joinPath(folder, name)) else { return [] }
    return bytes.split(separator: 0x0A).compactMap {
      try? JSONValue(parsing: Array($0), file: name)
    }
  }

  static let texts: [String: [String]] = Dictionary(
    uniqueKeysWithValues: lines("texts.jsonl").map {
      ($0["texts"]?.string ?? "", ($0["list"]?.array ?? []).map { $0.string ?? "" })
    })

  static let rows: [Row] = lines("ids.jsonl").map { line in
    Row(
      file: line["file"]?.string ?? "", pre: line["pre"]?.string,
      texts: line["texts"]?.string ?? "",
      ids: (line["ids"]?.array ?? []).map { ids in
        (ids.string ?? "").split(separator: " ").compactMap { UInt32($0) }
      })
  }

  /// A file, with another name of a pattern where one is given.
  static func bytes(_ row: Row) throws -> [UInt8] {
    let bytes = try readFile(joinPath(folder, row.file + ".gguf"))
    guard let pre = row.pre else { return bytes }
    let key = Array("tokenizer.ggml.pre".utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: key) })
    let value = start + key.count + 4
    let old = value + 8 + Int(bytes[value])
    return bytes[..<value] + GGUFFile.text(pre) + bytes[old...]
  }

  @Test func fixturesAreThere() {
    #expect(Self.rows.count == 41)
    #expect(Self.rows.count { $0.pre != nil } == 32)
  }

  @Test(arguments: rows)
  func idsAreThoseOfLlamaCpp(row: Row) throws {
    let tokenizer = try GGUFReader.load(bytes: try Self.bytes(row), file: row.file)
    let encoder = tokenizer.makeEncoder()
    let texts = try #require(Self.texts[row.texts])
    try #require(texts.count == row.ids.count && texts.count > 200)
    for (text, expected) in zip(texts, row.ids) {
      #expect(encoder.encode(text) == expected, "\(text.debugDescription)")
      let spanned = tokenizer.encodeWithSpans(Array(text.utf8))
      #expect(spanned.ids == expected, "\(text.debugDescription) with spans")
      #expect(spanned.spans.count == expected.count)
      #expect(spanned.spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end })
      #expect(spanned.spans.allSatisfy { $0.end <= text.utf8.count })
    }
  }

  /// Every name of a pattern leads to one that loads.
  @Test(arguments: [
    "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano",
    "smaug-bpe", "glm5", "deepseek-r1-qwen", "kormo", "f2llmv2", "stablelm2", "megrez", "hunyuan",
    "solar-open", "grok-2", "phi-2", "jina-es", "jina-de", "gigachat", "jina-v2-es", "jina-v2-de",
    "a.x-4.0", "mellum", "modern-bert", "jina-v1-en", "jina-v2-code", "roberta-bpe", "mpt", "olmo",
    "jais", "trillion", "granite-docling", "exaone4", "refact", "command-r", "smollm", "codeshell",
    "exaone", "minerva-7b", "mellum2", "poro-chat", "gpt3-finnish", "llama4", "kanana2", "talkie",
    "minimax-m2", "cohere2moe", "bailingmoe2", "llada-moe", "hunyuan-dense", "joyai-llm", "hy_v4",
  ])
  func namesAreKnown(pre: String) throws {
    let row = Row(file: "bpe", pre: pre, texts: "", ids: [])
    let tokenizer = try GGUFReader.load(bytes: try Self.bytes(row), file: "bpe.gguf")
    #expect(tokenizer.makeEncoder().encode("a b").isEmpty == false)
    #expect(
      tokenizer.summary.details.contains(.init("tokenizer.ggml.pre", pre)))
  }

  @Test func unigramIDsBecomeText() throws {
    let tokenizer = try GGUFReader.load(joinPath(Self.folder, "t5.gguf"))
    #expect(tokenizer.summary.model == "unigram")
    #expect(tokenizer.summary.normalizer == "llama.cpp's (charsmap)")
    let ids = tokenizer.makeEncoder().encode("ab  ba")
    #expect(try tokenizer.decode(ids) == Array("ab ba".utf8))
  }

  /// The summary tells patterns with a scanner from those that ICU matches.
  @Test func enginesAreNamed() throws {
    func engines(_ pre: String) throws -> [MatchingEngine] {
      let row = Row(file: "bpe", pre: pre, texts: "", ids: [])
      return try GGUFReader.load(bytes: try Self.bytes(row), file: "bpe.gguf").summary.engines
    }
    #expect(try engines("gpt-2") == [MatchingEngine(isScanner: true, pattern: "gpt2")])
    #expect(
      try engines("starcoder") == [
        MatchingEngine(isScanner: false, pattern: #"\p{N}"#),
        MatchingEngine(isScanner: true, pattern: "gpt2"),
      ])
    #expect(try GGUFReader.load(joinPath(Self.folder, "t5.gguf")).summary.engines.isEmpty)
  }
}
