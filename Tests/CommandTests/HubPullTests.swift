import Groundwork
import TestSupport
import Testing

/// `pull hf:…` from a hub that behaves, and what the other commands make of it.
@Suite(.needsPython) struct HubPullTests {
  private static func fixture(_ name: String) throws -> [UInt8] {
    try readFile(joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/\(name)"))
  }

  private func modelServer(_ behaviour: String = "{}") throws -> HubServer {
    try HubServer(
      files: [
        "lab/lt/tokenizer/lemmis_tokenizer.model": try Self.fixture("bpe.model"),
        "lab/lt/tokenizer_config.json": Array("{}".utf8),
        "lab/lt/model.safetensors": [1, 2, 3],
      ], behaviour: behaviour)
  }

  @Test func theTokenizersFilesAreFoundPulledAndUsed() throws {
    let server = try modelServer()
    let before = try server.derlius("encode", "-t", "hf:lab/lt", input: "a\n")
    #expect(before.status == 1)
    #expect(
      before.messages
        == "derlius: hf:lab/lt is not on this machine; run: derlius pull hf:lab/lt\n")

    let pulled = try server.pull("hf:lab/lt")
    #expect(pulled.status == 0, "\(pulled.messages)")
    let lines = pulled.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("hf:lab/lt/tokenizer_config.json@"))
    #expect(lines[1].hasPrefix("hf:lab/lt/tokenizer/lemmis_tokenizer.model@"))
    #expect(lines[1].contains(": from \(server.address)/lab/lt/resolve/"))
    #expect(try server.requests().count == 3)

