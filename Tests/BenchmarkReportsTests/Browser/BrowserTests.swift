import BrowserDriver
import Testing

/// Reports and sweeps, opened and used in Chromium.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct BrowserTests {
  @Test(arguments: SamplePage.all)
  func everyPageIsSound(_ sample: SamplePage) async throws {
    let faults = try await PageExamination.faults(of: sample.bytes())
    #expect(faults == [], "\(faults.joined(separator: "\n"))")
  }

  @Test(arguments: SamplePage.reports)
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

  @Test(arguments: SamplePage.all, [true, false])
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
}
