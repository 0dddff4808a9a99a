import Testing

@testable import Corpora

@Suite struct TatoebaTests {
  private let sample = "1\teng\tHi, \"you\".\n12\tlit\t\"Labas.\n13\t\\N\t?\n14\tlit\tViso.\n"

  @Test func documentsAreTheTextsOfALanguage() throws {
    let fixture = try Fixture()
    let path = try fixture.write("sentences.csv", sample)
    func read(_ language: String?) throws -> [String] {
      let read = try texts(CorpusFile(path: path, options: ReadingOptions(language: language)))
      #expect(read.record.format == .tatoeba)
      return read.texts
    }
    #expect(try read("lt") == ["\"Labas.", "Viso."])
    #expect(try read("lit_Latn") == ["\"Labas.", "Viso."])
    #expect(try read("deu") == [])
    #expect(try read(nil) == ["Hi, \"you\".", "\"Labas.", "?", "Viso."])
    let detailed = try fixture.write(
      "d.csv", "1\tlit\tLabas.\tx\t\\N\t\\N\n2\tlit\tViso.\ty\t\\N\t\\N\n")
    #expect(try texts(CorpusFile(path: detailed)).texts == ["Labas.", "Viso."])
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.csv", "1\tlit\tLabas.\nx\tlit\tViso.\n")
    #expect(
      fixture.message { _ = try texts(CorpusFile(path: path, format: .tatoeba)) }
        == "a.csv:2: the line is not a number, a language and a text, parted by tabs; name Tatoeba's "
        + "sentences.csv, or a column of a table with --format tsv --column")
  }

  @Test func contentIsRecognized() {
    func format(_ text: String) -> CorpusFormat { CorpusFile.format(of: Array(text.utf8)) }
    #expect(format(sample) == .tatoeba)
    #expect(format("1\teng\tHi.\n") == .text)
    #expect(format("1\teng\tHi.\n2\tLIT\tLabas.\n") == .text)
    #expect(format("1\tHi.\t2\tLabas.\n3\tBye.\t4\tViso.\n") == .text)
  }
}
