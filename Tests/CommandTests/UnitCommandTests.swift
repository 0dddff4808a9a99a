import Groundwork
import TestSupport
import Testing

/// What `bench --unit` resamples.
@Suite struct UnitCommandTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  private func bench(_ path: String, _ more: String...) throws -> (name: String?, units: Int?) {
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
      ("page", "page is no choice for --unit; use document, file, group or a number of adjacent lines"),
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
