import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Ids that `tokenizers` gave for the shared texts.
@Suite struct HuggingFaceGoldenTests {
  static func load(_ name: String) throws -> HuggingFaceTokenizer {
    let path = SharedData.path("vocab/hf/\(name).tokenizer.json")
    return try HuggingFaceReader.load(bytes: readFile(path), file: path)
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: ["gpt2", "llama-2-7b-chat-hf", "falcon", "pythia-12b", "claude2"])
  func idsAreTheReferences(name: String) throws {
    let tokenizer = try Self.load(name)
    let encoder = tokenizer.makeEncoder()
    let folder = "conformance/golden"
    let inputs = try readFile(SharedData.path("\(folder)/inputs.jsonl")).split(separator: 0x0A)
    let golden = try readFile(SharedData.path("\(folder)/hf-\(name).ids.tsv"))
      .split(separator: 0x0A)
    #expect(inputs.count == golden.count)
    #expect(inputs.count > 100)
    // Normalizers that fold, and Llama's stripped first space, change some texts for good.
    let keepsText = name == "gpt2" || name == "falcon"
    for (input, line) in zip(inputs, golden) {
      let value = try JSONValue(parsing: Array(input), file: "inputs.jsonl")
      let text = Array(try #require(value["text"]?.string).utf8)
      let fields = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false)
      #expect(value["id"]?.string == String(fields[0]))
      let ids = encoder.encode(text)
      #expect(ids == fields[1].split(separator: " ").compactMap { UInt32($0) }, "\(fields[0])")
      var spanned: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &spanned, spans: &spans) }
      #expect(spanned == ids)
      #expect(spans.count == ids.count)
      #expect(spans.allSatisfy { $0.start <= $0.end && $0.end <= text.count })
      if keepsText { #expect(try tokenizer.decode(ids) == text) }
    }
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: [
      ("gpt2", "hf:gpt2"), ("llama-2-7b-chat-hf", "hf:llama-2-7b-chat-hf"),
      ("falcon", "hf:falcon"),
    ])
  func countsAreTheReferences(name: String, row: String) throws {
    let encoder = try Self.load(name).makeEncoder()
    let table = try readFile(SharedData.path("conformance/golden/fertility-flores200-dev.tsv"))
    for language in ["lit_Latn", "hin_Deva", "zho_Hans"] {
      let line = try #require(
        table.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
          .first { $0.hasPrefix("\(row)\t\(language)\t") })
      let path = SharedData.path("text/parallel/flores200/dev/\(language).dev")
      let text = try readFile(path)
      var count = 0
      for sentence in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
        count += encoder.encode(Array(sentence)).count
      }
      #expect(String(count) == line.split(separator: "\t")[6])
    }
  }
}
