import Groundwork
import TestSupport
import Testing

/// `pull hf:…` from hubs that cut, refuse, lie and attack.
@Suite(.needsPython) struct HubTroubleTests {
  private static let content = [UInt8](
    (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })

  private func server(_ behaviour: String, file: String = "tokenizer.json") throws -> HubServer {
    try HubServer(
      files: ["lab/lt/\(file)": Self.content], behaviour: #"{"lab/lt": \#(behaviour)}"#)
  }

  /// Checks that the pull succeeded with the true bytes and left no partial file.
  private func expectWhole(_ result: RunCommand.Result, _ server: HubServer) throws {
    #expect(result.status == 0, "\(result.messages)")
    let cached = try server.cached()
    #expect(!cached.contains { $0.contains("partial") }, "\(cached)")
    let file = try #require(cached.first { $0.contains("/files/") })
    #expect(try readFile(server.derlius.path("home/hub/\(file)")) == Self.content)
  }

  /// Checks that the pull failed with one line, and that nothing can be used.
  private func expectNothing(
    _ result: RunCommand.Result, _ server: HubServer, _ message: String
  ) throws {
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(
      server.withoutAddress(result.messages) == "derlius: \(message)\n")
    #expect(!(try server.cached().contains { $0.contains("/files/") }))
    #expect(try server.derlius("encode", "-t", "hf:lab/lt", input: "").status == 1)
  }

  @Test func aCutConnectionIsResumed() throws {
    // More cuts than tries are allowed without a byte: each brings some.
    let server = try server(#"{"cut": 8}"#)
    try expectWhole(try server.pull("hf:lab/lt"), server)
    let requests = try server.fileRequests()
    #expect(requests.map(\.status) == [200] + Array(repeating: 206, count: 8))
    #expect(requests[1].range == "bytes=100000-")
    #expect(requests[2].range == "bytes=150000-")
    #expect(requests.dropFirst().allSatisfy { $0.ifRange?.hasPrefix("\"") == true })
  }

  @Test func aLaterRunResumesToo() throws {
    let server = try server(#"{"first": [], "cut": 1000}"#)
    let failed = try server.pull("hf:lab/lt")
    #expect(failed.status == 1)
    #expect(failed.messages.contains("tries; try again later"), "\(failed.messages)")
    let partial = try #require(try server.cached().first { $0.hasSuffix(".partial") })
    let size = try #require(fileSize(server.derlius.path("home/hub/\(partial)")))
    #expect(size > 190_000)
    let asked = try server.fileRequests().count
    _ = try server.pull("hf:lab/lt")
    #expect(try server.fileRequests()[asked].range == "bytes=\(size)-")
  }

  @Test(arguments: [
    #"{"cut": 2, "range": false}"#, #"{"cut": 2, "etag": false}"#, #"{"cut": 2, "etag": "weak"}"#,
  ])
  func withoutRangesOrExactETagsItStartsOver(_ behaviour: String) throws {
    let server = try server(behaviour)
    try expectWhole(try server.pull("hf:lab/lt"), server)
    #expect(try server.fileRequests().map(\.status) == [200, 200, 200])
  }

  @Test func aFileThatChangedMeanwhileStartsOver() throws {
    // The first half is of one file; If-Range keeps the second half of another from it.
    let server = try server(#"{"cut": 1, "change": true}"#)
    let result = try server.pull("hf:lab/lt")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try server.fileRequests().map(\.status) == [200, 200])
    let file = try #require(try server.cached().first { $0.contains("/files/") })
    #expect(try readFile(server.derlius.path("home/hub/\(file)")) == Self.content.reversed())
  }

  @Test func anotherPartThanAskedForIsNotAppended() throws {
    let server = try server(#"{"cut": 1, "misplace": true}"#)
    try expectNothing(
      try server.pull("hf:lab/lt"), server,
      "HUB: the server gave another part than asked for, after 5 tries; "
        + "try again later; what arrived is kept where the server can resume")
  }

  @Test func aServerThatFailsIsAskedAgain() throws {
    let server = try server(#"{"first": [500, 503, 429]}"#)
    try expectWhole(try server.pull("hf:lab/lt"), server)
    #expect(try server.fileRequests().map(\.status) == [500, 503, 429, 200])
  }

  @Test func retryAfterIsHonoured() throws {
    let server = try server(#"{"first": [429], "retryAfter": "1"}"#)
    try expectWhole(try server.pull("hf:lab/lt"), server)
    let times = try server.fileRequests().map(\.time)
    #expect(times.count == 2)
    #expect(times[1] - times[0] >= 1)
  }

  @Test func aServerThatFailsForGoodIsNamed() throws {
    let failing = try server(#"{"first": [500, 500, 500, 500, 500, 500]}"#)
    try expectNothing(
      try failing.pull("hf:lab/lt"), failing, "HUB fails (HTTP 500); try again later")
    #expect(try failing.fileRequests().count == 5)
    let busy = try server(#"{"first": [429], "retryAfter": "3600"}"#)
    try expectNothing(
      try busy.pull("hf:lab/lt"), busy,
      "HUB asks to wait 3600 seconds (HTTP 429); try again then")
    let crowded = try server(#"{"first": [429, 429, 429, 429, 429]}"#)
    try expectNothing(
      try crowded.pull("hf:lab/lt"), crowded,
      "HUB has too many requests (HTTP 429); try again later, or set HF_TOKEN")
  }

  @Test func whatIsNotThereOrNotOpenIsSaid() throws {
    let closed = try server(#"{"token": "t", "errorCode": "GatedRepo"}"#)
    try expectNothing(
      try closed.pull("hf:lab/lt"), closed,
      "lab/lt is not open to everyone (HTTP 401); "
        + "accept its licence at HUB/lab/lt and set HF_TOKEN to your token")
    try expectNothing(
      try closed.pull("hf:lab/lt", environment: ["HF_TOKEN=other"]), closed,
      "HF_TOKEN gives no access to lab/lt (HTTP 401); "
        + "accept its licence at HUB/lab/lt with the token's account")
    try expectNothing(
      try closed.pull("hf:lab/nothing"), closed,
      "HUB has no public repository lab/nothing (HTTP 401); "
        + "check the name; a private one needs HF_TOKEN")
    let open = try server("{}")
    try expectNothing(
      try open.pull("hf:lab/lt/x.json"), open,
      "lab/lt has no file x.json at main; see its files at HUB/lab/lt/tree/main")
    try expectNothing(
      try open.pull("hf:lab/lt@v2"), open,
      "lab/lt has no revision v2 (HTTP 404); see its branches at HUB/lab/lt")
    let other = try server("{}", file: "model.bin")
    try expectNothing(
      try other.pull("hf:lab/lt"), other,
      "lab/lt has no tokenizer's file at main; name the file: hf:lab/lt/file")
    let unlisted = try server(#"{"listing": 404}"#, file: "model.bin")
    try expectNothing(
      try unlisted.pull("hf:lab/lt"), unlisted,
      "HUB has no repository lab/lt, or no tokenizer's file in it (HTTP 404); "
        + "check the name, or name the file: hf:lab/lt/file")
    try expectNothing(
      try unlisted.pull("hf:lab/lt/x.json"), unlisted,
      "lab/lt has no file x.json at main (HTTP 404); see its files at HUB/lab/lt/tree/main")
    let nameless = try server(#"{"listing": 404, "commit": false}"#)
    try expectNothing(
      try nameless.pull("hf:lab/lt"), nameless,
      "HUB does not say which commit main is; name it: hf:lab/lt@COMMIT, 40 digits")
  }

  @Test func aLengthThatIsNotTrueIsFound() throws {
    let long = try server(#"{"announce": 1000, "range": false}"#)
    let cut = try long.pull("hf:lab/lt")
    #expect(cut.status == 1)
    #expect(cut.messages.contains(", after 5 tries; try again later"), "\(cut.messages)")
    let short = try server(#"{"announce": -1000}"#)
    try expectNothing(
      try short.pull("hf:lab/lt"), short,
      "lab/lt/tokenizer.json came with 199000 bytes where the hub says 200000; "
        + "try again later, and trust no other copy")
    let claimed = try server(#"{"claim": 5}"#)
    try expectNothing(
      try claimed.pull("hf:lab/lt"), claimed,
      "lab/lt/tokenizer.json came with 200000 bytes where the hub says 5; "
        + "try again later, and trust no other copy")
    let other = try server(#"{"cut": 1, "change": true}"#, file: "tokenizer.model")
    try expectNothing(
      try other.pull("hf:lab/lt"), other,
      "lab/lt/tokenizer.model came with another SHA-256 than the hub says; "
        + "try again later, and trust no other copy")
  }

  @Test(arguments: [#"{"size": 70000000}"#, #"{"bytes": 70000000}"#])
  func whatIsTooLargeIsNotRead(_ behaviour: String) throws {
    let server = try server(behaviour)
    try expectNothing(
      try server.pull("hf:lab/lt"), server, "the file is larger than the limit of 67108864 bytes")
  }

  @Test func aListedSizeOverTheLimitIsNotAskedFor() throws {
    let server = try server(#"{"claim": 70000000}"#)
    try expectNothing(
      try server.pull("hf:lab/lt"), server,
      "lab/lt/tokenizer.json has 70000000 bytes, more than the limit of 67108864; "
        + "tokenizers are smaller: name another file")
    #expect(try server.fileRequests().isEmpty)
  }

  @Test(arguments: [
    "../../../../escaped.model", "/tmp/escaped.model", #"..\\escaped.model"#, "a//escaped.model",
    #"\u001b[2Jescaped.model"#, #"\u202eescaped.model"#, "./escaped.model",
  ])
  func aPathThatLeavesItsFolderIsRefused(_ name: String) throws {
    let server = try server(#"{"extra": ["\#(name)"]}"#)
    let result = try server.pull("hf:lab/lt")
    #expect(result.status == 1)
    #expect(result.messages.contains(" lists a file that would lie outside its folder: "))
    #expect(result.messages.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    #expect(try server.cached().isEmpty)
    #expect(try server.fileRequests().isEmpty)
  }

  @Test func redirectsThatLeadAstrayAreNotFollowed() throws {
    let plain = try server(#"{"redirect": "plain"}"#)
    try expectNothing(
      try plain.pull("hf:lab/lt"), plain,
      "HUB redirects to an address that is not https; do not trust it; check HF_ENDPOINT")
    let loop = try server(#"{"redirect": "loop"}"#)
    try expectNothing(
      try loop.pull("hf:lab/lt"), loop, "HUB redirects more than 8 times")
  }

  @Test func aHubThatIsNotThereIsSaid() throws {
    let server = try server("{}")
    let result = try server.pull("hf:lab/lt", environment: ["HF_ENDPOINT=http://127.0.0.1:9"])
    #expect(result.status == 1)
    #expect(result.messages.contains("127.0.0.1 port 9"), "\(result.messages)")
    #expect(try server.requests().isEmpty)
  }
}
