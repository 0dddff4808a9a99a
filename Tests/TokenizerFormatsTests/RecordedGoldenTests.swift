import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// The shared texts with WordPiece and GGUF vocabularies: counts and hashes of the ids of the real
/// libraries; see `Tests/Fixtures/Golden/make.py`.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct RecordedGoldenTests {
  static func load(_ name: String) throws(Failure) -> any Tokenizer {
    if name.hasPrefix("gguf-") {
      return try GGUFReader.load(
        SharedData.path("vocab/gguf/ggml-vocab-\(name.dropFirst(5)).gguf"))
    }
    if name == "cased" {
      return try WordPieceReader.load(
        joinPath(SharedData.repository, "Tests/Fixtures/WordPiece/vocab.txt"),
        settings: .init(lowercase: false))
    }
    return try WordPieceReader.load(
      SharedData.path("vocab/wordpiece/bert-base-uncased-vocab.txt"),
      settings: .init(lowercase: true))
  }

  @Test(arguments: [
    "bert-base-uncased", "cased", "gguf-bert-bge", "gguf-gpt-2", "gguf-llama-spm",
    "gguf-deepseek-coder",
  ])
  func idsAreThoseRecorded(name: String) throws {
    let encoder = try Self.load(name).makeEncoder()
    let lines = try readFile(
      joinPath(SharedData.repository, "Tests/Fixtures/Golden/ids.tsv"))
    var recorded: [String: (count: String, hash: String)] = [:]
    for line in lines.split(separator: 0x0A) {
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t")
      if fields[0] == name { recorded[String(fields[1])] = (String(fields[2]), String(fields[3])) }
    }
    try #require(recorded.count == FormatGoldens.inputs.count)
    for input in FormatGoldens.inputs {
      let expected = try #require(recorded[input.id])
      let ids = encoder.encode(input.text)
      let text = ids.map { "\($0)" }.joined(separator: " ")
      #expect("\(ids.count)" == expected.count, "\(input.id)")
      let hash = try SHA256.hexadecimalDigest(of: Array(text.utf8))
      #expect(hash.hasPrefix(expected.hash), "\(input.id)")
    }
  }
}
