import BenchmarkReports
import BrowserDriver
import Groundwork
import Testing
import TokenizerMetrics

/// Reports whose every text was written to break out of the page.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct HostileTextTests {
  static let attacks = [
    "</script><img src=x onerror=window.pwned=1>",
    "</style></title><script>window.pwned=1</script>",
    "\"><svg/onload=window.pwned=1>' onfocus='window.pwned=1' autofocus tabindex=0 x='",
    "javascript:window.pwned=1", "<!--<script>", "]]><script>window.pwned=1</script>",
    "{{constructor.constructor('window.pwned=1')()}}${window.pwned=1}\\u003cscript>",
    "\u{202E}\u{2066}txt.exe\u{202D}\u{0}\u{1}\u{1B}[31m\u{7F}\u{85}\u{FFFE}\u{2028}\r\n&lt;&#60;",
    "../../etc/passwd\u{0}.html?a=<b>&c='d'#<e>",
  ]

  /// The sample with each of its texts replaced.
  static func result(_ attack: String) -> BenchmarkResult {
    var result = SampleResult.make()
    func name(_ old: String) -> String { old + attack }
    result.title = attack
    result.notice = attack
    result.warnings = [attack]
    result.missing = [MissingInput(name: attack, why: attack)]
    result.baseline = name(result.baseline)
    result.languageNames = result.languageNames.map { NamedText($0.name, $0.value + attack) }
    for index in result.tokenizers.indices {
      result.tokenizers[index].name += attack
      result.tokenizers[index].file = attack
      result.tokenizers[index].details = [NamedText(attack, attack)]
    }
    for index in result.rows.indices {
      result.rows[index].tokenizer += attack
      result.rows[index].corpus += attack
      if result.rows[index].value == nil { result.rows[index].why = attack }
      result.rows[index].policy.further.append(NamedText("key", attack))
    }
    for index in result.corpora.indices {
      result.corpora[index].name += attack
      for language in result.corpora[index].languages.indices {
        result.corpora[index].languages[language].file = attack
      }
    }
    for index in result.comparisons.indices {
      result.comparisons[index].tokenizer += attack
      result.comparisons[index].baseline += attack
      result.comparisons[index].corpus += attack
    }
    for index in result.overlaps.indices {
      result.overlaps[index].tokenizer += attack
      result.overlaps[index].corpus += attack
      result.overlaps[index].training = attack
    }
    for index in result.morphologies.indices { result.morphologies[index].file = attack }
    result.showcase = [sentence(attack, result.tokenizers.prefix(3).map(\.name))]
    return result
  }

  /// A sentence that is the attack: whole in one token, and each byte of it in one.
  static func sentence(_ attack: String, _ names: [String]) -> ShowcaseSentence {
    let bytes = Array(attack.utf8)
    return ShowcaseSentence(
      corpus: "flores" + attack, language: "lit_Latn", line: 1, text: attack, words: 1,
      cuts: [
        SampleSentences.cut(names[0], [(300, bytes.count)], text: attack),
        SampleSentences.cut(names[1], bytes.map { (UInt32($0), 1) }, text: attack),
      ])
  }

  @Test(arguments: attacks) func nothingRuns(_ attack: String) async throws {
    let page = try SamplePage.report(Self.result(attack))
    try await Self.check(page)
  }

  /// Opens it with the policy and without it: escaping alone must hold.
  static func check(_ page: [UInt8]) async throws {
    try await Browser.withPage { tab in
      for policy in [true, false] {
        try await tab.setPolicy(policy)
        try await tab.open(html: page)
        try await tab.unfold()
        #expect(try await tab.events().map(\.description) == [])
        #expect(try await tab.evaluate("window.pwned === undefined"))
        #expect(
          try await tab.evaluate(
            """
            document.querySelectorAll("img, iframe, base, link, object, embed, [onload], [onerror], [onfocus]").length === 0
            """))
        // The page stands, and its head is that of every page.
        #expect(
          try await tab.evaluate("document.querySelectorAll('main > header > h1').length === 1"))
        #expect(
          try await tab.evaluate("document.querySelectorAll('#verify, #inputs').length === 2"))
        #expect(
          try await tab.evaluate(
            "JSON.parse(document.getElementById('result').textContent).rows.length > 100"))
      }
      #expect(try await tab.structureFaults() == [])
    }
  }

  @Test func aTokenOfAMegabyteIsShown() async throws {
    var result = SampleResult.make()
    let text = String(repeating: "</script>", count: 1 << 17)
    result.showcase = [
      ShowcaseSentence(
        corpus: "flores", language: "lit_Latn", line: 1, text: text, words: 1,
        cuts: [SampleSentences.cut("cl100k_base", [(300, text.utf8.count)], text: text)])
    ]
    let page = try SamplePage.report(result)
    try await Self.check(page)
  }
}
