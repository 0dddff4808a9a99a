/// Everything that holds for every page, in all the ways in which it is read.
public enum PageExamination {
  /// Opens a page with and without scripts, on a desk, a phone and paper, in light and in dark; what is wrong, with
  /// how it was read; none is the empty list.
  public static func faults(of page: [UInt8]) async throws -> [String] {
    try await Browser.withPage { tab in
      var faults: [String] = []
      func note(_ how: String, _ found: [String]) { faults += found.map { "\(how): \($0)" } }

      try await tab.resize(width: 1280)
      try await tab.open(html: page)
      note("first", try await tab.structureFaults())
      note("first", try await tab.nameFaults())
      note("1280", try await tab.overflowFaults())
      try await tab.unfold()
      note("unfolded", try await tab.nameFaults())
      for scheme in BrowserPage.Scheme.allCases {
        try await tab.show(scheme)
        note(scheme.rawValue, try await tab.contrastFaults())
      }
      note("1280 unfolded", try await tab.overflowFaults())
      try await tab.resize(width: 390)
      note("390", try await tab.overflowFaults())
      for scheme in BrowserPage.Scheme.allCases {
        try await tab.show(scheme)
        note("390 \(scheme.rawValue)", try await tab.contrastFaults())
      }
      try await tab.resize(width: 720)
      try await tab.show(print: true)
      note("print", try await tab.contrastFaults())
      note("events", try await tab.events().map(\.description))

      try await tab.show()
      try await tab.setScripts(false)
      try await tab.resize(width: 390)
      try await tab.open(html: page)
      note("390 without scripts", try await tab.overflowFaults())
      note("without scripts", try await tab.nameFaults())
      let folded = try await tab.evaluate(
        "document.querySelectorAll('details.section:not([open])').length", as: Int.self)
      if folded > 0 { note("without scripts", ["\(folded) sections are folded"]) }
      note("events without scripts", try await tab.events().map(\.description))
      return faults
    }
  }
}
