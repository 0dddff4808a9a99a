import Groundwork
import TestSupport
import Testing

@testable import Corpora

/// Batches say where articles, documents of a treebank and files of an archive begin.
@Suite struct GroupStartTests {
  /// The starts of groups, as numbers of documents of the whole file, whatever the size of batches.
  private func starts(_ path: String, form: String = "raw") throws -> [String] {
    var known: [String]?
    for batchBytes in [1, 1 << 20] {
      var found: [String] = []
      var before = 0
      var options = ReadingOptions()
      options.form = try #require(.init(form))
      try CorpusFile(path: path, options: options).read(batchBytes: batchBytes) {
        (batch) throws(Failure) in
        found += batch.groupStarts.map { "\(before + $0.text) \($0.kind)" }
        before += batch.count
      }
      if let known { #expect(found == known) }
      known = found
    }
    return try #require(known)
  }

  @Test func ofATreebank() throws {
    let fixture = try Fixture()
    func sentence(_ comment: String, _ word: String) -> String {
      comment + "1\t\(word)\t_\tX\t_\t_\t0\troot\t_\t_\n\n"
    }
    let text =
      "# newdoc = only a licence\n\n" + sentence("", "a") + sentence("# newdoc id = n\n", "b")
      + sentence("# newdocument\n", "c") + sentence("#newdoc\n# newpar\n", "d")
    let path = try fixture.write("a.conllu", text)
    #expect(try starts(path) == ["1 document", "3 document"])
    #expect(try starts(path, form: "NFC") == ["1 document", "3 document"])
  }

  @Test func ofADump() throws {
    let fixture = try Fixture()
    func page(_ text: String) -> String {
      "<page><title>T</title><ns>0</ns><revision><text>\(text)</text></revision></page>"
    }
    let pages = page("a\n\nb") + page("#REDIRECT [[a]]") + page("{{x}}") + page("c")
    let path = try fixture.write(
      "a.xml", "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\">\(pages)</mediawiki>"
    )
    #expect(try starts(path) == ["0 article", "2 article"])
  }

  @Test func ofDivisions() throws {
    let fixture = try Fixture()
    func tei(_ body: String) throws -> String {
      try fixture.write("a.xml", "<TEI><teiHeader/><text><body>\(body)</body></text></TEI>")
    }
    // A heading goes with the division that follows it; what follows a division is a group of its own.
    let book = """
      <p>a</p><div><head>I</head><div><head>1</head><p>b</p><p>c</p></div><div><p>d</p></div>
      <p>e</p></div><div/><div1><head>II</head></div1><div1><l>f</l></div1>
      """
    #expect(
      try starts(tei(book)) == [
        "0 division", "1 division", "5 division", "6 division", "7 division",
      ])
    // A division within a text, and a note in a heading, begin nothing.
    let within = """
      <div><head>I<note>n</note></head><div><p>a<floatingText><body><div>b</div></body></floatingText></p>
      <p>c</p></div></div>
      """
    #expect(try starts(tei(within)) == ["0 division"])
    let ces = try fixture.write(
      "c.xml",
      "<cesDoc><text><body><div><seg>a</seg></div><div><seg>b</seg></div></body></text></cesDoc>")
    #expect(try starts(ces) == ["0 division", "1 division"])
    let both = try fixture.write(
      "d.xml",
      "<teiCorpus><TEI><text><p>a</p></text></TEI><TEI><text><p>b</p></text></TEI></teiCorpus>")
    #expect(try starts(both) == ["0 division", "1 division"])
  }

  @Test func ofRecords() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.jsonl", "{\"text\": \"a\\nb\"}\n\n{\"text\": \"c\"}\n")
    #expect(try starts(path) == ["0 record", "1 record"])
  }

  @Test func ofAnArchive() throws {
    let archive = joinPath(SharedData.repository, "Tests/Fixtures/Packed/members.tar")
    let record = try CorpusFile(path: archive).read { (_) throws(Failure) in }
    var before = 0
    var expected: [String] = []
    for member in record.members where member.documents > 0 {
      expected.append("\(before) file")
      before += member.documents
    }
    #expect(expected.count > 1)
    #expect(try starts(archive) == expected)
  }

  @Test func ofTextThereAreNone() throws {
    let fixture = try Fixture()
    #expect(try starts(try fixture.write("a.txt", "a\nb\n")) == [])
  }
}
