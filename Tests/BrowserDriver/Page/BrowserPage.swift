import Foundation
import Groundwork
import Synchronization

/// A page of the browser.
public final class BrowserPage: Sendable {
  private struct State {
    var address = ""
    var loaded: Set<String> = []
    var events: [PageEvent] = []
  }

  private let tools: DevTools
  private let session: String
  private let state = Mutex(State())

  /// Where files for it may be put.
  var folder: String { tools.process.folder }

  init(_ tools: DevTools, session: String) {
    (self.tools, self.session) = (tools, session)
  }

  func start() async throws {
    tools.listen(to: session) { [weak self] in self?.receive($0, $1) }
    for domain in ["Page", "Runtime", "Log", "Network", "Audits", "Inspector"] {
      try await send("\(domain).enable")
    }
    try await send("Page.setLifecycleEventsEnabled", ["enabled": .bool(true)])
    try await send("Emulation.setFocusEmulationEnabled", ["enabled": .bool(true)])
  }

  /// Sends a command of the protocol for this page.
  @discardableResult
  public func send(
    _ method: String, _ parameters: KeyValuePairs<String, JSONValue> = [:], limit: Double = 20
  ) async throws -> JSONValue {
    try await send(method, parameters.map { .init($0.key, $0.value) }, limit: limit)
  }

  @discardableResult
  func send(
    _ method: String, _ parameters: [JSONValue.Member], limit: Double = 20
  ) async throws -> JSONValue {
    try await tools.send(method, parameters, session: session, limit: limit)
  }

  /// Opens an address and waits until it is loaded; forgets the events before.
  public func open(_ address: String, limit: Double = 20) async throws {
    state.withLock { state in
      state.address = address
      state.events = []
    }
    let answer = try await send("Page.navigate", ["url": .string(address)], limit: limit)
    if let error = answer["errorText"]?.string { throw BrowserFailure("\(address): \(error)") }
    let loader = answer["loaderId"]?.string ?? ""
    let end = Date().addingTimeInterval(limit)
    while !state.withLock({ $0.loaded.contains(loader) }) {
      if Date() > end { throw BrowserFailure("\(address) did not load in \(limit) s") }
      try await Task.sleep(for: .milliseconds(4))
    }
  }

  /// Opens a file.
  public func open(file: String, fragment: String? = nil) async throws {
    let address = URL(fileURLWithPath: file).absoluteString
    try await open(address + (fragment.map { "#" + $0 } ?? ""))
  }

  /// What the page did that a quiet page does not do, since it was opened.
  public func events() async throws -> [PageEvent] {
    // What is under way arrives.
    try await Task.sleep(for: .milliseconds(30))
    _ = try await evaluate("0", as: Int.self)
    return state.withLock { $0.events }
  }

  /// The value of an expression of JavaScript, or what its promise gives; it may throw.
  public func evaluate<Value: Decodable>(
    _ expression: String, as type: Value.Type = Value.self, limit: Double = 20
  ) async throws -> Value {
    let answer = try await send(
      "Runtime.evaluate",
      [
        "expression": .string(expression), "returnByValue": .bool(true),
        "awaitPromise": .bool(true), "userGesture": .bool(true),
      ], limit: limit)
    if let details = answer["exceptionDetails"] {
      let text = details["exception"]?["description"]?.string ?? details["text"]?.string ?? "?"
      throw BrowserFailure("\(expression.prefix(80)): \(text)")
    }
    guard let value = answer["result"]?["value"] else {
      throw BrowserFailure("\(expression.prefix(80)): no value")
    }
    return try JSONDecoder().decode(Value.self, from: Data(value.serialized().utf8))
  }

  /// Runs statements.
  public func run(_ statements: String, limit: Double = 20) async throws {
    _ = try await evaluate(
      "(async function () { \(statements)\n; return 0; })()", as: Int.self, limit: limit)
  }

  private func receive(_ method: String, _ event: JSONValue) {
    if method == "Page.lifecycleEvent", event["name"]?.string == "load",
      let loader = event["loaderId"]?.string
    {
      state.withLock { _ = $0.loaded.insert(loader) }
    }
    if method == "Page.javascriptDialogOpening" {
      Task { try? await self.send("Page.handleJavaScriptDialog", ["accept": .bool(false)]) }
    }
    state.withLock { state in
      let address = String(state.address.prefix { $0 != "#" })
      if let event = PageEvent(method, event, page: address) { state.events.append(event) }
    }
  }
}
