import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct RankFileTests {
  private func parse(_ text: String) throws(Failure) -> RankedTokens {
    try RankFile.parse(Array(text.utf8), file: "f.tiktoken")
  }

  @Test func linesAreTokensAndRanks() throws {
    let tokens = try parse("YQ== 0\nYmM= 2\r\n\nZGVm 7")
    #expect(tokens.ranks == [0, 2, 7])
    #expect((0..<3).map { Array(tokens[$0]) } == ["a", "bc", "def"].map { Array($0.utf8) })
  }

  @Test func tokensAreSortedByRank() throws {
    let tokens = try parse("ZGVm 7\n\nYQ== 0\nYmM= 2\n")
    #expect(tokens.ranks == [0, 2, 7])
    #expect((0..<3).map { Array(tokens[$0]) } == ["a", "bc", "def"].map { Array($0.utf8) })
  }

  @Test(arguments: [
    (
      "YQ== 0\nYmM=2\n",
      "f.tiktoken:2: no space between token and rank; a line is base64, a space and a rank"
    ),
    ("YQ= 0\n", "f.tiktoken:1: the token is not base64; get the file again"),
    (" 0\n", "f.tiktoken:1: the token is not base64; get the file again"),
    ("\nYQ== x1\n", "f.tiktoken:2: the rank is not a number below 4294967295; get the file again"),
    ("YQ== \n", "f.tiktoken:1: the rank is not a number below 4294967295; get the file again"),
    (
      "YQ== 4294967295\n",
      "f.tiktoken:1: the rank is not a number below 4294967295; get the file again"
    ),
    ("YQ== -1\n", "f.tiktoken:1: the rank is not a number below 4294967295; get the file again"),
    ("YQ== 1 2\n", "f.tiktoken:1: the rank is not a number below 4294967295; get the file again"),
    (
      "YQ== 1\n\nYmM= 0\nZGVm 1\n",
      "f.tiktoken:4: the rank 1 is that of line 1 too; give each token a rank of its own"
    ),
    ("", "f.tiktoken: has no tokens; a rank file has lines of base64, a space and a rank"),
    ("\n\n", "f.tiktoken: has no tokens; a rank file has lines of base64, a space and a rank"),
  ])
  func errorsNameTheLine(text: String, message: String) {
    #expect { try parse(text) } throws: { "\($0)" == message }
  }

  /// Files that another project's tests hold.
  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: [
      ("no_space", ":1: no space between token and rank; a line is base64, a space and a rank"),
      ("invalid_base64", ":1: the token is not base64; get the file again"),
      ("invalid_rank", ":1: the rank is not a number below 4294967295; get the file again"),
    ])
  func malformedFilesAreRefused(name: String, message: String) {
    let path = SharedData.path("conformance/malformed/test_tiktoken_\(name).model")
    #expect { try RankFile.read(contentsOf: path) } throws: { "\($0)" == path + message }
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: ["hastings", "p50k_base"])
  func writingGivesTheFileBack(name: String) throws {
    let bytes = try readFile(SharedData.path("vocab/tiktoken/\(name).tiktoken"))
    let written = TiktokenWriter.rankFile(try RankFile.parse(bytes, file: name))
    // Some published files lack the last newline.
    #expect(written == (bytes.last == 0x0A ? bytes : bytes + [0x0A]))
  }
}
