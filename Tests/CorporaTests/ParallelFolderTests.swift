import Groundwork
import TestSupport
import Testing

@testable import Corpora

@Suite struct ParallelFolderTests {
  @Test(arguments: [
    ("lit_Latn.dev", "lit_Latn"), ("newstest2019-ref.lit.txt", "lit"), ("x.zho-CN.txt", "zho-CN"),
    ("lit-eng.lit", "lit"), ("lt.txt", "lt"), ("lt", "lt"), ("EN.txt", "EN"),
    ("tatoeba-test-v2021-03-30.eng", "eng"), ("newstest2019-src.eng.txt", "eng"),
    ("train.en-lt.en", "en"), ("a.sr_Cyrl_RS.test", "sr_Cyrl_RS"), ("de_1996.txt", "de_1996"),
    ("es-419.txt", "es-419"), ("ca-valencia.txt", "ca-valencia"), ("europarl-lt.txt", "lt"),
    ("udhr_amh.xml", "amh"), ("udhr_deu_1996.xml", "deu_1996"),
  ])
  func theLanguageIsTheLastTagOfTheName(_ name: String, _ language: String) {
    #expect(LanguageTag.find(in: name) == language)
  }

  @Test(arguments: [
    "README.md", "metadata_dev.tsv", "notes.txt", "dev.txt", "ref.src", "LICENSE", "1.txt",
    "newstest2019-ref.txt", "devtest", "a.b.c", "lit!.", "corpus-xqx.txt",
  ])
  func namesWithoutLanguage(_ name: String) { #expect(LanguageTag.find(in: name) == nil) }

  @Test func filesAreReadInTheOrderOfLanguages() throws {
    let fixture = try Fixture()
    try fixture.write("x.lt.txt", "vienas\r\n\r\ntrys\r\n")
    try fixture.write("x.en.txt", "one\n\nthree")
    try fixture.write("README.md", "x")
    let folder = try ParallelFolder.open(fixture.folder)
    #expect(folder.languages == ["en", "lt"])
    #expect(
      folder.warnings == [.namesWithoutLanguage(folder: fixture.folder, names: ["README.md"])])
    #expect(
      folder.warnings.map(\.description) == [
        "\(fixture.folder): left out for want of a language in the name: README.md"
      ])
    var read: [String] = []
    let records = try folder.read { member, batch throws(Failure) in
      batch.forEachText { _, text in
        read.append("\(member) \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(read == ["0 one", "0 ", "0 three", "1 vienas", "1 ", "1 trys"])
    #expect(records.map(\.documents) == [3, 3] && records.map(\.emptyDocuments) == [1, 1])
  }

  @Test func languagesAreChosenByTagOrItsStart() throws {
    let fixture = try Fixture()
    for name in ["lit_Latn.dev", "eng_Latn.dev", "zho_Hans.dev", "zho_Hant.dev"] {
      try fixture.write(name, "a\n")
    }
    func chosen(_ languages: [String]) throws -> [String] {
      try ParallelFolder.open(fixture.folder, languages: languages).languages
    }
    #expect(try chosen(["lit-latn", "eng"]) == ["lit_Latn", "eng_Latn"])
    #expect(try chosen(["eng", "eng_Latn"]) == ["eng_Latn"])
    #expect(
      fixture.message { _ = try chosen(["zho", "lit", "fr"]) }
        == "FOLDER: the folder has no language zho, fr; choose from eng_Latn, lit_Latn, zho_Hans, "
        + "zho_Hant")
  }

  @Test func foldersThatDoNotFitAreNamed() throws {
    let fixture = try Fixture()
    func message(_ name: String) -> String {
      fixture.message {
        _ = try ParallelFolder.open(joinPath(fixture.folder, name)).read { _, _ throws(Failure) in }
      }
    }
    try fixture.write("uneven/lt.txt", "a\nb\n")
    try fixture.write("uneven/en.txt", "a\nb\nc\n")
    #expect(
      message("uneven")
        == "uneven/lt.txt: has 2 lines, but uneven/en.txt has 3; give each language the same "
        + "sentences in the same lines")
    try fixture.write("twice/a.lt.txt", "a\n")
    try fixture.write("twice/b.LT.txt", "a\n")
    #expect(
      message("twice")
        == "twice: the files a.lt.txt and b.LT.txt are both of the language LT; keep one file for "
        + "each language in the folder")
    try fixture.write("none/notes.txt", "a\n")
    #expect(
      message("none")
        == "none: the folder holds no file with a language in its name; name files after their "
        + "languages, such as lt.txt and en.txt")
    #expect(
      message("absent")
        == "absent: there is no such folder; name a folder with one file for each language")
    #expect(
      message("none/notes.txt")
        == "none/notes.txt: is not a folder; name a folder with one file for each language")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func theSharedFoldersAreAligned() throws {
    let flores = try ParallelFolder.open(SharedData.path("text/parallel/flores200/dev"))
    #expect(flores.members.count == 45 && flores.warnings.isEmpty)
    let records = try flores.read { _, _ throws(Failure) in }
    #expect(records.allSatisfy { $0.documents == 997 })
    let ntrex = try ParallelFolder.open(SharedData.path("text/parallel/ntrex128"))
    #expect(ntrex.members.count == 19 && ntrex.languages.contains("zho-CN"))
    #expect(try ntrex.read { _, _ throws(Failure) in }.allSatisfy { $0.documents == 1997 })
    let tatoeba = SharedData.path("text/parallel/tatoeba")
    for name in try listDirectory(tatoeba) {
      let pair = try ParallelFolder.open(joinPath(tatoeba, name))
      #expect(pair.languages.joined(separator: "-") == name)
      try pair.read { _, _ throws(Failure) in }
    }
  }
}
