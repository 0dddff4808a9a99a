import CMicroHTTPD
import Groundwork
import Synchronization

/// The workbench's HTTP server, on loopback only.
///
/// One thread of libmicrohttpd reads requests and sends answers; the work is done by jobs.
public final class WorkbenchServer: Sendable {
  /// The page's address: `http://127.0.0.1:PORT/TOKEN/`.
  public let address: String
  private let server: Running
  private let handler: RequestHandler

  // The library's server may be used by any thread.
  private struct Running: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - workbench: what it serves.
  ///   - port: the port; 0 for a free one.
  /// - Throws: `Failure` where the port is taken, or libmicrohttpd is not installed.
  public init(_ workbench: WorkbenchService, port: UInt16 = 0) throws(Failure) {
    let limits = workbench.limits
    let handler = RequestHandler(workbench)
    var callbacks = derlius_http_handler(
      context: Unmanaged.passUnretained(handler).toOpaque(),
      head: { context, request, head in
        guard let context, let request, let head else { return }
        Unmanaged<RequestHandler>.fromOpaque(context).takeUnretainedValue()
          .takeHead(RequestHead(head.pointee), of: request)
      },
      whole: { context, request, head, body, length in
        guard let context, let request, let head else { return }
        let body = [UInt8](UnsafeBufferPointer(start: body, count: body == nil ? 0 : length))
        Unmanaged<RequestHandler>.fromOpaque(context).takeUnretainedValue()
          .take(RequestHead(head.pointee), body: body, of: request)
      })
    var bounds = derlius_http_limits(
      connections: UInt32(limits.connections), connection_bytes: 64 << 10,
      receive_seconds: UInt32(limits.receiveSeconds), send_seconds: UInt32(limits.sendSeconds),
      skipped_bytes: 64 << 20)
    var port = port
    var message = [CChar](repeating: 0, count: 200)
    var isPortTaken: Int32 = 0
    guard
      let pointer = derlius_http_start(
        &callbacks, &bounds, &port, &message, message.count, &isPortTaken)
    else {
      throw Self.failure(
        port: port, isPortTaken: isPortTaken != 0,
        message: String(
          decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    let rules = AccessRules(token: AccessRules.makeToken(), port: Int(port))
    handler.begin(rules)
    self.handler = handler
    server = Running(pointer: pointer)
    address = "http://127.0.0.1:\(port)/\(rules.token)/"
  }

  /// Ends the server, once only: no new requests, and those that are worked on stop soon.
  public func stop() {
    derlius_http_close(server.pointer)
    handler.end()
    derlius_http_stop(server.pointer)
  }

  private static func failure(port: UInt16, isPortTaken: Bool, message: String) -> Failure {
    if isPortTaken {
      return Failure(
        "the port \(port) is in use",
        remedy: "end the program that has it, or leave --port out for a free one")
    }
    if message.contains("microhttpd") {
      return Failure(
        "serve needs libmicrohttpd: \(message)",
        remedy: "install it (Debian and Ubuntu: apt-get install libmicrohttpd12)")
    }
    return Failure("cannot listen on port \(port): \(message)", remedy: "choose another --port")
  }
}
