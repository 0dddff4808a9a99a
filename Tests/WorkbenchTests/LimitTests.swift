import Groundwork
import Synchronization
import Testing
import Tokenization

@testable import Workbench

/// A tokenizer whose encoder waits until it is let go.
struct HeldTokenizer: Tokenizer {
  /// Where its encoders wait.
  final class Gate: Sendable {
    private let isOpen = Mutex(false)
    private let waiters = Mutex(0)
    var waiting: Int { waiters.withLock { $0 } }
    func open() { isOpen.withLock { $0 = true } }
    func wait() {
      waiters.withLock { $0 += 1 }
      while !isOpen.withLock({ $0 }) { pause(milliseconds: 5) }
    }
  }

  private final class Encoder: TextEncoder {
    let inner: any TextEncoder
    let gate: Gate
    init(_ inner: any TextEncoder, _ gate: Gate) {
      self.inner = inner
      self.gate = gate
    }
    func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
      gate.wait()
      inner.encode(text, into: &ids)
    }
    func encode(
      _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
    ) {
      gate.wait()
      inner.encode(text, into: &ids, spans: &spans)
    }
  }

  let inner: RankTokenizer
  let gate: Gate
  var vocabulary: Vocabulary { inner.vocabulary }
  var summary: TokenizerSummary { inner.summary }
  func makeEncoder() -> any TextEncoder { Encoder(inner.makeEncoder(), gate) }
  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] { try inner.decode(ids) }
}

@Suite struct LimitTests {
  private let question = #"{"text": "hello", "tokenizers": ["held"]}"#

  private func held(
    _ gate: HeldTokenizer.Gate, _ change: (inout WorkbenchLimits) -> Void
  ) throws -> TestServer {
    var limits = WorkbenchLimits()
    change(&limits)
    return try TestServer(
      [("held", HeldTokenizer(inner: try TestServer.toy(), gate: gate))], limits: limits)
  }

  private func wait(_ condition: () -> Bool) {
    for _ in 0..<2000 where !condition() { pause(milliseconds: 5) }
  }

  private func client(_ server: TestServer) throws -> RawClient {
    let client = try RawClient(port: server.port)
    client.send(server.head("POST", "api/encode", length: question.utf8.count) + question)
    return client
  }

  @Test func tooManyRequestsAtOnceAreRefused() throws {
    let gate = HeldTokenizer.Gate()
    defer { gate.open() }
    let server = try held(gate) {
      $0.jobs = 1
      $0.waitingJobs = 1
    }
    let first = try client(server)
    wait { gate.waiting == 1 }
    let second = try client(server)
    pause(milliseconds: 100)
    let third = try server.ask("encode", question)
    #expect(third.status == 503)
    #expect(try third.error == "too many requests at once | try again in a moment")
    // The page itself is still there.
    #expect(try server.request("GET", "").status == 200)
    gate.open()
    #expect(try first.readAnswer().status == 200)
    #expect(try second.readAnswer().status == 200)
  }

  @Test func workThatTakesTooLongIsGivenUp() throws {
    let gate = HeldTokenizer.Gate()
    defer { gate.open() }
    let server = try held(gate) {
      $0.jobs = 1
      $0.seconds = 1
    }
    let first = try client(server)
    wait { gate.waiting == 1 }
    let second = try client(server)
    pause(milliseconds: 1200)
    gate.open()
    for answer in [try first.readAnswer(), try second.readAnswer()] {
      #expect(answer.status == 408)
      #expect(
        try answer.error
          == "the work took too long | give a shorter text, or fewer tokenizers")
    }
    // The second was given up before it began.
    #expect(gate.waiting == 1)
  }

  @Test func workThatNobodyWaitsForIsNotBegun() throws {
    let gate = HeldTokenizer.Gate()
    defer { gate.open() }
    let server = try held(gate) { $0.jobs = 1 }
    let first = try client(server)
    wait { gate.waiting == 1 }
    do {
      let gone = try client(server)
      pause(milliseconds: 100)
      _ = consume gone
    }
    pause(milliseconds: 100)
    gate.open()
    #expect(try first.readAnswer().status == 200)
    server.stop()
    #expect(gate.waiting == 1)
  }

  @Test func theServerEndsWhileRequestsAreOpen() throws {
    let gate = HeldTokenizer.Gate()
    let server = try held(gate) { $0.jobs = 1 }
    let first = try client(server)
    wait { gate.waiting == 1 }
    let waiting = try client(server)
    let silent = try RawClient(port: server.port)
    silent.send("POST / HT")
    gate.open()
    server.stop()
    _ = (first.readToEnd(), waiting.readToEnd(), silent.readToEnd())
    #expect(throws: (any Error).self) { _ = try RawClient(port: server.port) }
  }

  @Test func bodiesInMemoryAreLimited() throws {
    var limits = WorkbenchLimits()
    limits.heldBytes = 3000
    let server = try TestServer(limits: limits)
    let slow = try RawClient(port: server.port)
    slow.send(server.head("POST", "api/encode", length: 2000) + "{")
    pause(milliseconds: 100)
    let spaces = String(repeating: " ", count: 2000)
    let refused = try server.ask("encode", spaces + #"{"text": "a", "tokenizers": []}"#)
    #expect(refused.status == 503)
    _ = consume slow
    pause(milliseconds: 100)
    let taken = try server.ask("encode", spaces + #"{"text": "a", "tokenizers": []}"#)
    #expect(taken.status == 200)
  }

  @Test func aPortInUseIsNamed() throws {
    let server = try TestServer()
    let service = WorkbenchService(tokenizers: []) { (_, _, _) throws(Failure) in
      throw Failure("none")
    }
    #expect {
      try WorkbenchServer(service, port: server.port)
    } throws: { error in
      "\(error)"
        == "the port \(server.port) is in use; end the program that has it, or leave --port out for a free one"
    }
  }

  @Test func answersAreTheSameBytesEachTime() throws {
    let server = try TestServer()
    for (call, json) in [
      ("encode", #"{"text": "hello wörld", "tokenizers": ["toy", "bytes"]}"#),
      ("measure", #"{"text": "hello wörld", "tokenizers": ["toy", "bytes"]}"#),
      ("vocabulary", #"{"tokenizer": "toy", "order": "length"}"#),
    ] {
      let first = try server.ask(call, json).body
      for _ in 0..<5 { #expect(try server.ask(call, json).body == first) }
    }
  }
}
