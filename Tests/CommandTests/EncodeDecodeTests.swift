import Groundwork
import Testing

@Suite struct EncodeDecodeTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  @Test func oneLineInOneLineOut() throws {
    let result = try derlius("encode", "-t", toy, input: "hello\n\n w\r\nend without newline")
    #expect(result.status == 0)
    #expect(result.messages == "")
    #expect(
      result.output.split(separator: "\n", omittingEmptySubsequences: false).prefix(3)
        == ["258 111", "", "259"])
    #expect(result.output.utf8.count { $0 == 0x0A } == 4)
  }

  @Test func decodingGivesTheTextBack() throws {
    let text = "hello world\n\nąčęėįšųūž 😀\n<|end|>\n"
    let ids = try derlius("encode", "-t", toy, input: text)
    let back = try derlius("decode", "-t", toy, input: ids.output)
    #expect(back.status == 0)
    #expect(back.output == text)
  }

  @Test func formats() throws {
    let pieces = try derlius("encode", "-t", toy, "--format", "pieces", input: "hell wą\n")
    #expect(pieces.output == "hell ▁w <0xC4> <0x85>\n")
    let json = try derlius("encode", "-t", toy, "--format", "json", input: "he\n")
    #expect(
      json.output
        == #"[{"id": 256, "piece": "he", "bytes": [104, 101], "start": 0, "end": 2}]"# + "\n")
    let index = derlius.path("index")
    let packed = try derlius(
      "encode", "-t", toy, "--format", "u16", "--index", index, input: "he\nhello\n")
    #expect(packed.status == 0)
    #expect(
      try readFile(index) == [1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func jsonLines() throws {
    let result = try derlius(
      "encode", "-t", toy, "--jsonl", "--field", "t", input: "{\"t\": \"he\\nhe\"}\n")
    #expect(result.output == "256 10 256\n")
    let bad = try derlius("encode", "-t", toy, "--jsonl", input: "{\"text\": \"he\"}\n{\"t\": 1}\n")
    #expect(bad.status == 1)
    #expect(
      bad.messages == "derlius: <stdin>:2: has no text in \"text\"; name the member with --field\n")
  }

  @Test func outputDoesNotDependOnThreads() throws {
    var text = ""
    for number in 0..<20_000 { text += "hello w \(number) hell\n" }
    let one = try derlius("encode", "-t", toy, "--threads", "1", input: text)
    let two = try derlius("encode", "-t", toy, "--threads", "2", input: text)
    #expect(one.output == two.output)
    #expect(one.output.utf8.count { $0 == 0x0A } == 20_000)
  }

  @Test func invalidUTF8IsNamedByItsOffset() throws {
    let file = try derlius.write([0x61, 0x0A, 0x62, 0xFF, 0x0A], to: "bad.txt")
    let result = try derlius("encode", "-t", toy, file)
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: \(file): byte 3: is not UTF-8; convert the file to UTF-8, or use --invalid replace\n"
    )
    let replaced = try derlius("encode", "-t", toy, "--invalid", "replace", file)
    #expect(replaced.output == "97\n98 239 191 189\n")
  }

  @Test func badIDsAreNamedByTheirLine() throws {
    let word = try derlius("decode", "-t", toy, input: "1 2\n3 x\n")
    #expect(word.status == 1)
    #expect(
      word.messages
        == "derlius: <stdin>:2: \"x\" is not a token id; write ids separated by spaces\n")
    let large = try derlius("decode", "-t", toy, input: "1 99999\n")
    #expect(large.status == 1)
    #expect(large.messages.hasPrefix("derlius: <stdin>:1: "))
  }

  @Test func counting() throws {
    let file = try derlius.write("hello w\nhe\n", to: "text.txt")
    let result = try derlius("count", "-t", "a=\(toy)", "--json", file)
    #expect(
      result.output == """
        [
          {"tokenizer": "a", "tokens": 4, "words": 3, "bytes": 9, "documents": 2}
        ]

        """)
  }
}
