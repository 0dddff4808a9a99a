import Groundwork
import Testing

@testable import Corpora

@Suite struct CorpusInputsTests {
  @Test func foldersStandForTheirFilesByName() throws {
    let fixture = try Fixture()
    for name in ["z.txt", "d/b.txt", "d/a.txt", "d/e/x.txt", "d/.hidden", "a.txt"] {
      try fixture.write(name, name + "\n")
    }
    let paths = ["z.txt", "d", "a.txt"].map { joinPath(fixture.folder, $0) }
    let inputs = try CorpusInputs(paths: paths)
    var read: [String] = []
    let records = try inputs.read { file, batch throws(Failure) in
      batch.forEachText { _, text in
        read.append("\(file) \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(read == ["0 z.txt", "1 d/a.txt", "2 d/b.txt", "3 d/e/x.txt", "4 a.txt"])
    #expect(records.map(\.name) == ["z.txt", "a.txt", "b.txt", "x.txt", "a.txt"])
  }

  @Test func missingAndEmptyInputsAreNamed() throws {
    let fixture = try Fixture()
    try createDirectory(joinPath(fixture.folder, "empty"))
    func message(_ name: String) -> String {
      fixture.message { _ = try CorpusInputs(paths: [joinPath(fixture.folder, name)]) }
    }
    #expect(message("none") == "none: there is no such file or folder; check the path")
    #expect(
      message("empty") == "empty: the folder holds no files; name a folder that holds texts")
  }

  @Test func theFormatIsFoundByContent() {
    func format(_ text: String) -> CorpusFormat { CorpusFile.format(of: Array(text.utf8)) }
    #expect(format("<?xml version=\"1.0\"?>") == .xml)
    #expect(format("\u{FEFF}\n <TEI xmlns=\"x\">") == .tei)
    #expect(format("<teiCorpus>") == .tei)
    #expect(format("<p>tekstas") == .html)
    #expect(format("Tekstas <TEI>") == .text)
    #expect(format("") == .text)
  }
}
