import Foundation
import Groundwork
import Synchronization

/// The DevTools protocol: commands with their answers, and events by session.
///
/// One reading thread; commands from anywhere. Every command has a time limit.
final class DevTools: Sendable {
  private struct Waiting {
    var method: String
    var continuation: CheckedContinuation<JSONValue, any Error>
  }

  private struct State {
    var next = 0
    var waiting: [Int: Waiting] = [:]
    var listeners: [String: @Sendable (String, JSONValue) -> Void] = [:]
    var end: String?
  }

  let process: BrowserProcess
  private let state = Mutex(State())

  init(_ process: BrowserProcess) {
    self.process = process
    signal(SIGPIPE, SIG_IGN)
    MessagePipe.read(
      process.answers, receive: { [weak self] in self?.receive($0) },
      end: { [weak self] in self?.fail("Chromium ended: \(process.lastMessages)") })
  }

  /// Sends a command and waits for its result.
  ///
  /// - Parameters:
  ///   - method: as the protocol names it.
  ///   - parameters: its parameters.
  ///   - session: the page that it is for; nil for the browser.
  ///   - limit: seconds until it fails.
  @discardableResult
  func send(
    _ method: String, _ parameters: [JSONValue.Member], session: String? = nil, limit: Double = 20
  ) async throws -> JSONValue {
    try await withCheckedThrowingContinuation { continuation in
      let (id, end) = state.withLock { state in
        state.next += 1
        if state.end == nil {
          state.waiting[state.next] = Waiting(method: method, continuation: continuation)
        }
        return (state.next, state.end)
      }
      if let end { return continuation.resume(throwing: BrowserFailure(end)) }
      var members: [JSONValue.Member] = [
        .init("id", .integer(id)), .init("method", .string(method)),
        .init("params", .object(parameters)),
      ]
      if let session { members.append(.init("sessionId", .string(session))) }
      DispatchQueue.global().asyncAfter(deadline: .now() + limit) { [weak self] in
        self?.answer(id, .failure(BrowserFailure("\(method): no answer in \(limit) s")))
      }
      if !MessagePipe.write(JSONValue.object(members).serialized(), to: process.commands) {
        fail("Chromium ended: \(process.lastMessages)")
      }
    }
  }

  /// The same with parameters as they are written in a literal.
  @discardableResult
  func send(
    _ method: String, _ parameters: KeyValuePairs<String, JSONValue> = [:], limit: Double = 20
  ) async throws -> JSONValue {
    try await send(method, parameters.map { .init($0.key, $0.value) }, limit: limit)
  }

  /// Calls `receive` with the events of a session, on the reading thread; nil ends that.
  func listen(to session: String, _ receive: (@Sendable (String, JSONValue) -> Void)?) {
    state.withLock { $0.listeners[session] = receive }
  }

  private func receive(_ bytes: [UInt8]) {
    guard let message = Self.parse(bytes) else {
      return fail("unreadable message: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
    }
    if let id = message["id"]?.integer {
      if let error = message["error"] {
        let text = error["message"]?.string ?? error.serialized()
        return answer(id, .failure(BrowserFailure(text)))
      }
      return answer(id, .success(message["result"] ?? .null))
    }
    guard let method = message["method"]?.string, let session = message["sessionId"]?.string else {
      return
    }
    let listener = state.withLock { $0.listeners[session] }
    listener?(method, message["params"] ?? .null)
  }

  /// Half of a surrogate pair, which strings of JavaScript may hold, becomes U+FFFD.
  private static func parse(_ bytes: [UInt8]) -> JSONValue? {
    if let message = try? JSONValue(parsing: bytes, file: "message") { return message }
    let text = String(decoding: bytes, as: UTF8.self).replacing(
      /\\u[dD][89a-fA-F][0-9a-fA-F]{2}/, with: "\u{FFFD}")
    return try? JSONValue(parsing: Array(text.utf8), file: "message")
  }

  private func answer(_ id: Int, _ result: Result<JSONValue, any Error>) {
    let waiting = state.withLock { $0.waiting.removeValue(forKey: id) }
    guard let waiting else { return }
    switch result {
    case .success(let value): waiting.continuation.resume(returning: value)
    case .failure(let error):
      let failure = error as? BrowserFailure
      waiting.continuation.resume(
        throwing: BrowserFailure("\(waiting.method): \(failure?.reason ?? "\(error)")"))
    }
  }

  /// Ends all that wait.
  private func fail(_ why: String) {
    let waiting = state.withLock { state in
      state.end = state.end ?? why
      defer { state.waiting = [:] }
      return state.waiting.values.map(\.continuation)
    }
    for continuation in waiting { continuation.resume(throwing: BrowserFailure(why)) }
  }
}
