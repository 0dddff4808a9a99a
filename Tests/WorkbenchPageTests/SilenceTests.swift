import BrowserDriver
import Groundwork
import Testing
import Workbench

/// The server falls silent in between.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct SilenceTests {
  private static let said =
    "/does not answer/.test(document.getElementById('connection').textContent)"

  @Test func thePageSaysThatTheServerIsSilentAndRecovers() async throws {
    try await PageServer.withPage("text=the+cat") { page, _ in
      try await page.waitForLanes()
      try await Self.setOffline(true, page)
      try await page.write("the mat")
      try await page.wait(Self.said)
      // What was there before stays.
      #expect(
        try await page.evaluate("document.querySelectorAll('.lane').length", as: Int.self) == 4)
      try await Self.setOffline(false, page)
      try await page.wait("document.getElementById('connection').textContent === ''")
      try await page.wait("/mat/.test(document.querySelector('.lane .tokens').textContent)")
    }
  }

  @Test func thePageSaysThatTheServerHasEnded() async throws {
    let server = try PageServer.start()
    try await Browser.withPage { page in
      try await page.open(server.address + "#text=the+cat")
      try await page.waitForLanes()
      server.stop()
      try await page.write("the mat")
      try await page.wait(Self.said)
    }
  }

  /// An answer to a question from before the silence does not end it: what failed in between is asked again.
  @Test func aLateAnswerDoesNotHideWhatFailed() async throws {
    let server = try PageServer.start()
    defer { server.stop() }
    try await Browser.withPage { page in
      try await page.open(server.address)
      let log = try await page.evaluate(
        """
        (async function () {
          const m = await import(\(JSONValue.string(server.address + "connection.js").serialized()));
          const log = [];
          const connection = new m.Connection((text) => log.push(text === "" ? "well" : "silent"), () => log.push("back"));
          connection.lost();
          connection.heard();
          await new Promise((done) => setTimeout(done, 1500));
          return log;
        })()
        """, as: [String].self)
      #expect(log == ["silent", "well", "back"])
    }
  }

  private static func setOffline(_ isOffline: Bool, _ page: BrowserPage) async throws {
    try await page.send(
      "Network.emulateNetworkConditions",
      [
        "offline": .bool(isOffline), "latency": .integer(0), "downloadThroughput": .integer(-1),
        "uploadThroughput": .integer(-1),
      ])
  }
}
