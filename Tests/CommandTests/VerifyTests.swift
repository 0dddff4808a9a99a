import Groundwork
import TestSupport
import Testing

/// `verify` through the command: inputs, the folder, single bytes, an older version.
@Suite struct VerifyTests {
  private let derlius: RunCommand

  init() throws {
    derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    _ = try derlius.write("labas pasauli\nkaip sekasi\n", to: "parallel/lit_Latn.txt")
    _ = try derlius.write("hello world\nhow are you\n", to: "parallel/eng_Latn.txt")
    let made = try derlius(
      "bench", "-t", toy, "--parallel", "tiny=\(derlius.path("parallel"))", "--reference",
      "eng_Latn", "--focus", "lt", "--output", derlius.path("report"), "--resamples", "50")
    try #require(made.status == 0, "\(made.messages)")
  }

  private var report: String { derlius.path("report") }

  private func edit(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = try readFile(derlius.path(name))
    change(&bytes)
    try AtomicFile.write(bytes, to: derlius.path(name))
  }

  @Test func aChangedInputIsNamedWithBothHashes() throws {
    let file = derlius.path("parallel/lit_Latn.txt")
    let before = try sha256OfFile(file)
    try edit("parallel/lit_Latn.txt") { $0[0] = UInt8(ascii: "L") }
    let result = try derlius("verify", report)
    #expect(result.status == 1)
    let finding =
      "input lit_Latn.txt has changed: SHA-256 \(before) expected, \(try sha256OfFile(file)) found in \(file)"
    #expect(result.output == finding + "\n")
    #expect(
      result.messages
        == "derlius: \(report): is not what its manifest gives: \(finding); get the file that the manifest means\n"
    )
  }

  @Test func aMissingInputIsNamed() throws {
    let hash = try sha256OfFile(derlius.path("toy.tiktoken"))
    let size = try #require(fileSize(derlius.path("toy.tiktoken")))
    removeTree(derlius.path("toy.tiktoken"))
    let result = try derlius("verify", report)
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: \(report): is not what its manifest gives: input toy.tiktoken is missing: SHA-256 \(hash), "
        + "\(size) bytes; name the folder that holds it with --inputs DIR\n")
  }

  @Test func singleBytesAreFound() throws {
    for name in ["index.html", "methods.txt", "manifest.json"] {
      let kept = try readFile(derlius.path("report/\(name)"))
      let place = kept.count / 2
      try edit("report/\(name)") { $0[place] ^= 1 }
      let result = try derlius("verify", "--json", report)
      #expect(result.status == 1)
      let json = try JSONValue(parsing: Array(result.output.utf8), file: "stdout")
      #expect(json["identical"]?.bool == false)
      let first = json["findings"]?.array?.first
      #expect(
        first?["file"]?.string == name && first?["byte"]?.integer == place, "\(result.output)")
      try AtomicFile.write(kept, to: derlius.path("report/\(name)"))
    }
    #expect(try derlius("verify", report).status == 0)
  }

  @Test func whatDoesNotBelongIsNamedAndTimingIsNot() throws {
    _ = try derlius.write("{}", to: "report/timing.json")
    #expect(try derlius("verify", report).status == 0)
    _ = try derlius.write("", to: "report/notes.txt")
    removeTree(derlius.path("report/results.tex"))
    let result = try derlius("verify", report)
    #expect(result.status == 1)
    #expect(result.output == "results.tex is missing\nnotes.txt does not belong to the report\n")
  }

  @Test func aFolderThatIsNoReport() throws {
    let nowhere = derlius.path("nowhere")
    #expect(
      try derlius("verify", nowhere).messages
        == "derlius: \(nowhere): is not there; name a folder that derlius bench wrote\n")
    let inputs = derlius.path("parallel")
    #expect(
      try derlius("verify", inputs).messages
        == "derlius: \(inputs): is no report: it has neither manifest.json nor result.json; "
        + "name a folder that derlius bench wrote\n")
  }

  @Test func anOlderReportTellsWhatChangedSince() throws {
    let text = String(decoding: try readFile(derlius.path("report/result.json")), as: UTF8.self)
    let old = text.replacing(
      "\"derlius\": \"\(Version.derlius)\",\n  \"schema\"",
      with: "\"derlius\": \"0.0.9\",\n  \"schema\"")
    try AtomicFile.write(old, to: derlius.path("report/result.json"))
    let result = try derlius("verify", report)
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        "version of derlius: 0.0.9 → \(Version.derlius)\nsince 0.1.0: dagan2024-nsl is "))
    #expect(
      result.messages.contains("is not what its manifest gives: version of derlius: 0.0.9 → "))
  }
}
