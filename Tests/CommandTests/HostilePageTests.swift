import BrowserDriver
import Groundwork
import TestSupport
import Testing

/// Pages of a vocabulary, texts and names that were written to break out of them, as the program writes them.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct HostilePageTests {
  private let derlius: RunCommand
  private let vocabulary: String

  private static let attacks = [
    "</script><img src=x onerror=window.pwned=1>",
    "</title></style><script>window.pwned=1</script>",
    "\"'><svg/onload=window.pwned=1>", "\u{202E}\u{2066}\u{2029}", "a\u{0}b", "]]><!--",
  ]
  private static let megabyte = String(repeating: "<b>", count: 350_000)
  private static let long = String(repeating: "<b>", count: 3000)

  /// Each attack is a token, and so are the bytes of a lone surrogate.
  init() throws {
    derlius = try RunCommand()
    let tokens =
      (0...255).map { [UInt8($0)] } + [[0xED, 0xA0, 0x80]]
      + (Self.attacks + [Self.megabyte, Self.long]).map { Array($0.utf8) }
    var ranks: [UInt8] = []
    for (rank, token) in tokens.enumerated() {
      Base64.encode(token, into: &ranks)
      ranks.append(contentsOf: " \(rank)\n".utf8)
    }
    _ = try derlius.write(#"{"pat_str": "[^\\n]+|\\n+"}"#, to: "<svg onload=alert(1)>.json")
    vocabulary = try derlius.write(ranks, to: "<svg onload=alert(1)>.tiktoken")
  }

  private func check(_ path: String, _ text: String) async throws {
    let page = try readFile(path)
    let faults = try await PageExamination.faults(of: page)
    #expect(faults == [], "\(faults.prefix(20).joined(separator: "\n"))")
    try await Browser.withPage { tab in
      // Escaping alone must hold.
      try await tab.setPolicy(false)
      try await tab.open(html: page)
      #expect(try await tab.evaluate("window.pwned === undefined"))
      #expect(
        try await tab.evaluate(
          "document.querySelectorAll('img, [onload], [onerror], main script, main style').length === 0"
        ))
      #expect(try await tab.evaluate("document.querySelectorAll('main h1').length === 1"))
      #expect(
        try await tab.evaluate(
          "document.body.innerText.includes(\(JSONValue.string(text).serialized()))"))
      #expect(try await tab.events().map(\.description) == [])
    }
  }

  @Test func explanations() async throws {
    let page = derlius.path("page.html")
    let result = try derlius.run(
      ["explain", "--html", "--output", page, "-t", "<i>name</i>=\(vocabulary)"],
      input: Self.attacks.joined(separator: "\n"))
    #expect(result.status == 0, "\(result.messages)")
    try await check(page, "<i>name</i>")
  }

  @Test func anExplanationOfAMegabyte() async throws {
    let page = derlius.path("page.html")
    let result = try derlius.run(
      ["explain", "--html", "--output", page, "-t", "a=\(vocabulary)"], input: Self.megabyte)
    #expect(result.status == 0, "\(result.messages)")
    try await check(page, "1 token with a")
  }

  @Test func reports() async throws {
    let lines = Self.attacks.dropLast(2).joined(separator: "\n") + "\n" + Self.long + "\n"
    let file = try derlius.write(lines, to: "<img src=x onerror=window.pwned=1>.txt")
    let result = try derlius.run([
      "bench", "-t", "<i>name</i>=\(vocabulary)", "-t", try derlius.writeRanks(), "--baseline",
      "<i>name</i>", "--corpus", "lt=\(file)", "--output", derlius.path("report"), "--resamples",
      "100",
    ])
    #expect(result.status == 0, "\(result.messages)")
    try await check(derlius.path("report/index.html"), "<i>name</i>")
  }
}
