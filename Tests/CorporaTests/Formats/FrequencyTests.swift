import Groundwork
import Testing

@testable import Corpora

@Suite struct FrequencyTests {
  private func read(
    _ text: String, format: CorpusFormat? = nil
  ) throws -> (entries: [String], record: ReadingRecord) {
    let fixture = try Fixture()
    let path = try fixture.write("a.tsv", text)
    var entries: [String] = []
    let record = try CorpusFile(path: path, format: format).read(batchBytes: 4, takesWeights: true)
    {
      batch throws(Failure) in
      batch.forEachText { index, text in
        entries.append("\(String(decoding: text, as: UTF8.self)) \(batch.weight(index))")
      }
    }
    return (entries, record)
  }

  @Test func documentsOccurAsOftenAsTheyAreCounted() throws {
    let read = try read("\u{FEFF}ir\t3\r\nžąsis\t2\r\n\r\nnė\t0\r\nx\t1")
    #expect(read.entries == ["ir 3", "žąsis 2", "x 1"])
    #expect(read.record.format == .frequency)
    #expect(read.record.documents == 3 && read.record.weight == 6 && read.record.words == 6)
    #expect(read.record.bytes == 3 * 2 + 2 * 7 + 1 && read.record.scalars == 3 * 2 + 2 * 5 + 1)
  }

  @Test func layoutsAreTakenFromContent() throws {
    #expect(try read("ir 5\nkad 5\naš 1\n").entries == ["ir 5", "kad 5", "aš 1"])
    #expect(
      try read("   5 ir\n  12 kad\n   1 aš\n", format: .frequency).entries == [
        "ir 5", "kad 12", "aš 1",
      ])
    #expect(try read("  12 kad\n   5 ir\n   1 aš\n").entries == ["kad 12", "ir 5", "aš 1"])
    #expect(try read("12\tkad\n5\tir\n1\taš\n").entries == ["kad 12", "ir 5", "aš 1"])
    #expect(try read("forma\tdažnis\nir\t5\nkad\t4\n").entries == ["ir 5", "kad 4"])
    #expect(try read("2018\t7\n5\t6\nir\t5\n").entries == ["2018 7", "5 6", "ir 5"])
    #expect(
      try read("7\t2018\n6\t5\n5\tir\n", format: .frequency).entries == ["2018 7", "5 6", "ir 5"])
    #expect(try read("1\t2\n3\t4\n", format: .frequency).entries == ["1 2", "3 4"])
    #expect(
      try read("labas rytas\t5\nir\t4\n", format: .frequency).entries == ["labas rytas 5", "ir 4"])
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    let fixture = try Fixture()
    func message(_ text: String) throws -> String {
      let path = try fixture.write("a.tsv", text)
      return fixture.message { _ = try texts(CorpusFile(path: path, format: .frequency)) }
    }
    let remedy = "; write counts as whole numbers, or read lines with --format text"
    #expect(
      try message("ir\t3\nkad\t2.5\n") == "a.tsv:2: the line is not a form, a tab and a count"
        + remedy)
    #expect(
      try message("ir\t3\n\t2\n") == "a.tsv:2: the line is not a form, a tab and a count" + remedy)
    #expect(
      try message("ir\t3\na\tb\t2\n") == "a.tsv:2: the line is not a form, a tab and a count"
        + remedy)
    #expect(
      try message("ir 3\nkad\n") == "a.tsv:2: the line is not a form, a space and a count" + remedy)
    #expect(
      try message("3 ir\nkad\n") == "a.tsv:2: the line is not a count, a space and a form" + remedy)
    #expect(
      try message("ir\t99999999999999999999\n")
        == "a.tsv:1: the line is not a form, a tab and a count" + remedy)
    #expect(
      try message("ir\t2.5\nkad\t1\n") == "a.tsv:1: the line is not a form, a tab and a count"
        + remedy)
    #expect(
      try message("ir\t1\nir\t400000000000\n")
        == "a.tsv:2: the counts add up to more than 2^40 bytes of text; divide the counts by a number"
    )
  }

  @Test func contentIsRecognized() {
    func format(_ text: String, isWhole: Bool = true) -> CorpusFormat {
      FormatDetection.source(of: FormatSample(Array(text.utf8), isWhole: isWhole)).format
    }
    #expect(format("ir\t5\nkad\t7\n") == .frequency)
    #expect(format("ir\t5\nkad\t7\nthe sample ends", isWhole: false) == .frequency)
    #expect(format("forma\tdažnis\nir\t5\nkad\t7\n") == .frequency)
    #expect(format("ir 5\nkad 5\naš 1\n") == .frequency)
    // One line, rising counts without tabs, several words, a line without a count: text.
    #expect(format("ir\t5\n") == .text)
    #expect(format("skyrius 1\nskyrius 2\nskyrius 3\n") == .text)
    #expect(format("1 skyrius\n2 skyrius\n3 skyrius\n") == .text)
    #expect(format("1\tLabas rytas.\n1\tLabas vakaras.\n0\tViso.\n") == .text)
    #expect(format("Man patiko\t1\nMan nepatiko\t0\n") == .text)
    #expect(format("ir 5\nkad 4\nkas\n") == .text)
  }
}
