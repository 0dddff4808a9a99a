import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import Workbench

/// A workbench on loopback with two small vocabularies: `toy`, cut by gpt2's pattern, and `bytes`, which merges nothing.
final class TestServer {
  let server: WorkbenchServer
  let port: UInt16
  /// The path of the page, with both slashes.
  let path: String
  private var isStopped = false

  init(
    _ tokenizers: [(String, any Tokenizer)]? = nil,
    morphologies: [WorkbenchService.NamedMorphology] = [],
    limits: WorkbenchLimits = WorkbenchLimits()
  ) throws {
    let service = WorkbenchService(
      tokenizers: try tokenizers ?? [("toy", Self.toy()), ("bytes", Self.toy(merges: []))],
      morphologies: morphologies, limits: limits, read: Self.read)
    server = try WorkbenchServer(service)
    let parts = server.address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    let port = try #require(parts[1].split(separator: ":").last.flatMap { UInt16($0) })
    self.port = port
    path = "/" + parts[2]
  }

  deinit { if !isStopped { server.stop() } }

  func stop() {
    isStopped = true
    server.stop()
  }

  /// A vocabulary of the 256 bytes and some merges.
  static func toy(
    merges: [String] = ["he", "ll", "hell", "hello", " w"], pattern: String = "gpt2",
    specials: [TiktokenSpecification.Special] = [.init(text: "<|end|>", id: 300)]
  ) throws -> RankTokenizer {
    try TiktokenReader.load(
      bytes: ranks(merges), file: "toy.tiktoken",
      specification: TiktokenSpecification(pattern: pattern, specials: specials))
  }

  /// The rank file of the 256 bytes and some merges.
  static func ranks(_ merges: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    let tokens = (0...255).map { [UInt8($0)] } + merges.map { Array($0.utf8) }
    for (rank, token) in tokens.enumerated() {
      Base64.encode(token, into: &bytes)
      bytes.append(contentsOf: " \(rank)\n".utf8)
    }
    return bytes
  }

  /// Rank files only; what is no rank file is refused.
  private static let read: WorkbenchService.ReadTokenizer = {
    (bytes, name, pattern) throws(Failure) in
    guard let pattern else {
      throw Failure("says no split pattern", at: .file(name), remedy: "name one")
    }
    return try TiktokenReader.load(
      bytes: bytes, file: name, specification: TiktokenSpecification(pattern: pattern))
  }

  /// Sends one request on a connection of its own.
  ///
  /// - Parameters:
  ///   - method: the method.
  ///   - target: the path behind the token, or one with a leading slash as it is.
  ///   - headers: further headers; `Host`, `Content-Length` and `Content-Type: application/json` are put in where they are not given, and left out
  ///     where they are given empty.
  ///   - body: the body; nil for none.
  func request(
    _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) throws -> RawAnswer {
    let client = try RawClient(port: port)
    client.send(head(method, target, headers: headers, length: body?.count))
    if let body { client.send(body) }
    return try client.readAnswer()
  }

  /// The head of a request; see `request`.
  func head(
    _ method: String, _ target: String, headers: [(String, String)] = [], length: Int? = nil
  ) -> String {
    var all = headers
    func put(_ name: String, _ value: String) {
      if !headers.contains(where: { $0.0 == name }) { all.append((name, value)) }
    }
    put("Host", "127.0.0.1:\(port)")
    if let length {
      put("Content-Length", "\(length)")
      put("Content-Type", "application/json")
    }
    let place = target.hasPrefix("/") ? target : path + target
    return "\(method) \(place) HTTP/1.1\r\n"
      + all.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
  }

  /// Asks a question in JSON.
  func ask(_ call: String, _ json: String) throws -> RawAnswer {
    try request("POST", "api/\(call)", body: Array(json.utf8))
  }

  /// Asks a question in JSON that is answered.
  func answer(_ call: String, _ json: String) throws -> JSONValue {
    let answer = try ask(call, json)
    try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    return try answer.json
  }
}
