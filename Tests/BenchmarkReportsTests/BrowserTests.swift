import BrowserDriver
import Testing

@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct BrowserTests {
  @Test func opensAPage() async throws {
    try await Browser.withPage { page in
      try await page.open("data:text/html,<title>x</title><script>console.log('hi')</script>")
      let title = try await page.evaluate("document.title", as: String.self)
      #expect(title == "x")
      print(try await page.events())
    }
  }
}
