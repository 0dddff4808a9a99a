import BrowserDriver
import TestSupport
import Testing

/// Pages of `explain --html`, opened and used in Chromium.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct ExplanationBrowserTests {
  @Test(arguments: ExplanationPageTests.texts)
  func everyPageIsSound(_ text: String) async throws {
    let page = Array(try ExplanationPageTests.page(text).utf8)
    let faults = try await PageExamination.faults(of: page)
    #expect(faults == [], "\(faults.joined(separator: "\n"))")
  }

  @Test func everyAnchorIsReachedAndTheKeyboardReachesEverything() async throws {
    let bytes = Array(try ExplanationPageTests.page("the cats and žemė").utf8)
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      #expect(try await page.anchorFaults() == [])
      // A page of its own: Tab goes on from the anchor that was followed last.
      try await page.open(html: bytes)
      #expect(try await page.tabbingFaults() == [])
      #expect(try await page.events().map(\.description) == [])
    }
  }

  @Test(.enabled(if: HTMLValidator.isInstalled, "skipped: python3 has no html5lib"))
  func isValidHTML() throws {
    let pages = try ExplanationPageTests.texts.enumerated().map { index, text in
      ("text \(index)", Array(try ExplanationPageTests.page(text).utf8))
    }
    #expect(try HTMLValidator.faults(of: pages) == "")
  }
}
