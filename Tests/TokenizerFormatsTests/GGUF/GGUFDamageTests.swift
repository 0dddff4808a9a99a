import Groundwork
import Testing
import TokenizerFormats

/// What is wrong with a GGUF file is said in one line with its byte; nothing large is allocated for it.
@Suite struct GGUFDamageTests {
  static func message(_ bytes: [UInt8]) -> String {
    do throws(Failure) {
      _ = try GGUFReader.load(bytes: bytes, file: "t.gguf")
      return "no failure"
    } catch { return error.description }
  }

  @Test func headsThatAreNotRead() {
    func expect(_ bytes: [UInt8], _ text: String) {
      #expect(Self.message(bytes) == "t.gguf: " + text)
    }
    var file = GGUFFile()
    expect(Array("GGML".utf8), "byte 0: is no GGUF file; name a GGUF file")
    expect(Array("GG".utf8), "byte 0: the file ends within its metadata; get the file again")
    file.version = 1
    expect(file.bytes, "byte 4: is GGUF version 1; versions 2 and 3 are read, little-endian")
    file.version = 3 << 24
    expect(file.bytes, "byte 4: is big-endian; versions 2 and 3 are read, little-endian")
    file.version = 3
    expect(
      file.bytes,
      "has no tokenizer.ggml.model; name a GGUF file that has its tokenizer with it")
    let head = Array(file.bytes[..<16])
    expect(
      head + [UInt8](repeating: 0xFF, count: 8),
      "byte 16: states 18446744073709551615 metadata entries, which is more than the file can hold; "
        + "get the file again")
  }

  @Test(arguments: [
    // A key, then the type and the value.
    (GGUFFile.little(1 << 40, 8), 24, "states 1099511627776 bytes of a key"),
    (
      GGUFFile.text("x") + GGUFFile.little(8, 4) + GGUFFile.little(1 << 50, 8), 37,
      "states 1125899906842624 bytes of a text"
    ),
    (
      GGUFFile.text("tokenizer.ggml.tokens") + GGUFFile.little(9, 4) + GGUFFile.little(8, 4)
        + GGUFFile.little(1 << 60, 8), 61, "states 1152921504606846976 texts"
    ),
    (
      GGUFFile.text("tokenizer.ggml.scores") + GGUFFile.little(9, 4) + GGUFFile.little(6, 4)
        + GGUFFile.little(1 << 62, 8), 61, "states 4611686018427387904 numbers"
    ),
    (
      GGUFFile.text("x") + GGUFFile.little(9, 4) + GGUFFile.little(12, 4)
        + GGUFFile.little(1 << 61, 8), 41, "states 2305843009213693952 values"
    ),
    (
      GGUFFile.text("x") + GGUFFile.little(9, 4) + GGUFFile.little(9, 4)
        + GGUFFile.little(1 << 61, 8), 41, "states 2305843009213693952 arrays"
    ),
  ])
  func statedSizesAreNotBelieved(entry: [UInt8], place: Int, problem: String) {
    let head = Array("GGUF".utf8) + GGUFFile.little(3, 4) + GGUFFile.little(0, 8)
    // As many bytes as the head needs to hold one entry.
    let bytes = head + GGUFFile.little(1, 8) + entry + [UInt8](repeating: 0, count: 16)
    #expect(
      Self.message(bytes)
        == "t.gguf: byte \(place): \(problem), which is more than the file can hold; "
        + "get the file again")
  }

  @Test func wrongTypesAreNamed() {
    func expect(_ text: String, _ build: (inout GGUFFile) -> Void) {
      var file = GGUFFile()
      build(&file)
      #expect(Self.message(file.bytes) == "t.gguf: " + text + "; get the file again")
    }
    expect("byte 33: has a value of the unknown type 13") { $0.add("x", type: 13, []) }
    expect("byte 64: has a truth value that is neither 0 nor 1") {
      $0.add("tokenizer.ggml.add_bos_token", type: 7, [2])
    }
    expect("byte 52: tokenizer.ggml.model is not a text") { $0.add("tokenizer.ggml.model", true) }
    expect("byte 69: has the key tokenizer.ggml.model twice") {
      $0.add("tokenizer.ggml.model", "llama")
      $0.add("tokenizer.ggml.model", "llama")
    }
    expect("byte 98: tokenizer.ggml.tokens is not a list of texts") {
      $0.add("tokenizer.ggml.model", "llama")
      $0.add("tokenizer.ggml.tokens", [1] as [Int32])
    }
    expect("byte 161: has 1 values of tokenizer.ggml.scores for 2 tokens") {
      $0.add("tokenizer.ggml.model", "llama")
      $0.add("tokenizer.ggml.tokens", ["a", "b"])
      $0.add("tokenizer.ggml.scores", [1] as [Float])
    }
    expect("byte 156: tokenizer.ggml.token_type is not a list of 32-bit integers") {
      $0.add("tokenizer.ggml.model", "llama")
      $0.add("tokenizer.ggml.tokens", ["a"])
      $0.add("tokenizer.ggml.token_type", [1] as [Float])
    }
  }

  @Test func deepArraysAreRefused() {
    var file = GGUFFile()
    let level = GGUFFile.little(9, 4) + GGUFFile.little(1, 8)
    file.add("x", type: 9, (0..<100).flatMap { _ in level })
    #expect(
      Self.message(file.bytes)
        == "t.gguf: byte 233: has arrays nested deeper than 16 levels; get the file again")
  }

  @Test func everyTruncationIsAFailure() throws {
    var file = GGUFLlamaTests.file([("<x>", 0, 4)], prefix: true)
    file.add(
      "other.array", type: 9,
      GGUFFile.little(8, 4) + GGUFFile.little(2, 8) + GGUFFile.text("a") + GGUFFile.text("b"))
    let bytes = file.bytes
    #expect(Self.message(bytes) == "no failure")
    for count in 0..<bytes.count {
      #expect(Self.message(Array(bytes[..<count])) != "no failure", "\(count) bytes")
    }
  }
}
