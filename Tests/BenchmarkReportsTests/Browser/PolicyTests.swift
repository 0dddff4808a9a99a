import BrowserDriver
import Foundation
import Testing

@testable import BenchmarkReports

/// The Content-Security-Policy of pages.
@Suite struct PolicyTests {
  @Test func namesEachSheetAndScriptByItsHash() throws {
    // printf '\na\nb\n' | openssl dgst -sha256 -binary | base64, and of '\nc\n'.
    #expect(
      try ContentPolicy.text(styles: [["a", "b"]], scripts: [["c"]])
        == "default-src 'none'; style-src 'sha256-VFrdBa/c7HUah7N3AIuKqvlrWqf3bYrZRL7PWDFBxNI='; script-src 'sha256-0aCoy9sGjVsY9R344IuC6OrLmR6MFg6vty9i2OcU+R0='; "
        + "base-uri 'none'; form-action 'none'")
    #expect(
      try ContentPolicy.text(styles: [], scripts: [])
        == "default-src 'none'; base-uri 'none'; form-action 'none'")
  }

  @Test func everyPageHasOne() throws {
    for sample in SamplePage.all {
      let reading = PageReading(try sample.bytes())
      let policies = reading.named("meta").filter {
        $0.attributes["http-equiv"] == "Content-Security-Policy"
      }
      #expect(policies.count == 1)
      // Before anything that it must hold for.
      #expect(policies.first?.place == 1)
      #expect(policies.first?.attributes["content"]?.contains("unsafe") == false)
      for element in reading.elements { #expect(element.attributes["style"] == nil) }
    }
  }

  /// What came in through an error in escaping would do nothing.
  @Test(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
  func nothingElseRunsIsFetchedOrSent() async throws {
    let page = String(decoding: try SamplePage.report(SampleResult.make()), as: UTF8.self)
    let intruders = """
      <script>window.pwned = 1</script><img src="x" alt="" onerror="window.pwned = 2"/>
      <svg onload="window.pwned = 3"></svg><style>h1 { display: none }</style>
      <p id="styled" style="display: none">x</p><base href="https://example.org/"/>
      <iframe srcdoc="x"></iframe><form action="x"><button id="send">x</button></form></main>
      """
    let broken = page.replacingOccurrences(of: "</main>", with: intruders)
    try await Browser.withPage { tab in
      try await tab.open(html: Array(broken.utf8))
      #expect(try await tab.evaluate("window.pwned === undefined"))
      #expect(
        try await tab.evaluate(
          "['h1', '#styled'].every(function (it) { return document.querySelector(it).checkVisibility(); })"
        ))
      #expect(try await tab.evaluate("document.baseURI === location.href"))
      try await tab.click("#send")
      #expect(try await tab.evaluate("location.search === ''"))
      let events = try await tab.events()
      #expect(events.contains { $0.kind == .log && $0.text.contains("Content Security Policy") })
      // Ours works.
      let pressed = try await tab.evaluate(
        "(function () { var one = document.querySelector('th button'); one.click(); return one.closest('th').ariaSort; })()",
        as: String.self)
      #expect(pressed == "ascending" || pressed == "descending")
      // The policy is what held it: without it, it would have acted.
      try await tab.setPolicy(false)
      try await tab.open(html: Array(broken.utf8))
      #expect(try await tab.evaluate("window.pwned > 0"))
    }
  }
}