    let path = joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/bpe.model")
    let text = "rows of words\nžodžiai\n"
    let direct = try server.derlius("encode", "-t", path, input: text)
    let named = try server.derlius("encode", "-t", "hf:lab/lt", input: text)
    #expect(named.status == 0, "\(named.messages)")
    #expect(named.output == direct.output)
    let counted = try server.derlius("count", "--json", "-t", "hf:lab/lt", input: text)
    #expect(counted.output.contains(#""tokenizer": "lab/lt""#), "\(counted.output)")
    let renamed = try server.derlius("count", "--json", "-t", "mine=hf:lab/lt", input: text)
    #expect(renamed.output.contains(#""tokenizer": "mine""#), "\(renamed.output)")
    // Only pull asks the hub.
    #expect(try server.requests().count == 3)
  }

  @Test func theRecordSaysWhatWasPulled() throws {
    let server = try modelServer()
    let result = try server.pull(
      "hf:lab/lt/tokenizer/lemmis_tokenizer.model@main", environment: ["HF_TOKEN=hf_secret"])
    #expect(result.status == 0, "\(result.messages)")
    let commit = try #require(
      try server.cached().first { $0.hasSuffix("record.json") }?.split(separator: "/")[2])
    let record = try readFile(server.derlius.path("home/hub/lab/lt/\(commit)/record.json"))
    let json = try JSONValue(parsing: record, file: "record.json")
    let file = try #require(json["files"]?.array?.first)
    let content = try Self.fixture("bpe.model")
    #expect(json["commit"]?.string == String(commit))
    #expect(json["hasTokenizer"]?.bool == false)
    #expect(file["file"]?.string == "tokenizer/lemmis_tokenizer.model")
    #expect(file["bytes"]?.integer == content.count)
    #expect(file["sha256"]?.string == (try SHA256.hexadecimalDigest(of: content)))
    #expect(file["etag"]?.string?.hasPrefix("\"") == true)
    #expect(
      file["url"]?.string
        == "\(server.address)/lab/lt/resolve/\(commit)/tokenizer/lemmis_tokenizer.model")
    #expect(file["revision"]?.string == "main")
    #expect(!String(decoding: record, as: UTF8.self).contains("hf_secret"))
    #expect(
      try server.cached() == [
        "lab/lt/\(commit)/files/tokenizer/lemmis_tokenizer.model", "lab/lt/\(commit)/record.json",
        "lab/lt/revisions.json",
      ])
  }

  @Test func aSecondPullFetchesNothing() throws {
    let server = try modelServer()
    #expect(try server.pull("hf:lab/lt").status == 0)
    let again = try server.pull("hf:lab/lt")
    #expect(again.status == 0)
    #expect(again.output.split(separator: "\n").allSatisfy { $0.contains(": was here already: ") })
    #expect(try server.fileRequests().count == 2)
    // A commit that is all here needs no listing either.
    let asked = try server.requests().count
    let commit = try #require(try server.cached().first?.split(separator: "/")[2])
    let exact = try server.pull("hf:lab/lt@\(commit)")
    #expect(exact.status == 0)
    #expect(exact.output.split(separator: "\n").count == 2)
    #expect(try server.requests().count == asked)
    for revision in ["main", String(commit), String(commit.prefix(12))] {
      let result = try server.derlius("encode", "-t", "hf:lab/lt@\(revision)", input: "a\n")
      #expect(result.status == 0, "\(result.messages)")
    }
    let other = try server.derlius("encode", "-t", "hf:lab/lt@refs/pr/1", input: "a\n")
    #expect(other.messages.contains("run: derlius pull hf:lab/lt@refs/pr/1"))
    #expect(try server.pull("hf:lab/lt@refs/pr/1").status == 0)
    #expect(try server.derlius("encode", "-t", "hf:lab/lt@refs/pr/1", input: "a\n").status == 0)
  }

  @Test func aListingWithoutSizesIsEnough() throws {
    let server = try modelServer(#"{"lab/lt": {"blobs": false}}"#)
    #expect(try server.pull("hf:lab/lt").status == 0)
    #expect(try server.derlius("encode", "-t", "hf:lab/lt", input: "a\n").status == 0)
  }

  @Test func aFileThatWasChangedIsNotUsedAndPulledAgain() throws {
    let server = try modelServer()
    #expect(try server.pull("hf:lab/lt").status == 0)
    let file = try #require(try server.cached().first { $0.hasSuffix(".model") })
    let path = server.derlius.path("home/hub/\(file)")
    var bytes = try readFile(path)
    bytes[bytes.count - 1] ^= 1
    try AtomicFile.write(bytes, to: path)
    let used = try server.derlius("encode", "-t", "hf:lab/lt", input: "a\n")
    #expect(used.status == 1)
    #expect(
      used.messages
        == "derlius: \(path): is not what was pulled (its SHA-256 or size differs); "
        + "run: derlius pull hf:lab/lt\n")
    let commit = try #require(file.split(separator: "/").dropFirst(2).first)
    #expect(try server.pull("hf:lab/lt@\(commit)").status == 0)
    #expect(try readFile(path) == Self.fixture("bpe.model"))
    #expect(try server.fileRequests().count == 3)
  }

  @Test func aTokenGoesToTheHubAndNowhereElse() throws {
    let server = try modelServer(
      #"{"lab/lt": {"token": "hf_secret", "redirect": "port"}}"#)
    let result = try server.pull("hf:lab/lt", environment: ["HF_TOKEN=hf_secret"])
    #expect(result.status == 0, "\(result.messages)")
    let requests = try server.requests()
    #expect(requests.filter(\.isOther).count == 2)
    #expect(requests.allSatisfy { ($0.authorization == nil) == $0.isOther })
    #expect(requests.allSatisfy { $0.isOther || $0.authorization == "Bearer hf_secret" })
    #expect(!(result.output + result.messages).contains("hf_secret"))
  }

  @Test func aRedirectToAnotherPathIsFollowed() throws {
    let server = try modelServer(#"{"lab/lt": {"redirect": "path", "cut": 2}}"#)
    let result = try server.pull("hf:lab/lt/tokenizer/lemmis_tokenizer.model")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try server.fileRequests().map(\.status) == [302, 200, 302, 206, 302, 206])
  }

  @Test func whereNothingIsListedNamesAreTried() throws {
    let server = try HubServer(
      files: ["lab/lt/spiece.model": try Self.fixture("bpe.model")],
      behaviour: #"{"lab/lt": {"listing": 403, "redirect": "port"}}"#)
    let result = try server.pull("hf:lab/lt")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output.hasPrefix("hf:lab/lt/spiece.model@"))
    #expect(try server.derlius("encode", "-t", "hf:lab/lt", input: "a\n").status == 0)
    // Again: the hub is asked which commit it is, but no file is read.
    #expect(try server.pull("hf:lab/lt").output.contains(": was here already: "))
  }

  @Test func namesThatAreNoneAreUsageErrors() throws {
    let server = try modelServer()
    for name in [
      "hf:lt", "hf:", "hf:../lt", "hf:lab/..", "hf:lab/lt/../x", "hf:lab/lt/", "hf:a/b@",
    ] {
      let result = try server.pull(name)
      #expect(result.status == 64, "\(name): \(result.messages)")
      #expect(try server.derlius("encode", "-t", name, input: "").status == 64, "\(name)")
    }
    for endpoint in ["http://example.org", "ftp://127.0.0.1", "http://127.0.0.1@example.org", "x"] {
      let result = try server.pull("hf:lab/lt", environment: ["HF_ENDPOINT=\(endpoint)"])
      #expect(result.status == 64, "\(endpoint): \(result.messages)")
    }
    #expect(try server.pull("hf:lab/lt", environment: ["HF_TOKEN=a\nb"]).status == 64)
    #expect(try server.requests().isEmpty)
  }

  @Test func aReportOfAHubsTokenizerIsVerifiedByItsHash() throws {
    let server = try modelServer()
    #expect(try server.pull("hf:lab/lt").status == 0)
    let text = try server.derlius.write("Derlius dera.\nŽodžiai.\n", to: "texts/text.txt")
    let folder = server.derlius.path("report")
    let bench = try server.derlius(
      "bench", "-t", "hf:lab/lt", "--corpus", "lt=\(text)", "--output", folder)
    #expect(bench.status == 0, "\(bench.messages)")
    let manifest = String(decoding: try readFile(joinPath(folder, "manifest.json")), as: UTF8.self)
    #expect(manifest.contains(#""name": "lab/lt""#), "\(manifest)")
    #expect(!manifest.contains(server.derlius.path("home")))
    // Without what the run remembers, the hub's folder is where the file is found.
    #expect(exists(server.derlius.path("home/inputs.json")))
    removeTree(server.derlius.path("home/inputs.json"))
    let verified = try server.derlius(
      "verify", folder, "--inputs", server.derlius.path("texts"))
    #expect(verified.status == 0, "\(verified.messages)")
  }
}
