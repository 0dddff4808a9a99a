import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Ids that tiktoken gave for the shared texts.
@Suite struct GoldenIDTests {
  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: [
      "cl100k_base", "o200k_base", "p50k_base", "r50k_base", "llama3", "hastings",
      "mistral-tekken-240718",
    ])
  func idsAreTheReferences(name: String) throws {
    let tokenizer = try TiktokenReader.load(
      rankFile: SharedData.path("vocab/tiktoken/\(name).tiktoken"))
    let encoder = tokenizer.makeEncoder()
    let folder = "conformance/golden"
    let inputs = try readFile(SharedData.path("\(folder)/inputs.jsonl")).split(separator: 0x0A)
    let golden = try readFile(SharedData.path("\(folder)/\(name).ids.tsv")).split(separator: 0x0A)
    #expect(inputs.count == golden.count)
    #expect(inputs.count > 100)
    for (input, line) in zip(inputs, golden) {
      let value = try JSONValue(parsing: Array(input), file: "inputs.jsonl")
      let text = Array(try #require(value["text"]?.string).utf8)
      let fields = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false)
      #expect(value["id"]?.string == String(fields[0]))
      let ids = encoder.encode(text)
      #expect(ids == fields[1].split(separator: " ").compactMap { UInt32($0) }, "\(fields[0])")
      #expect(try tokenizer.decode(ids) == text)
    }
  }
}
