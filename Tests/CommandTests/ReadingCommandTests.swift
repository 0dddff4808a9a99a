import Groundwork
import TestSupport
import Testing

/// The options that say how corpora are read, from the command line to what is written.
@Suite struct ReadingCommandTests {
  private let derlius: RunCommand
  private let baltic: String

  init() throws {
    derlius = try RunCommand()
    // "ąžė labas" and "žodis" in windows-1257, with a byte between that it does not have.
    baltic = try derlius.write(
      [0xE0, 0xFE, 0xEB, 0x20] + Array("labas\n".utf8) + [0xFE, 0xA1] + Array("odis\n".utf8),
      to: "baltic.txt")
  }

  private func packed(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/Packed/\(name)")
  }

  private func stats(_ arguments: String...) throws -> JSONValue {
    let result = try derlius.run(["corpus", "stats", "--json"] + arguments)
    #expect(result.status == 0, "\(result.messages)")
    return try JSONValue(parsing: Array(result.output.utf8), file: "stats")
  }

  @Test func statisticsOfPackedFilesSayHowTheyArePacked() throws {
    let zip = try stats(packed("members.zip"))
    #expect(zip["documents"]?.integer == 4 && zip["words"]?.integer == 6)
    let file = try #require(zip["files"]?.array?.first)
    #expect(file["packed"]?.array?.compactMap(\.string) == ["zip"])
    #expect(
      file["members"]?.array?.compactMap { $0["name"]?.string } == [
        "texts/b.txt", "texts/a.txt.gz", "tuščias.txt", "ąžuolas.txt",
      ])
    let plain = try derlius.write("Pirmoji eilutė.\nAntroji eilutė.\n", to: "small.txt")
    for name in ["small.gz", "small.bz2", "small.xz", "small.zst"] {
      let counts = derlius.path("\(name).tsv")
      #expect(try derlius("corpus", "words", "--output", counts, packed(name)).status == 0)
      _ = try derlius("corpus", "words", "--output", derlius.path("plain.tsv"), plain)
      #expect(try readFile(counts) == readFile(derlius.path("plain.tsv")))
    }
  }

  @Test func otherEncodings() throws {
    let result = try derlius(
      "corpus", "stats", "--encoding", "windows-1257", "--invalid", "replace", baltic)
    #expect(result.status == 0)
    #expect(
      result.messages
        == "derlius: warning: \(baltic): 1 sequences of bytes are not valid in windows-1257 and "
        + "became U+FFFD\n")
    let refused = try derlius("corpus", "stats", "--encoding", "windows-1257", baltic)
    #expect(refused.status == 1 && refused.output == "")
    #expect(
      refused.messages
        == "derlius: \(baltic): byte 11: is not windows-1257; name another encoding with --encoding, "
        + "or use --invalid replace\n")
    let unknown = try derlius("corpus", "stats", "--encoding", "klingon", baltic)
    #expect(unknown.status == 64)
    #expect(
      unknown.messages.hasPrefix(
        "derlius: there is no encoding klingon; use a name that ICU knows, such as windows-1257"))
  }

  @Test func whatIsBrokenIsKeptWhenAskedFor() throws {
    let bytes = try readFile(packed("small.gz"))
    let cut = try derlius.write(Array(bytes[..<38]), to: "cut.gz")
    let whole = try derlius.write("trys\n", to: "whole.txt")
    let refused = try derlius("corpus", "stats", cut, whole)
    let problem = "\(cut): byte 38: breaks off within gzip data; get the whole file again"
    #expect(refused.status == 1 && refused.output == "")
    #expect(refused.messages == "derlius: \(problem)\n")
    let kept = try derlius("corpus", "stats", "--keep-going", cut, whole)
    #expect(kept.status == 1 && kept.output.hasPrefix("documents"))
    #expect(
      kept.messages.hasPrefix("derlius: warning: \(problem); kept the ")
        && kept.messages.hasSuffix(" documents before that\n"))
    let toy = try derlius.writeRanks()
    let counted = try derlius("count", "-t", toy, "--json", "--keep-going", cut, whole)
    #expect(counted.status == 1 && counted.output.contains(#""tokenizer": "toy""#))
  }

  @Test func aDocumentMayBeAParagraph() throws {
    let text = try derlius.write("a b\nc\n\nd\n", to: "text.txt")
    #expect(try stats("--document", "paragraph", text)["documents"]?.integer == 2)
    #expect(try stats("--document", "file", text)["documents"]?.integer == 1)
    #expect(try stats(text)["documents"]?.integer == 4)
    #expect(try derlius("corpus", "stats", "--document", "page", text).status == 64)
  }

  @Test func aReportRemembersHowItsCorporaWereRead() throws {
    let toy = try derlius.writeRanks()
    let text = try derlius.write(
      [0xE0, 0xFE, 0xEB] + Array(" hell\nhe\n\nwell\n\n".utf8) + [0xFE] + Array("odis\n".utf8),
      to: "old.txt")
    let made = try derlius(
      "bench", "-t", toy, "--corpus", "lt=\(text)", "--output", derlius.path("report"),
      "--resamples", "100", "--document", "paragraph", "--encoding", "windows-1257")
    #expect(made.status == 0, "\(made.messages)")
    let manifest = try JSONValue(contentsOf: derlius.path("report/manifest.json"))
    #expect(
      manifest["reading"]?.serialized()
        == #"{"document": "paragraph", "encoding": "windows-1257"}"#)
    let result = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let fertility = result["rows"]?.array?.first { $0["metric"]?.string == "fertility" }
    #expect(fertility?["n"]?.integer == 3)
    let verified = try derlius("verify", derlius.path("report"))
    #expect(verified.status == 0, "\(verified.messages)")
  }

  @Test(arguments: [
    (
      #"{"reading": {"colour": "red"}}"#,
      "reading has no choice \"colour\"; use format, document, field, column, quotes, language, "
        + "encoding, invalid, broken"
    ),
    (
      #"{"reading": {"document": "page"}}"#,
      "\"document\" is not one of: line, paragraph, file; correct the manifest"
    ),
    (#"{"reading": {"invalid": true}}"#, "\"invalid\" is not a text; correct the manifest"),
  ])
  func aManifestWithWrongReadingIsRefused(_ json: String, _ problem: String) throws {
    let file = try derlius.write(json, to: "manifest.json")
    let result = try derlius("bench", file, "--output", derlius.path("out"))
    #expect(result.status == 1 && result.messages == "derlius: \(file): \(problem)\n")
  }
}
