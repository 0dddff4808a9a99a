import Testing

@testable import Groundwork

@Suite("Failure")
struct FailureTests {
  @Test("What a file brings into a message neither breaks the line nor commands the terminal")
  func staysOnOneLine() {
    let failure = Failure(
      "the piece \u{1B}[31mred\r\n\u{7F}\u{85}\u{2028} is wrong", at: .line(3, of: "a\nb"),
      remedy: "remove\tit")
    #expect(
      "\(failure)"
        == #"a\nb:3: the piece \u{1B}[31mred\r\n\u{7F}\u{85}\u{2028} is wrong; remove\tit"#
    )
  }

  @Test(
    "Other text stays as it is", arguments: ["žodis 😀 e\u{301}", "\u{200D} \\u{A} “a”", "a; b"])
  func keepsText(_ text: String) {
    #expect("\(Failure(text, remedy: text))" == "\(text); \(text)")
  }
}
