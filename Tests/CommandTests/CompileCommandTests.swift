import Groundwork
import TestSupport
import Testing

/// `derlius compile`, and compiled files as tokenizers.
@Suite struct CompileCommandTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func compile(_ source: String, _ name: String = "x.derlius") throws -> String {
    let output = derlius.path(name)
    let result = try derlius("compile", source, "--output", output)
    #expect(result.messages == "")
    #expect(result.status == 0)
    return output
  }

  @Test func aCompiledFileIsATokenizerLikeItsSource() throws {
    let ranks = try derlius.writeRanks()
    let result = try derlius("compile", ranks, "--output", derlius.path("x.derlius"))
    #expect(
      result.output == "toy: 301 ids, \(fileSize(derlius.path("x.derlius")) ?? 0) bytes\n")
    let compiled = derlius.path("x.derlius")
    let text = try derlius.write("hello world\nhell <|end|>\n\nąžuolas\n", to: "text")
    let calls = [
      ["encode", "-t", "T=?", text], ["encode", "-t", "T=?", "--format", "json", text],
      ["encode", "-t", "T=?", "--specials", "parse", text],
      ["encode", "-t", "T=?", "--specials", "error", text],
      ["count", "-t", "T=?", text], ["inspect", "?", "--vocab"],
      ["explain", "-t", "T=?", "hello world"], ["compare", "-t", "T=?", "-t", "U=?", text],
    ]
    for call in calls {
      func run(_ path: String) throws -> RunCommand.Result {
        try derlius.run(
          call.map {
            String(
              $0.split(separator: "?", omittingEmptySubsequences: false).joined(separator: path))
          })
      }
      let one = try run(ranks)
      let other = try run(compiled)
      #expect(one.output == other.output, "\(call)")
      #expect(one.messages == other.messages, "\(call)")
      #expect(one.status == other.status, "\(call)")
    }
    let ids = try derlius("encode", "-t", ranks, text).output
    #expect(
      try derlius("decode", "-t", compiled, input: ids).output
        == "hello world\nhell <|end|>\n\nąžuolas\n")
    #expect(
      try derlius("compare", "-t", ranks, "-t", compiled, text).output
        .hasPrefix("identical on 4 texts"))
  }

  @Test func inspectSaysWhatItIs() throws {
    let ranks = try derlius.writeRanks()
    let compiled = try compile(ranks)
    let facts = try JSONValue(
      parsing: Array(try derlius("inspect", compiled, "--json").output.utf8), file: "inspect")
    let source = try JSONValue(
      parsing: Array(try derlius("inspect", ranks, "--json").output.utf8), file: "inspect")
    #expect(facts["format"]?.string == "compiled (tiktoken)")
    #expect(facts["sha256"]?.string == (try sha256OfFile(compiled)))
    #expect(facts["bytes"]?.integer == fileSize(compiled))
    #expect(facts["source sha256"]?.string == (try sha256OfFile(ranks)))
    #expect(source["format"]?.string == "tiktoken")
    for name in [
      "model", "vocabularySize", "ordinaryTokens", "specialTokens", "pattern", "onScanners",
    ] {
      #expect(facts[name]?.serialized() == source[name]?.serialized(), "\(name)")
    }
  }

  @Test func convertsBackToTheSameRanks() throws {
    let ranks = try derlius.writeRanks()
    let compiled = try compile(ranks)
    for (source, name) in [(ranks, "a"), (compiled, "b")] {
      let result = try derlius(
        "convert", source, "--to", "tiktoken", "--output", derlius.path("\(name)/x.tiktoken"))
      #expect(result.status == 1, "the folder is not there")
      try createDirectory(derlius.path(name))
      #expect(
        try derlius(
          "convert", source, "--to", "tiktoken", "--output", derlius.path("\(name)/x.tiktoken")
        ).status == 0)
    }
    for name in ["x.tiktoken", "x.json"] {
      #expect(try readFile(derlius.path("a/\(name)")) == readFile(derlius.path("b/\(name)")))
    }
    #expect(try readFile(ranks) == readFile(derlius.path("b/x.tiktoken")))
  }

  @Test func compilingAgainGivesTheSameBytes() throws {
    let ranks = try derlius.writeRanks()
    let one = try compile(ranks)
    let two = try compile(ranks, "y.derlius")
    let three = try compile(one, "z.derlius")
    #expect(try readFile(one) == readFile(two))
    #expect(try readFile(one) == readFile(three))
  }

  @Test func damageIsNamed() throws {
    let compiled = try compile(try derlius.writeRanks())
    var bytes = try readFile(compiled)
    bytes[8] = 7
    try AtomicFile.write(bytes, to: compiled)
    let result = try derlius("encode", "-t", compiled, input: "a\n")
    #expect(
      result.messages
        == "derlius: \(compiled): byte 8: the format version is 7, and this derlius reads 2; compile it again\n"
    )
    #expect(result.status == 1)
    try AtomicFile.write(Array(bytes.prefix(200)), to: compiled)
    #expect(
      try derlius("inspect", compiled).messages
        == "derlius: \(compiled): byte 200: the file ends inside its head; compile it again\n")
  }

  @Test func otherKindsAreRefused() throws {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/wordpiece.json")
    let output = derlius.path("x.derlius")
    let result = try derlius("compile", path, "--output", output)
    #expect(
      result.messages
        == "derlius: \(path): has the format huggingface, which has no compiled form; the formats that have one are tiktoken, tekken and pickle\n"
    )
    #expect(result.status == 1)
    #expect(!exists(output))
  }

  @Test func wrongCallsAreRefused() throws {
    let ranks = try derlius.writeRanks()
    let own = try derlius("compile", ranks, "--output", ranks)
    #expect(
      own.messages
        == "derlius: \(ranks) is the tokenizer's own file; choose another name for --output\n")
    #expect(own.status == 64)
    let none = try derlius("compile", ranks, "--output", "-")
    #expect(
      none.messages == "derlius: --output needs the name of a file; see: derlius compile --help\n")
    #expect(none.status == 64)
  }

  /// The first call leaves the compiled form, and damage of it does not show.
  @Test func theCacheWorksByItself() throws {
    let ranks = try derlius.writeRanks()
    let text = try derlius.write("hello world\n", to: "text")
    let first = try derlius("encode", "-t", ranks, text)
    let folder = derlius.path("home/compiled")
    let form = joinPath(folder, try #require(listDirectory(folder).first))
    let bytes = try readFile(form)
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    for wrong in [changed, Array(bytes.prefix(4096)), []] {
      try AtomicFile.write(wrong, to: form)
      let again = try derlius("encode", "-t", ranks, text)
      #expect(again.output == first.output)
      #expect(again.messages == "")
      #expect(try readFile(form) == bytes)
    }
  }

  @Test func manyProcessesMayBeginAtOnce() throws {
    let ranks = try derlius.writeRanks()
    let text = try derlius.write("hello world\n", to: "text")
    let expected = try derlius.run(
      ["encode", "-t", ranks, text], environment: ["DERLIUS_HOME=\(derlius.path("quiet"))"])
    let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
    let script = """
      seq 8 | xargs -n 1 -P 8 sh -c '"$0" encode -t "$1" "$2" >"$3/out$4" 2>&1' "$0" "$@"
      """
    for round in 0..<4 {
      let outcome = try ChildProcess.run(
        [
          "env", "DERLIUS_HOME=\(derlius.path("busy\(round)"))", "sh", "-c", script, program, ranks,
          text,
          derlius.folder.path,
        ],
        output: derlius.path("stdout"), messages: derlius.path("stderr"))
      #expect(outcome.status == 0)
      for index in 1...8 {
        #expect(
          String(decoding: try readFile(derlius.path("out\(index)")), as: UTF8.self)
            == expected.output)
      }
      let names = try listDirectory(derlius.path("busy\(round)/compiled"))
      #expect(names.count == 1)
    }
  }
}
