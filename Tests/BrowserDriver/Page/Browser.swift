import Groundwork

/// The one Chromium of a test run; it starts when the first test wants a page.
public final class Browser: Sendable {
  private static let shared = Task { try await Browser() }

  private let tools: DevTools
  private let turns = Turns()
  /// What the browser says of itself, for messages.
  public let version: String

  private init() async throws {
    guard let program = Chromium.path else { throw BrowserFailure("chromium is not installed") }
    tools = DevTools(try BrowserProcess(program))
    version = try await tools.send("Browser.getVersion", limit: 60)["product"]?.string ?? "?"
  }

  /// Gives `body` a new page in a profile of its own, which is closed afterwards.
  ///
  /// One page at a time: only the page in front has the focus.
  public static func withPage<Value: Sendable>(
    _ body: (BrowserPage) async throws -> Value
  ) async throws -> Value {
    let browser = try await shared.value
    await browser.turns.take()
    do {
      let value = try await browser.open(body)
      await browser.turns.give()
      return value
    } catch {
      await browser.turns.give()
      throw error
    }
  }

  private func open<Value: Sendable>(
    _ body: (BrowserPage) async throws -> Value
  ) async throws -> Value {
    let context = try await tools.send("Target.createBrowserContext")["browserContextId"] ?? .null
    let target = try await tools.send(
      "Target.createTarget",
      ["url": .string("about:blank"), "browserContextId": context, "newWindow": .bool(true)])
    let attached = try await tools.send(
      "Target.attachToTarget",
      ["targetId": target["targetId"] ?? .null, "flatten": .bool(true)])
    guard let session = attached["sessionId"]?.string else {
      throw BrowserFailure("a page without a session")
    }
    let page = BrowserPage(tools, session: session)
    do {
      try await page.start()
      let value = try await body(page)
      tools.listen(to: session, nil)
      try await tools.send("Target.disposeBrowserContext", ["browserContextId": context])
      return value
    } catch {
      tools.listen(to: session, nil)
      _ = try? await tools.send("Target.disposeBrowserContext", ["browserContextId": context])
      throw error
    }
  }
}

/// Lets one through at a time, in the order of asking.
private actor Turns {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take() async {
    if !isTaken {
      isTaken = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func give() {
    if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
  }
}
