import BrowserDriver
import Testing

/// The checks of pages see what they are for.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct CheckTests {
  @Test func whatAPageDoesIsSeen() async throws {
    let page = BadPages.page(
      """
      <img src="missing.png" alt=""><script>
      console.log("said", 1); alert("stop"); setTimeout(function () { throw new Error("thrown"); }, 0);
      </script>
      """)
    try await Browser.withPage { tab in
      try await tab.open(html: page)
      let events = try await tab.events()
      #expect(events.contains { $0.kind == .console && $0.text == "said 1" })
      #expect(events.contains { $0.kind == .dialog && $0.text == "stop" })
      #expect(events.contains { $0.kind == .exception && $0.text.hasPrefix("Error: thrown") })
      #expect(events.contains { $0.kind == .request && $0.text.hasSuffix("/missing.png") })
      #expect(events.contains { $0.kind == .failed })
      try await tab.setScripts(false)
      try await tab.open(html: page)
      let quiet = try await tab.events()
      #expect(!quiet.contains { [.console, .dialog, .exception].contains($0.kind) })
    }
  }

  @Test func faultsAreSeen() async throws {
    try await Browser.withPage { tab in
      try await tab.open(html: BadPages.page(""))
      #expect(try await tab.contrastFaults() == [])
      #expect(try await tab.nameFaults() == [])
      #expect(try await tab.structureFaults() == [])
      #expect(try await tab.overflowFaults() == [])
      for (body, fault) in BadPages.contrast {
        try await tab.open(html: BadPages.page(body))
        #expect(try await tab.contrastFaults() == [fault])
      }
      for (body, fault) in BadPages.names {
        try await tab.open(html: BadPages.page(body))
        #expect(try await tab.nameFaults().joined(separator: "\n") == fault)
      }
      for (body, fault) in BadPages.structure {
        try await tab.open(html: BadPages.page(body))
        #expect(try await tab.structureFaults().contains(fault))
      }
      try await tab.resize(width: 390)
      try await tab.open(html: BadPages.page("<p style=\"width:500px\">wide</p>"))
      #expect(
        try await tab.overflowFaults().first == "the body is 508 px wide in a window of 390")
    }
  }

  @Test func wrongUseIsSeen() async throws {
    try await Browser.withPage { tab in
      try await tab.open(html: BadPages.page("<div style=\"height:5000px\"></div>"))
      #expect(try await tab.anchorFaults() == [])
      try await tab.open(html: BadPages.page("<p><a href=\"#y\">y</a></p>"))
      #expect(try await tab.anchorFaults() == ["#y leads nowhere"])
      try await tab.open(
        html: BadPages.page("<p hidden id=\"z\">z</p><p><a href=\"#z\">z</a></p>"))
      #expect(try await tab.anchorFaults() == ["#z stays folded"])

      try await tab.open(html: BadPages.sorting(""))
      #expect(try await tab.sortingFaults().contains("table 1, 'n': aria-sort is null"))
      let text =
        "h.setAttribute('aria-sort', h.ariaSort === 'ascending' ? 'descending' : 'ascending');"
      try await tab.open(html: BadPages.sorting(text))
      #expect(try await tab.sortingFaults() == ["table 1, 'n': not descending: 2, 10"])
      try await tab.open(html: BadPages.sorting(text + "b.prepend(b.lastElementChild);"))
      #expect(
        try await tab.sortingFaults() == [
          "table 1, 'n': not ascending: 10, 2", "table 1, 'n': not descending: 2, 10",
        ])

      try await tab.open(html: BadPages.page(BadPages.filter))
      #expect(try await tab.filterCount() == 1)
      #expect(
        try await tab.filterFaults() == [
          "control 1 of t: rows are left that have no 'two'",
          "control 1 of t: rows are left for nothing", "control 1 of t: it does nothing",
        ])

      let buttons = (1...3).map { "<button type=\"button\">\($0)</button>" }.joined()
      try await tab.open(html: BadPages.page(buttons))
      #expect(try await tab.tabbingFaults() == [])
      try await tab.open(
        html: BadPages.page(buttons, head: "<style>* { outline: 0 !important }</style>"))
      #expect(
        try await tab.tabbingFaults().contains(
          "the focus is not seen: <button type=\"button\">1</button>"))
      let trap =
        "<script>onkeydown = function (event) { if (document.activeElement.textContent === '2') event.preventDefault(); };</script>"
      try await tab.open(html: BadPages.page(buttons + trap))
      #expect(try await tab.tabbingFaults() == ["Tab reached 3 of 4"])
    }
  }

  @Test func troubleIsAnError() async throws {
    try await Browser.withPage { tab in
      await #expect(throws: BrowserFailure.self) { try await tab.open("file:///there/is/none") }
      try await tab.open(html: BadPages.page(""))
      await #expect(throws: BrowserFailure.self) { try await tab.run("throw new Error('x')") }
      await #expect(throws: BrowserFailure.self) { try await tab.click("#nothing") }
      await #expect(throws: BrowserFailure.self) {
        try await tab.run("await new Promise(function () {});", limit: 0.2)
      }
      // A page that answers again.
      #expect(try await tab.evaluate("document.title", as: String.self) == "t")
    }
  }
}
