import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Ids recorded from sentencepiece 0.2.3 on texts that are hard for tokenizers.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct SentencePieceGoldenTests {
  static let inputs: [(id: String, text: [UInt8])] = {
    guard let bytes = try? readFile(SharedData.path("conformance/golden/inputs.jsonl")) else {
      return []
    }
    return bytes.split(separator: 0x0A).compactMap { line in
      guard let value = try? JSONValue(parsing: Array(line), file: "inputs.jsonl"),
        let id = value["id"]?.string, let text = value["text"]?.string
      else { return nil }
      return (id, Array(text.utf8))
    }
  }()

  @Test(arguments: SentencePieceModelTests.names)
  func idsAreThoseRecorded(name: String) throws {
    let tokenizer = try SentencePieceReader.load(
      SharedData.path("vocab/sentencepiece/\(name).model"))
    let encoder = tokenizer.makeEncoder()
    var golden: [String: [UInt32]] = [:]
    let lines = try readFile(SharedData.path("conformance/golden/sp-\(name).ids.tsv"))
    for line in lines.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      let ids = String(decoding: fields[1], as: UTF8.self).split(separator: " ")
      golden[String(decoding: fields[0], as: UTF8.self)] = ids.compactMap { UInt32($0) }
    }
    try #require(Self.inputs.count == golden.count)
    try #require(Self.inputs.count > 100)
    for round in 0..<2 {
      for input in Self.inputs {
        let expected = try #require(golden[input.id])
        #expect(encoder.encode(input.text) == expected, "\(input.id), round \(round)")
        var ids: [UInt32] = []
        var spans: [TokenSpan] = []
        input.text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
        #expect(ids == expected, "\(input.id) with spans")
        #expect(spans.count == ids.count)
      }
    }
  }
}
