import Groundwork
import TestSupport
import Testing

/// `encode --invalid bytes`.
@Suite struct InvalidBytesTests {
  private let derlius: RunCommand
  private let toy: String
  // "he", a line that is not UTF-8, "hell".
  private let input: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    input = try derlius.write(
      Array("he\n whe".utf8) + [0xFF] + Array("ll\nhell\n".utf8), to: "bad.txt")
  }

  private func fixture(_ path: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/\(path)")
  }

  @Test func rankFilesTakeBytes() throws {
    let ids = try derlius("encode", "-t", toy, "--invalid", "bytes", input)
    #expect(ids.messages == "")
    #expect(ids.output == "256\n259 256 255 257\n258\n")
    let json = try derlius("encode", "-t", toy, "--invalid", "bytes", "--format", "json", input)
    let tokens = [
      #"{"id": 259, "piece": "▁w", "bytes": [32, 119], "start": 0, "end": 2}"#,
      #"{"id": 256, "piece": "he", "bytes": [104, 101], "start": 2, "end": 4}"#,
      #"{"id": 255, "piece": "<0xFF>", "bytes": [255], "start": 4, "end": 5}"#,
      #"{"id": 257, "piece": "ll", "bytes": [108, 108], "start": 5, "end": 7}"#,
    ]
    let line = "[" + tokens.joined(separator: ", ") + "]"
    let lines = json.output.split(separator: "\n").map { String($0) }
    #expect(lines.count == 3)
    #expect(lines.dropFirst().first == line)
    let whole = try derlius("encode", "-t", toy, "--invalid", "bytes", "--whole", input)
    let packed = try derlius.write(whole.output, to: "ids.txt")
    let back = try derlius("decode", "-t", toy, packed)
    #expect(back.status == 0)
    #expect(try readFile(derlius.path("stdout")) == readFile(input) + [0x0A])
  }

  @Test func sentencePieceTakesBytesAsReplaced() throws {
    let model = fixture("SentencePiece/bpe-bytes.model")
    let bytes = try derlius("encode", "-t", model, "--invalid", "bytes", input)
    let replaced = try derlius("encode", "-t", model, "--invalid", "replace", input)
    #expect(bytes.messages == "")
    #expect(bytes.output == replaced.output)
    let json = try derlius(
      "encode", "-t", model, "--invalid", "bytes", "--format", "json", input)
    let line = try #require(json.output.split(separator: "\n").dropFirst().first)
    let tokens = try #require(JSONValue(parsing: Array(line.utf8), file: "json").array)
    #expect(tokens.last?["end"]?.integer == 7)
  }

  @Test func otherFormatsAreRefusedWhereTheInputIsNotUTF8() throws {
    for (path, format) in [
      ("HuggingFace/bytelevel.json", "huggingface"), ("GGUF/llama.gguf", "gguf"),
    ] {
      let refused = try derlius("encode", "-t", fixture(path), "--invalid", "bytes", input)
      #expect(refused.status == 1)
      #expect(
        refused.messages
          == "derlius: \(input): byte 7: is not UTF-8, and the format \(format) takes text only; "
          + "use --invalid replace\n")
      let text = try derlius("encode", "-t", fixture(path), "--invalid", "bytes", input: "rows\n")
      let plain = try derlius("encode", "-t", fixture(path), input: "rows\n")
      #expect(text.messages == "")
      #expect(text.output == plain.output)
    }
  }

  @Test func whatHasNoMeaningIsWrongUsage() throws {
    for (arguments, problem) in [
      (["--jsonl"], "--invalid bytes does not go with --jsonl: JSON is UTF-8"),
      (
        ["--specials", "parse"],
        "--invalid bytes does not go with --specials parse: no library looks for them in bytes"
      ),
    ] {
      let result = try derlius.run(
        ["encode", "-t", toy, "--invalid", "bytes"] + arguments, input: "he\n")
      #expect(result.status == 64)
      #expect(result.output == "")
      #expect(result.messages == "derlius: \(problem); see: derlius encode --help\n")
    }
  }
}
