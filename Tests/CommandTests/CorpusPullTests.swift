import Groundwork
import TestSupport
import Testing

/// `corpus pull` from a server on loopback that behaves, cuts, changes and refuses.
@Suite(.needsPython) struct CorpusPullTests {
  private static let content: [UInt8] = (0..<200_000).map { index in
    index % 50 == 49 ? UInt8(ascii: "\n") : UInt8(ascii: "a") + UInt8(index / 7 % 26)
  }
  private static let second = Array("du trys\n".utf8)
  private static let zeros = String(repeating: "0", count: 64)

  private static func digest(_ bytes: [UInt8]) throws -> String {
    try SHA256.hexadecimalDigest(of: bytes)
  }

  private func server(_ behaviour: String = "{}") throws -> HubServer {
    try HubServer(
      files: ["lab/lt/a.txt": Self.content, "lab/lt/b.txt": Self.second],
      behaviour: #"{"lab/lt": \#(behaviour)}"#)
  }

  private func pull(
    _ server: HubServer, sha256: String? = nil, _ arguments: String...
  ) throws -> RunCommand.Result {
    let pin = sha256.map { "\"\($0)\"" } ?? "null"
    let manifest = try server.derlius.write(
      #"""
      {"name": "toy", "kind": "text", "licence": "CC0 1.0", "base": "\#(server.address)/lab/lt/resolve/main/",
       "files": [{"path": "train/a.txt", "url": "a.txt", "part": "train", "tag": "lt", "sha256": \#(pin)},
                 {"path": "dev/b.txt", "url": "b.txt", "part": "dev", "tag": "lt",
                  "sha256": "\#(try Self.digest(Self.second))"}]}
      """#, to: "corpora/toy.json")
    return try server.derlius.run(
      ["corpus", "pull", "toy"] + arguments,
      environment: ["DERLIUS_CORPORA=\(parentPath(manifest))", "DERLIUS_RETRY_SECONDS=0.01"])
  }

  private func file(_ server: HubServer) -> String {
    server.derlius.path("home/corpora/toy/train/a.txt")
  }

  @Test func whatIsNotPinnedIsRecordedAndSaid() throws {
    let server = try server()
    let first = try pull(server)
    #expect(first.status == 0, "\(first.messages)")
    #expect(
      first.messages
        == "derlius: toy: 1 of 2 files are not pinned: what the server gave was taken, and its SHA-256 recorded\n"
    )
    #expect(try readFile(file(server)) == Self.content)
    let record = try JSONValue(
      contentsOf: server.derlius.path("home/corpora/toy/record.json"))["files"]?.array
    #expect(record?.map { $0["pinned"]?.bool } == [true, false])
    #expect(record?.last?["sha256"]?.string == (try Self.digest(Self.content)))
    // Nothing is fetched again.
    let requests = try server.requests().count
    let again = try pull(server)
    #expect(again.output.contains("toy/dev/b.txt: was here already: "))
    #expect(try server.requests().count == requests)
  }

  @Test func aPartAloneIsPulled() throws {
    let server = try server()
    let result = try pull(server, sha256: nil, "--part", "dev")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages == "")
    #expect(!exists(file(server)))
    let wrong = try pull(server, sha256: nil, "--part", "test")
    #expect(wrong.status == 64)
    #expect(wrong.messages == "derlius: toy has no part test; use train, dev\n")
    let language = try pull(server, sha256: nil, "--language", "pl")
    #expect(
      language.messages == "derlius: toy has nothing in the language pl; its languages: lt\n")
  }

  @Test func aCutDownloadIsResumed() throws {
    let server = try server(#"{"cut": 3}"#)
    let result = try pull(server, sha256: try Self.digest(Self.content))
    #expect(result.status == 0, "\(result.messages)")
    #expect(try readFile(file(server)) == Self.content)
    #expect(try server.requests().contains { $0.status == 206 })
    #expect(!exists(file(server) + ".partial"))
  }

  @Test func anotherHashIsRefused() throws {
    let server = try server()
    let result = try pull(server, sha256: Self.zeros)
    #expect(result.status == 1)
    let hash = try Self.digest(Self.content)
    let problem = "toy/train/a.txt came with the SHA-256 \(hash), not the manifest's \(Self.zeros)"
    let remedy = "the publisher changed it: take no other copy without looking at it"
    #expect(result.messages == "derlius: \(problem); \(remedy)\n")
    #expect(!exists(file(server)))
    #expect(!exists(file(server) + ".partial"))
  }

  @Test func refusalsSayWhoRefused() throws {
    let server = try HubServer(files: [:])
    let result = try pull(server)
    #expect(result.status == 1)
    #expect(
      server.withoutAddress(result.messages)
        == "derlius: toy/train/a.txt: HUB answers HTTP 401; see HUB/lab/lt/resolve/main/a.txt\n")
  }

  @Test func aChangedFileIsNoticed() throws {
    let server = try server()
    _ = try pull(server)
    try AtomicFile.write("other", to: file(server))
    let list = try server.derlius.run(
      ["corpus", "pull", "--list"],
      environment: ["DERLIUS_CORPORA=\(server.derlius.path("corpora"))"])
    #expect(list.output.contains("toy"), "\(list.messages)")
    let again = try pull(server)
    #expect(again.status == 0)
    #expect(try readFile(file(server)) == Self.content)
  }

  @Test func anUnknownNameSaysWhereItWasSought() throws {
    let derlius = try RunCommand()
    let result = try derlius.run(
      ["corpus", "pull", "nothing"], environment: ["DERLIUS_CORPORA=/nowhere"])
    #expect(result.status == 64)
    #expect(
      result.messages.hasPrefix("derlius: there is no corpus nothing (looked in /nowhere, corpora"))
  }

  /// The form that a manifest names holds where the command line names none; unknown words are refused.
  @Test func aPulledCorpusIsReadAsItsManifestSays() throws {
    let derlius = try RunCommand()
    let text = Array("e\u{307}jo namo\n".utf8)
    let hash = try Self.digest(text)
    try createDirectory(derlius.path("home/corpora/toy"))
    try AtomicFile.write(text, to: derlius.path("home/corpora/toy/a.txt"))
    try AtomicFile.write(
      "{\"files\": [{\"path\": \"a.txt\", \"bytes\": \(text.count), \"sha256\": \"\(hash)\"}]}",
      to: derlius.path("home/corpora/toy/record.json"))
    func stats(_ steps: String, _ arguments: String...) throws -> RunCommand.Result {
      let manifest = try derlius.write(
        #"{"name": "toy", "kind": "text", "licence": "x", "steps": [\#(steps)], "files": [{"path": "a.txt"}]}"#,
        to: "corpora/toy.json")
      return try derlius.run(
        ["corpus", "stats", "toy", "--json"] + arguments,
        environment: ["DERLIUS_CORPORA=\(parentPath(manifest))"])
    }
    func form(_ result: RunCommand.Result) throws -> Int? {
      try JSONValue(parsing: Array(result.output.utf8), file: "stats")["bytes"]?.integer
    }
    #expect(try form(stats("")) == 10)
    #expect(try form(stats(#"{"form": "NFC"}"#)) == 9)
    #expect(try form(stats(#"{"form": "NFC"}"#, "--form", "NFD")) == 10)
    #expect(try stats(#"{"form": "NFC"}"#).output.contains(#""form": "NFC""#))
    let wrong = try stats(#"{"form": "NFX"}"#)
    #expect(wrong.status == 1)
    #expect(
      wrong.messages
        == "derlius: the manifest of toy names the form NFX, which is not known; "
        + "correct the manifest; see: derlius corpus stats --help\n")
  }
}
