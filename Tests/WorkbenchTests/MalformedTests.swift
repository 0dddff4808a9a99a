import Groundwork
import Testing

@testable import Workbench

/// What is no proper request, or no end of one.
@Suite struct MalformedTests {
  @Test(arguments: [
    "\r\n\r\n\r\n", "GET\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
    "GET /x HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n", "\0\0\0\0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n", "{\"text\": 1}",
    "\u{16}\u{3}\u{1}",
  ])
  func nonsenseIsNotAnswered(_ text: String) throws {
    var limits = WorkbenchLimits()
    limits.receiveSeconds = 1
    let server = try TestServer(limits: limits)
    let client = try RawClient(port: server.port)
    client.send(text)
    let bytes = client.readToEnd()
    if let answer = RawAnswer(bytes, isEnd: true) {
      #expect([400, 403, 404, 413, 505].contains(answer.status), "\(answer.status)")
    } else {
      #expect(bytes.isEmpty)
    }
    // It goes on serving.
    #expect(try server.request("GET", "api/tokenizers").status == 200)
  }

  @Test func aHeadThatIsTooLargeIsRefused() throws {
    let server = try TestServer()
    let client = try RawClient(port: server.port)
    client.send("GET / HTTP/1.1\r\nHost: x\r\n")
    for number in 0..<200 {
      if !client.send("X-\(number): \(String(repeating: "a", count: 1000))\r\n") { break }
    }
    client.send("\r\n")
    let answer = RawAnswer(client.readToEnd(), isEnd: true)
    #expect(answer == nil || answer?.status == 431 || answer?.status == 413)
    #expect(try server.request("GET", "").status == 200)
  }

  @Test func aBodyInChunksIsRefused() throws {
    let server = try TestServer()
    let answer = try server.request(
      "POST", "api/encode",
      headers: [("Transfer-Encoding", "chunked"), ("Content-Type", "application/json")])
    #expect(answer.status == 411)
    #expect(try answer.error == "the body's length is not stated | send Content-Length")
  }

  @Test func aBodyThatIsTooLargeIsRefusedWithoutBeingHeld() throws {
    let server = try TestServer()
    let answer = try server.request(
      "POST", "api/encode", body: [UInt8](repeating: 0x20, count: 10_485_761))
    #expect(answer.status == 413)
    #expect(try answer.error == "the request has 10485761 bytes | at most 10485760 are taken")
  }

  @Test func aBodyThatIsFarTooLargeIsRefusedAtOnce() throws {
    let server = try TestServer()
    let answer = try server.request(
      "POST", "api/encode",
      headers: [("Content-Length", "1000000000000"), ("Content-Type", "application/json")])
    #expect(answer.status == 413)
    #expect(
      try answer.error == "the request has 1000000000000 bytes | at most 10485760 are taken")
  }

  /// Slow heads, slow bodies and silence alike: a byte now and then does not hold a connection.
  @Test(arguments: [
    "", "GET / HT", "POST /TOKENapi/encode HTTP/1.1\r\nHost: HOST\r\nX-Slow: ",
    "POST /TOKENapi/encode HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
  ])
  func aSlowClientIsLeftAlone(_ start: String) throws {
    var limits = WorkbenchLimits()
    limits.receiveSeconds = 1
    let server = try TestServer(limits: limits)
    let client = try RawClient(port: server.port)
    client.send(
      start.replacing("/TOKEN", with: server.path).replacing(
        "HOST", with: "127.0.0.1:\(server.port)"))
    var isClosed = false
    for _ in 0..<80 where !isClosed {
      // Each byte begins libmicrohttpd's own limit anew.
      isClosed = !client.send(start.isEmpty ? "" : "a")
      pause(milliseconds: 100)
      if start.isEmpty { break }
    }
    if start.isEmpty { #expect(client.readToEnd().isEmpty) } else { #expect(isClosed) }
    #expect(try server.request("GET", "").status == 200)
  }

  @Test func aConnectionServesOneRequestAfterTheOther() throws {
    let server = try TestServer()
    let client = try RawClient(port: server.port)
    for _ in 0..<3 {
      client.send(server.head("GET", "api/tokenizers"))
      let answer = try client.readAnswer()
      #expect(answer.status == 200)
      let body = #"{"text": "hello", "tokenizers": ["toy"]}"#
      client.send(server.head("POST", "api/encode", length: body.utf8.count) + body)
      #expect(try client.readAnswer().status == 200)
    }
  }

  @Test func requestsInOneWriteAreAnsweredInOrder() throws {
    let server = try TestServer()
    let client = try RawClient(port: server.port)
    let body = #"{"text": "hello", "tokenizers": ["toy"]}"#
    let one = server.head("POST", "api/encode", length: body.utf8.count) + body
    let last = server.head("GET", "none", headers: [("Connection", "close")])
    client.send(one + one + last)
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    let answers = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
    #expect(answers == ["200", "200", "404"])
  }
}
