import Glibc
import Groundwork
import Testing

/// An HTTP client that sends what it is told, byte by byte.
struct RawClient: ~Copyable {
  private let descriptor: Int32

  /// Connects to a port of loopback; reading waits ten seconds at most.
  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Failure("cannot connect") }
    var time = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Sends bytes; false where the server has closed the connection.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let sent = bytes[start...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent <= 0 { return false }
      start += sent
    }
    return true
  }

  /// Sends text.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Reads until the server closes the connection, or nothing comes for ten seconds.
  func readToEnd() -> [UInt8] {
    var bytes: [UInt8] = []
    while let more = readSome() { bytes += more }
    return bytes
  }

  /// Reads one answer by its Content-Length.
  func readAnswer() throws -> RawAnswer {
    var bytes: [UInt8] = []
    while true {
      if let answer = RawAnswer(bytes) { return answer }
      guard let more = readSome() else { break }
      bytes += more
    }
    return try #require(RawAnswer(bytes, isEnd: true), "no answer: \(bytes.count) bytes")
  }

  private func readSome() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}

/// An answer as it came.
struct RawAnswer {
  var status: Int
  /// Names in lower case.
  var headers: [String: String] = [:]
  var body: [UInt8]

  /// Takes an answer apart; nil where it is not whole.
  init?(_ bytes: [UInt8], isEnd: Bool = false) {
    let mark = Array("\r\n\r\n".utf8)
    guard
      let end = bytes.indices.first(where: {
        bytes.count >= $0 + 4 && bytes[$0..<$0 + 4].elementsEqual(mark)
      })
    else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, first.hasPrefix("HTTP/1."),
      let status = Int(first.split(separator: " ")[1])
    else { return nil }
    self.status = status
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(
        line[line.index(after: colon)...].drop { $0 == " " })
    }
    body = Array(bytes[(end + 4)...])
    let length = headers["content-length"].flatMap(Int.init) ?? 0
    if body.count < length, !isEnd { return nil }
  }

  /// The body as JSON.
  var json: JSONValue { get throws { try JSONValue(parsing: body, file: "answer") } }

  /// The error's message and remedy, joined as people read them.
  var error: String {
    get throws {
      let error = try #require(try json["error"])
      return "\(error["message"]?.string ?? "") | \(error["remedy"]?.string ?? "")"
    }
  }
}
