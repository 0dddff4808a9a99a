import Groundwork
import Testing

@testable import Corpora

@Suite struct ParallelFilesTests {
  private func read(_ fixture: Fixture, _ path: String) throws -> (
    languages: [String], texts: [[String]], warnings: [String]
  ) {
    let parallel = try ParallelFolder.find(joinPath(fixture.folder, path))
    var found = [[String]](repeating: [], count: parallel.members.count)
    try parallel.read { member, batch throws(Failure) in
      batch.forEachText { _, text in found[member].append(String(decoding: text, as: UTF8.self)) }
    }
    return (parallel.languages, found, parallel.warnings.map(\.description))
  }

  @Test func tablesHaveAColumnForEachLanguage() throws {
    let fixture = try Fixture()
    try fixture.write("a.csv", "id,lt,source,en\n1,\"Labas, drauge\",x,Hello\n2,,y,\"Good\nday\"\n")
    let read = try read(fixture, "a.csv")
    #expect(read.languages == ["en", "lt"])
    #expect(read.texts == [["Hello", "Good\nday"], ["Labas, drauge", ""]])
    #expect(
      read.warnings.map { $0.replacing(fixture.folder + "/", with: "") } == [
        "a.csv: columns left out, for their names are no languages: id, source"
      ])
    try fixture.write("a.tsv", "lit_Latn\teng_Latn\nLabas\tHello\n")
    #expect(try self.read(fixture, "a.tsv").texts == [["Hello"], ["Labas"]])
  }

  @Test func namesOfFilesSayThePairOfLanguages() throws {
    let fixture = try Fixture()
    try fixture.write("tatoeba.eng-lit.tsv", "1\t\"Hi\" there\t7\t\"Labas\n2\tBye\t9\tViso\n")
    let pairs = try read(fixture, "tatoeba.eng-lit.tsv")
    #expect(pairs.languages == ["eng", "lit"])
    #expect(pairs.texts == [["\"Hi\" there", "Bye"], ["\"Labas", "Viso"]])
    try fixture.write("news_lt-en.tsv", "Labas\tHello\n\tHi\n")
    let two = try read(fixture, "news_lt-en.tsv")
    #expect(two.languages == ["en", "lt"])
    #expect(two.texts == [["Hello", "Hi"], ["Labas", ""]])
  }

  @Test func translationMemoriesHaveAllTheirLanguages() throws {
    let fixture = try Fixture()
    try fixture.write(
      "a.tmx",
      """
      <?xml version="1.0"?>
      <tmx version="1.4"><header/><body>
      <tu><tuv xml:lang="en"><seg>Hello</seg></tuv><tuv xml:lang="lt"><seg>Labas</seg></tuv></tu>
      <tu><tuv xml:lang="lt"><seg>Viso</seg></tuv></tu>
      </body></tmx>
      """)
    let read = try read(fixture, "a.tmx")
    #expect(read.languages == ["en", "lt"])
    #expect(read.texts == [["Hello", ""], ["Labas", "Viso"]])
  }

  @Test func mosesFilesHaveACommonStart() throws {
    let fixture = try Fixture()
    try fixture.write("news.en", "Hello\r\nBye\r\n")
    try fixture.write("news.lt", "Labas\nViso\n")
    try fixture.write("law.en", "Act\n")
    try fixture.write("news.info", "x\n")
    let read = try read(fixture, "news")
    #expect(read.languages == ["en", "lt"])
    #expect(read.texts == [["Hello", "Bye"], ["Labas", "Viso"]])
  }

  @Test func whatIsWrongIsSaid() throws {
    let fixture = try Fixture()
    func message(_ path: String) -> String { fixture.message { _ = try read(fixture, path) } }
    try fixture.write("news.en", "Hello\nBye\n")
    try fixture.write("news.lt", "Labas\n")
    #expect(
      message("news")
        == "news.lt: has 1 lines, but news.en has 2; give each language the same sentences in the same lines"
    )
    #expect(
      message("none")
        == "none: there is no such folder or file; name a folder with a file for each language, a table with "
        + "a column for each, or the start of names such as x.en and x.lt")
    try fixture.write("a.tsv", "Labas\tHello\n")
    let unnamed =
      "does not say which languages its columns are in; name them in the first row, or in the file's name, "
      + "such as eng-lit.tsv"
    #expect(message("a.tsv") == "a.tsv: " + unnamed)
    try fixture.write("b.tsv", "1\tHi\t2\tLabas\n")
    #expect(message("b.tsv") == "b.tsv: " + unnamed)
    try fixture.write("a.txt", "Labas rytas\n")
    #expect(
      message("a.txt")
        == "a.txt: is no table with a column for each language; name the columns by language tags in the "
        + "first row, such as en and lt")
    try fixture.write("c.csv", "lt,LT\na,b\n")
    #expect(
      message("c.csv") == "c.csv: holds texts in LT twice; keep one column for each language")
    try fixture.write("pairs/eng-lit/x.eng", "a\n")
    try fixture.write("pairs/lit-spa/x.lit", "a\n")
    #expect(
      message("pairs")
        == "pairs: the folder holds no file with a language in its name; name one of its folders: eng-lit, "
        + "lit-spa")
  }

  @Test func pairsOfLanguagesStandInNames() {
    func pair(_ name: String) -> [String]? {
      LanguageTag.findPair(in: name).map { [$0.0, $0.1] }
    }
    #expect(pair("eng-lit.tsv") == ["eng", "lit"])
    #expect(pair("tatoeba_2024.lt-en.csv") == ["lt", "en"])
    #expect(pair("news_lt-en.tsv") == ["lt", "en"])
    #expect(pair("dev-test.tsv") == nil)
    #expect(pair("pairs.tsv") == nil)
  }
}
