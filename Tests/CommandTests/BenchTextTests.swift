import Groundwork
import TestSupport
import Testing

/// What a report shows of its corpora, and what it states of their licences.
@Suite struct BenchTextTests {
  private let derlius: RunCommand
  private let toy: String
  private let texts = [
    "labas pasauli rytas geras\nkaip sekasi jums visiems šiandien\n",
    "hello world fine morning\nhow are you all today\n",
  ]

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    _ = try derlius.write(texts[0], to: "parallel/lit_Latn.txt")
    _ = try derlius.write(texts[1], to: "parallel/eng_Latn.txt")
    _ = try derlius.write("form\tsegments\nlabas\tlab-as\n", to: "morphemes.tsv")
  }

  private func bench(
    _ more: [String], output: String = "report", environment: [String] = []
  ) throws -> RunCommand.Result {
    try derlius.run(
      [
        "bench", "-t", toy, "--parallel", "tiny=\(derlius.path("parallel"))", "--reference",
        "eng_Latn", "--focus", "lt", "--morphology", "lt=\(derlius.path("morphemes.tsv"))",
        "--output", derlius.path(output), "--resamples", "0",
      ] + more, environment: environment)
  }

  private func json(_ name: String, in folder: String = "report") throws -> JSONValue {
    try JSONValue(contentsOf: derlius.path("\(folder)/\(name)"))
  }

  @Test func aReportShowsItsSentencesWithMorphemes() throws {
    let result = try bench([])
    #expect(result.status == 0, "\(result.messages)")
    let sentence = try #require(try json("result.json")["showcase"]?.array?.first)
    #expect(sentence["text"]?.string == "labas pasauli rytas geras")
    #expect(sentence["morphemes"]?.serialized() == "[[0, 3, 5]]")
    let worst = try #require(try json("result.json")["worstSentences"]?.array)
    #expect(worst.map { $0["order"]?.string } == ["tokens_per_word", "tokens_per_word"])
    #expect(worst[0]["tokens"]?.integer == 34 && worst[0]["against"]?.integer == 5)
  }

  @Test func withoutTextNoWordOfTheCorporaIsInAnyFile() throws {
    let result = try bench(["--no-text", "--form", "lower"])
    #expect(result.status == 0, "\(result.messages)")
    for name in try listDirectory(derlius.path("report")) {
      let text = try String(decoding: readFile(derlius.path("report/\(name)")), as: UTF8.self)
      for word in ["labas", "sekasi", "hello", "today"] {
        #expect(!text.contains(word), "\(word) in \(name)")
      }
    }
    #expect(try json("manifest.json")["text"]?.bool == false)
    let verified = try derlius("verify", derlius.path("report"))
    #expect(verified.status == 0, "\(verified.messages)")
  }

  @Test func licencesAreFoundByHashOrGivenAndStayWithTheManifest() throws {
    let hash = try SHA256.hexadecimalDigest(of: Array(texts[0].utf8))
    let manifest = """
      {"name": "known", "title": "Known", "about": "A text.", "kind": "text", "licence": "CC BY 4.0",
       "files": [{"path": "a.txt", "language": "lit", "tag": "lt", "url": null, "bytes": null, "sha256": "\(hash)"}]}
      """
    _ = try derlius.write(manifest, to: "shelf/known.json")
    let shelf = ["DERLIUS_CORPORA=\(derlius.path("shelf"))"]
    let result = try bench(["--licence", "toy=CC0"], environment: shelf)
    #expect(result.status == 0, "\(result.messages)")
    func licences(_ folder: String) throws -> [String?] {
      let json = try json("result.json", in: folder)
      let languages = json["corpora"]?.array?.first?["languages"]?.array ?? []
      return (languages + (json["tokenizers"]?.array ?? []).prefix(1)).map {
        $0["licence"]?.string
      }
    }
    #expect(try licences("report") == [nil, "CC BY 4.0", "CC0"])
    // Where nothing is known of the corpora, the manifest still is.
    let again = try derlius(
      "bench", derlius.path("report/manifest.json"), "--output", derlius.path("again"))
    #expect(again.status == 0, "\(again.messages)")
    #expect(try licences("again") == [nil, "CC BY 4.0", "CC0"])
    // And what it does not state is not looked up.
    _ = try bench([], output: "unstated")
    let later = try derlius.run(
      ["verify", derlius.path("unstated")], environment: shelf)
    #expect(later.status == 0, "\(later.messages)")
  }

  @Test func aLicenceOfNothingIsAMistake() throws {
    let result = try bench(["--licence", "other=CC0"])
    #expect(result.status == 64)
    #expect(
      result.messages.contains(
        "--licence names other, which is no corpus, tokenizer or morphology here; use the name that the "
          + "report has for it; of a morphology its file's"), "\(result.messages)")
    #expect(
      try bench(["--licence", "other"]).messages.contains(
        "--licence other has no name or no path; write it as NAME=LICENCE"))
  }
}
