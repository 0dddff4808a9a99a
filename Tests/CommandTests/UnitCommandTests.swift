import Groundwork
import TestSupport
import Testing

/// What `bench --unit` resamples.
@Suite struct UnitCommandTests {
  let derlius: RunCommand
  let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  func bench(_ path: String, _ more: String...) throws -> (name: String?, units: Int?) {
    let result = try derlius.run(
      [
        "bench", "-t", toy, "--corpus", "lt=\(path)", "--metrics", "fertility", "--resamples", "20",
        "--output", derlius.path("report"),
      ] + more)
    #expect(result.status == 0, "\(result.messages)")
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let verified = try derlius("verify", derlius.path("report"))
    #expect(verified.status == 0, "\(verified.messages)")
    return (
      json["rows"]?.array?.first?["policy"]?["unit"]?.string,
      json["corpora"]?.array?.first?["languages"]?.array?.first?["units"]?.integer
    )
  }

  @Test func documentsOfATreebankAreUnits() throws {
    let sentences = (0..<12).map { index in
      (index % 4 == 0 ? "# newdoc id = d\(index)\n" : "")
        + "1\tlabas\t_\tX\t_\t_\t0\troot\t_\t_\n2\trytas\t_\tX\t_\t_\t1\tx\t_\t_\n\n"
    }
    let path = try derlius.write(sentences.joined(), to: "a.conllu")
    #expect(try bench(path) == ("document", 3))
    #expect(try bench(path, "--unit", "group") == ("document", 3))
    #expect(try bench(path, "--unit", "5") == ("block of 5 lines", 3))
    #expect(try bench(path, "--unit", "4") == ("block of 4 lines", 3))
    #expect(try bench(path, "--unit", "document") == ("document", 12))
    #expect(try bench(path, "--unit", "file") == ("file", 1))
  }

  @Test func filesOfAnArchiveAreUnits() throws {
    let archive = joinPath(SharedData.repository, "Tests/Fixtures/Packed/members.tar")
    let found = try bench(archive)
    #expect(found.name == "file" && found.units ?? 0 > 1)
    #expect(try bench(archive, "--unit", "1").name == "document")
  }

  @Test func otherWordsAreRefused() throws {
    let path = try derlius.write("labas rytas\n", to: "a.txt")
    for (unit, problem) in [
      (
        "page",
        "page is no choice for --unit; use document, file, group or a number of adjacent lines"
      ),
      ("0", "--unit must be at least 1"),
    ] {
      let result = try derlius(
        "bench", "-t", toy, "--corpus", "lt=\(path)", "--unit", unit, "--output",
        derlius.path("report"))
      #expect(result.status == 64)
      #expect(result.messages == "derlius: \(problem)\n")
    }
  }
}

extension UnitCommandTests {
  @Test func filesOfAFolderAreUnitsAndOneText() throws {
    for (index, text) in ["labas rytas\nlabas\n", "vakaras\n", "geros dienos\nlabos\n"].enumerated()
    {
      _ = try derlius.write(text, to: "texts/\(index % 2)/a\(index).txt")
    }
    for path in [derlius.path("texts"), derlius.path("texts") + "/"] {
      #expect(try bench(path) == ("file", 3))
    }
    #expect(try bench(derlius.path("texts"), "--unit", "2") == ("block of 2 lines", 3))
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let corpus = try #require(json["corpora"]?.array?.first)
    #expect(corpus["name"]?.string == "texts")
    #expect(corpus["languages"]?.array?.count == 1)
    let record = try #require(corpus["languages"]?.array?.first)
    #expect(record["file"]?.string == "3 files" && record["documents"]?.integer == 5)
    var lines = ""
    for name in ["0/a0.txt", "0/a2.txt", "1/a1.txt"] {
      let digest = try sha256OfFile(derlius.path("texts/\(name)"))
      lines += "\(digest)  \(lastPathComponent(name))\n"
    }
    #expect(record["sha256"]?.string == (try SHA256.hexadecimalDigest(of: Array(lines.utf8))))
    #expect(record["fileBytes"] == nil || record["fileBytes"]?.integer == 45)
    // A manifest that names the files by hash gives the same report anywhere.
    let manifest = try derlius(
      "bench", derlius.path("report/manifest.json"), "--inputs", derlius.path("texts/0"),
      "--inputs", derlius.path("texts/1"), "--inputs", derlius.folder.path, "--output",
      derlius.path("again"))
    #expect(manifest.status == 0, "\(manifest.messages)")
    for name in try listDirectory(derlius.path("report")) {
      #expect(
        try readFile(derlius.path("report/\(name)")) == readFile(derlius.path("again/\(name)")))
    }
  }

  @Test func aFolderWithoutFiles() throws {
    try createDirectory(derlius.path("nothing"))
    let result = try derlius(
      "bench", "-t", toy, "--corpus", "lt=\(derlius.path("nothing"))", "--output",
      derlius.path("report"))
    #expect(result.status == 1)
    #expect(
      result.messages == "derlius: \(derlius.path("nothing")): the folder holds no files; "
        + "name a folder that holds texts\n")
  }
}
