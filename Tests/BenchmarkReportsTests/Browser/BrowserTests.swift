import BrowserDriver
import Testing

/// Reports and sweeps, opened and used in Chromium.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct BrowserTests {
  @Test(arguments: SamplePage.differing)
  func everyPageIsSound(_ sample: SamplePage) async throws {
    let faults = try await PageExamination.faults(of: sample.bytes())
    #expect(faults == [], "\(faults.joined(separator: "\n"))")
  }

  @Test(arguments: SamplePage.used)
  func everyHeadSorts(_ sample: SamplePage) async throws {
    let bytes = try sample.bytes()
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      try await page.unfold()
      let faults = try await page.sortingFaults()
      #expect(faults == [], "\(faults.joined(separator: "\n"))")
      #expect(try await page.events().map(\.description) == [])
    }
  }

  @Test(arguments: SamplePage.used, [true, false])
  func everyAnchorIsReached(_ sample: SamplePage, scripts: Bool) async throws {
    let bytes = try sample.bytes()
    try await Browser.withPage { page in
      try await page.setScripts(scripts)
      try await page.open(html: bytes)
      let faults = try await page.anchorFaults()
      #expect(faults == [], "\(faults.joined(separator: "\n"))")
      #expect(try await page.events().map(\.description) == [])
    }
  }

  @Test(arguments: SamplePage.rich)
  func theKeyboardReachesEverything(_ sample: SamplePage) async throws {
    let bytes = try sample.bytes()
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      try await page.unfold()
      let faults = try await page.tabbingFaults()
      #expect(faults == [], "\(faults.joined(separator: "\n"))")
    }
  }

  @Test(arguments: SamplePage.used.filter { !$0.description.hasPrefix("sweep") }, [1280, 390])
  func everyFilterNarrowsDown(_ sample: SamplePage, width: Int) async throws {
    let bytes = try sample.bytes()
    try await Browser.withPage { page in
      try await page.resize(width: width)
      try await page.open(html: bytes)
      try await page.unfold()
      let faults = try await page.filterFaults()
      #expect(faults == [], "\(faults.joined(separator: "\n"))")
      #expect(try await page.events().map(\.description) == [])
    }
  }

  /// Arrows move between the tokens of a lane, of which Tab reaches one.
  @Test func arrowsMoveBetweenTokens() async throws {
    let bytes = try SamplePage.report(SampleResult.make())
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      try await page.run("document.querySelector('.tokens [tabindex=\"0\"]').focus()")
      let place = """
        (function () {
          var lane = document.activeElement.closest(".tokens");
          return lane ? Array.from(lane.querySelectorAll("[tabindex]")).indexOf(document.activeElement) : -1;
        })()
        """
      let start = try await page.evaluate(place, as: Int.self)
      #expect(start >= 0)
      try await page.press(.right)
      #expect(try await page.evaluate(place) == start + 1)
      try await page.press(.left)
      #expect(try await page.evaluate(place) == start)
    }
  }

  @Test func enterOnAHeadSorts() async throws {
    let bytes = try SamplePage.report(SampleResult.make())
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      try await page.unfold()
      try await page.run("document.querySelector('th button').focus()")
      try await page.press(.enter)
      let order = try await page.evaluate(
        "document.activeElement.closest('th').getAttribute('aria-sort')", as: String.self)
      #expect(order == "ascending" || order == "descending")
    }
  }

  @Test func everythingIsOpenOnPaper() async throws {
    let bytes = try SamplePage.report(SampleResult.make())
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      let pdf = try await page.pdf()
      #expect(pdf.starts(with: Array("%PDF-".utf8)))
      try await page.show(print: true)
      try await page.run("dispatchEvent(new Event('beforeprint'))")
      let folded = try await page.evaluate(
        "document.querySelectorAll('details.section:not([open])').length", as: Int.self)
      #expect(folded == 0)
    }
  }
}
