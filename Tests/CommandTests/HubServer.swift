import Foundation
import Groundwork
import TestSupport
import Testing

/// A model hub on loopback (`Tests/Fixtures/Hub/server.py`), with a folder and a `derlius` of its own.
struct HubServer {
  /// One request that the servers saw.
  struct Request {
    var path: String
    var status: Int
    var time: Double
    /// Whether the other server saw it, to which the hub redirects.
    var isOther: Bool
    var range: String?
    var ifRange: String?
    var authorization: String?
  }

  /// Whether this machine has Python, without which the server cannot run.
  static let isPossible: Bool = {
    let paths = (environmentVariable("PATH") ?? "").split(separator: ":")
    return paths.contains { exists(joinPath(String($0), "python3")) }
  }()

  let derlius: RunCommand
  /// The hub's address, as HF_ENDPOINT has it.
  let address: String

  /// Makes a hub of its own, which is a folder of the one server.
  ///
  /// - Parameters:
  ///   - files: `owner/name/path` and contents.
  ///   - behaviour: JSON of what is wrong with which repository, as server.py has it.
  init(files: [String: [UInt8]], behaviour: String = "{}") throws {
    derlius = try RunCommand()
    for (path, content) in files {
      let whole = derlius.path("files/\(path)")
      try createDirectory(parentPath(whole))
      try AtomicFile.write(content, to: whole)
    }
    _ = try derlius.write(behaviour, to: "behaviour.json")
    let server = try HubProcess.shared.get()
    try #require(parentPath(derlius.folder.path) == server.root)
    address = "\(server.origin)/\(lastPathComponent(derlius.folder.path))"
  }

  /// A text with `HUB` in place of the address, which is another in each run.
  func withoutAddress(_ text: String) -> String {
    let origin = String(address.prefix(upTo: address.lastIndex(of: "/") ?? address.endIndex))
    return text.replacing(address, with: "HUB").replacing(origin, with: "HUB")
  }

  /// Runs `derlius pull`; waits between tries are a hundredth of a second.
  func pull(_ names: String..., environment: [String] = []) throws -> RunCommand.Result {
    let own = ["HF_ENDPOINT=\(address)", "HF_TOKEN=", "DERLIUS_RETRY_SECONDS=0.01"]
    return try derlius.run(["pull"] + names, environment: own + environment)
  }

  /// The requests so far, in the order in which they ended.
  func requests() throws -> [Request] {
    let path = derlius.path("requests")
    guard exists(path) else { return [] }
    return try readFile(path).split(separator: 0x0A).map { line in
      let json = try JSONValue(parsing: Array(line), file: "requests")
      return Request(
        path: json["path"]?.string ?? "", status: json["status"]?.integer ?? 0,
        time: json["time"]?.double ?? 0, isOther: json["other"]?.bool ?? false,
        range: json["range"]?.string, ifRange: json["ifRange"]?.string,
        authorization: json["authorization"]?.string)
    }
  }

  /// The requests for files, without listings.
  func fileRequests() throws -> [Request] {
    try requests().filter { !$0.path.hasPrefix("/api/") }
  }

  /// All files under the home's hub folder, by their path in it, without locks.
  func cached() throws -> [String] {
    func walk(_ folder: String, _ prefix: String) throws -> [String] {
      guard isDirectory(folder) else { return [] }
      return try listDirectory(folder).flatMap { name in
        let path = joinPath(folder, name)
        return isDirectory(path) ? try walk(path, prefix + name + "/") : [prefix + name]
      }
    }
    return try walk(derlius.path("home/hub"), "").filter { !$0.hasSuffix("/.lock") }
  }
}

/// The one server of all tests; it ends with its standard input, which is with the tests.
private final class HubProcess: Sendable {
  static let shared = Result { try HubProcess() }

  /// The folder that holds the hubs' folders.
  let root: String
  let origin: String
  private let input: FileHandle

  private init() throws {
    // Without a slash at its end, as TemporaryFolder has it.
    root = parentPath(joinPath(environmentVariable("TMPDIR") ?? "/tmp", "folder"))
    let process = Process()
    let output = Pipe()
    let input = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", joinPath(SharedData.repository, "Tests/Fixtures/Hub/server.py"), root,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    self.input = input.fileHandleForWriting
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    let port = String(decoding: line, as: UTF8.self).split(separator: " ").first
    origin = "http://127.0.0.1:\(try #require(port))"
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test by name where there is no Python.
  static var needsPython: Self { .enabled(if: HubServer.isPossible, "skipped: needs python3") }
}
