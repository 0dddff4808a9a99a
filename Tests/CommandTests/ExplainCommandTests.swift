import Groundwork
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  @Test func mergesStepByStep() throws {
    let result = try derlius("explain", "-t", toy, "hello w")
    #expect(result.status == 0)
    #expect(
      result.output == """
        text        hello▁w
        ids         258 111 259

        hello
                             h e l l o
          rank 256  h + e    he l l o
          rank 257  l + l    he ll o
          rank 258  he + ll  hell o
          = hell 258  o 111

        ▁w  whole
          = ▁w 259

        """)
    // Never colour where the output is no terminal, and no control characters ever.
    let escape = try derlius("explain", "-t", toy, "\u{1B}[1m")
    #expect(!escape.output.contains("\u{1B}"))
    #expect(escape.output.contains("<0x1B>"))
  }

  @Test func theLatticeWithItsRunnerUp() throws {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/unigram.model")
    let result = try derlius("explain", "-t", path, input: "the\n")
    #expect(
      result.output == """
        text        the
        normalized  ▁the
        ids         15 10

        ▁the
          2  -2.00983  ▁
          *  -4.64007  ▁t
          2  -4.24023   t
             -7.06386    h
          *  -4.38336    he
             -4.25222     e
          * best    -9.02343
          2 second  -10.6334  ▁ t he
          = ▁t 15  he 10

        """)
  }

  @Test func theJSONCanBeReplayed() throws {
    let result = try derlius("explain", "-t", toy, "--json", "hello hell")
    let value = try JSONValue(parsing: Array(result.output.utf8), file: "explain")
    let ids = try derlius("encode", "-t", toy, input: "hello hell\n").output
    let listed = try #require(value["ids"]?.array).compactMap(\.integer).map(String.init)
    #expect(listed.joined(separator: " ") + "\n" == ids)
    var replayed: [String] = []
    for part in try #require(value["parts"]?.array) {
      var ends = part["symbolEnds"]?.array?.compactMap(\.integer) ?? []
      for merge in part["merges"]?.array ?? [] { ends.removeAll { $0 == merge["middle"]?.integer } }
      let tokens = try #require(part["tokens"]?.array)
      if part["kind"]?.string == "merges" {
        #expect(tokens.compactMap { $0["end"]?.integer } == ends)
      }
      replayed += tokens.compactMap { $0["id"]?.integer }.map(String.init)
    }
    #expect(replayed == listed)
  }
}
