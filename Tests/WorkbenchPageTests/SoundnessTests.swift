import BrowserDriver
import Groundwork
import Testing

/// What holds for every view: structure, names, contrast, width, the keyboard, a quiet console.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct SoundnessTests {
  static let views = ["tokens", "explain", "vocabulary", "edit"]

  /// What a view shows once it is there.
  static let shown = [
    "tokens": "document.querySelectorAll('#measures tbody tr').length === 4",
    "explain": "document.querySelectorAll('#explanation figure').length > 0",
    "vocabulary": "document.querySelectorAll('#vocabulary tbody tr').length > 0",
    "edit": "document.getElementById('edit-summary').textContent !== ''",
  ]

  @Test(arguments: views) func everyViewIsSound(_ view: String) async throws {
    try await PageServer.withPage("v=\(view)&text=the+cat+%C5%BEem%C4%97") { page, server in
      try await page.wait(try #require(Self.shown[view]))
      var faults: [String] = []
      faults += try await page.structureFaults().filter { !$0.hasPrefix("not wanted here: <link") }
      faults += try await page.nameFaults()
      for width in [1280, 390] {
        try await page.resize(width: width)
        faults += try await page.overflowFaults().map { "\(width): \($0)" }
        for scheme in BrowserPage.Scheme.allCases {
          try await page.show(scheme)
          faults += try await page.contrastFaults().map { "\(width) \(scheme): \($0)" }
        }
      }
      faults += try await page.faults(of: server)
      #expect(faults == [], "\(faults.joined(separator: "\n"))")
    }
  }

  @Test(arguments: views) func theKeyboardReachesEverything(_ view: String) async throws {
    try await PageServer.withPage("v=\(view)&text=the+cat") { page, _ in
      try await page.wait(try #require(Self.shown[view]))
      let faults = try await page.tabbingFaults()
      #expect(faults == [], "\(faults.joined(separator: "\n"))")
    }
  }

  static let attacks = [
    "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;", "a\u{202E}b\u{2066}c\u{200F}d",
    "Z\u{337}\u{322}\u{335}a\u{338}\u{31B}\u{336}l\u{335}g\u{336}o\u{337}", "a\u{0}b\u{1}c\u{7F}d",
    "'\"><svg/onload=alert(3)>${alert(4)}", String(repeating: "a", count: 200_000),
  ]

  /// Texts that would act if they were markup are shown, in every view.
  @Test(arguments: attacks) func attacksAreShownAsText(_ text: String) async throws {
    try await PageServer.withPage { page, server in
      try await page.run(
        "document.getElementById('text').value = \(JSONValue.string(text).serialized());")
      try await page.run(
        "document.getElementById('text').dispatchEvent(new InputEvent('input', { bubbles: true }));"
      )
      try await page.waitForLanes()
      // What the first lane shows is the text, signs apart.
      if text.utf8.count < 1000, !text.contains("\u{0}"), !text.contains("\u{202E}") {
        let shown = try await page.evaluate(
          "document.querySelector('.lane .tokens').textContent", as: String.self)
        #expect(Array(shown.unicodeScalars) == Array(text.unicodeScalars))
      }
      for view in ["explain", "edit"] {
        try await page.click("#tab-\(view)")
        try await page.wait(try #require(Self.shown[view]))
      }
      let strange = try await page.evaluate(
        "document.querySelectorAll('img, svg, body script, iframe, [onerror], [onload]').length",
        as: Int.self)
      #expect(strange == 0)
      #expect(try await page.faults(of: server) == [])
    }
  }

  @Test func backAndForwardGoBetweenViews() async throws {
    try await PageServer.withPage("text=the+cat") { page, _ in
      try await page.waitForLanes()
      try await page.click("#tab-explain")
      try await page.wait(try #require(Self.shown["explain"]))
      try await page.click("#tab-vocabulary")
      try await page.wait(try #require(Self.shown["vocabulary"]))
      try await page.run("history.back()")
      try await page.wait("document.body.dataset.view === 'explain'")
      try await page.run("history.back()")
      try await page.wait("document.body.dataset.view === 'tokens'")
      try await page.run("history.forward()")
      try await page.wait("document.body.dataset.view === 'explain'")
      #expect(
        try await page.evaluate("document.getElementById('text').value", as: String.self)
          == "the cat")
    }
  }
}
