import Groundwork
import Testing

@testable import Corpora

@Suite struct TableTests {
  private func read(
    _ text: String, column: String? = nil, format: CorpusFormat? = nil, quotes: Bool = true
  ) throws -> [String] {
    let fixture = try Fixture()
    let path = try fixture.write("a.csv", text)
    let options = ReadingOptions(column: column, hasQuotes: quotes)
    return try texts(CorpusFile(path: path, format: format, options: options)).texts
  }

  private func message(_ text: String, column: String? = nil) throws -> String {
    let fixture = try Fixture()
    let path = try fixture.write("a.csv", text)
    return fixture.message {
      _ = try texts(
        CorpusFile(path: path, format: .csv, options: ReadingOptions(column: column)))
    }
  }

  @Test func documentsAreTheFieldsOfAColumn() throws {
    let table =
      "\u{FEFF}id,text,x\r\n1,\"Ji tarė: \"\"Labas\"\"\r\nir išėjo, tyliai\",a\r\n\r\n2,,b\r\n3,5\" langas,c"
    #expect(try read(table) == ["Ji tarė: \"Labas\"\r\nir išėjo, tyliai", "", "5\" langas"])
    #expect(try read(table, column: "x") == ["a", "b", "c"])
    #expect(try read(table, column: "1") == ["id", "1", "2", "3"])
    #expect(try read("id;text\n1;a,b\n2;\"c;d\"\n") == ["a,b", "c;d"])
    #expect(try read("id\ttext\n1\t\"a\tb\"\n2\tc\n") == ["a\tb", "c"])
    #expect(try read("2,1\na,b\n", column: "1") == ["b"])
    #expect(try read("text\n\"\"\n\na\n", format: .csv) == ["", "a"])
  }

  @Test func quotesMayBeOrdinaryCharacters() throws {
    #expect(
      try read("id\ttext\n1\t\"Labas\" tarė\n2\t\"be galo\n", format: .tsv, quotes: false)
        == ["\"Labas\" tarė", "\"be galo"])
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    #expect(
      try message("id,title\n1,a\n")
        == "a.csv:1: the first row has no column \"text\"; name a column, or its number, with --column: "
        + "id, title")
    #expect(
      try message("id,title\n1,a\n", column: "5")
        == "a.csv:1: there is no column 5: the first row has 2 fields; name a column with --column")
    #expect(
      try message("id,text\n1,\"a\nb\"\n\n2,c,d\n")
        == "a.csv:5: the row has 3 fields, but the first has 2; put fields that hold the delimiter in quotes, "
        + "or read lines with --format text")
    #expect(
      try message("id,text\n1\n")
        == "a.csv:2: the row has 1 field, but the first has 2; put fields that hold the delimiter in quotes, "
        + "or read lines with --format text")
    #expect(
      try message("id,text\n1,\"a\n2,b\n")
        == "a.csv:2: a quote opens and does not close; close it, or read the quotes as characters with "
        + "--no-quotes")
    #expect(
      try message("id,text\n1,a\n2,\"b\nc\" d\n")
        == "a.csv:4: text stands behind a closing quote; double the quotes inside a field, or read them as "
        + "characters with --no-quotes")
  }

  /// The rows of a text that comes in chunks which end at the places given; nil where it is refused.
  private func rows(_ bytes: [UInt8], cutAt cuts: [Int]) -> [[[UInt8]]]? {
    var parser = TableParser(delimiter: 0x2C, file: "a")
    var rows: [[[UInt8]]] = []
    func take() { rows.append(parser.ends.indices.map { Array(parser.field($0)) }) }
    do {
      var start = 0
      for end in cuts + [bytes.count] {
        var position = 0
        try Array(bytes[start..<end]).withUnsafeBufferPointer { chunk in
          while try parser.nextRecord(in: chunk, from: &position) { take() }
        }
        start = end
      }
      if try parser.finish() { take() }
      return rows
    } catch {
      return nil
    }
  }

  @Test("the parser agrees with a slow one on random tables, cut into chunks anywhere")
  func agreesWithSlowTable() {
    let random = KeyedRandom(seed: 4, stream: 1)
    let alphabet = Array("aą\"\",,\n\r".utf8)
    var wellFormed = 0
    for text in 0..<4000 {
      let length = random.below(14, UInt64(text) &* 64)
      let bytes = (0..<length).map { index in
        alphabet[random.below(alphabet.count, UInt64(text) &* 64 &+ 1 &+ UInt64(index))]
      }
      let expected = slowTable(bytes)
      wellFormed += expected == nil ? 0 : 1
      #expect(rows(bytes, cutAt: []) == expected, "\(bytes)")
      #expect(rows(bytes, cutAt: Array(0..<bytes.count)) == expected, "\(bytes)")
      if length > 2 { #expect(rows(bytes, cutAt: [length / 2]) == expected, "\(bytes)") }
    }
    #expect(wellFormed > 1000 && wellFormed < 3900)
  }

  @Test func chunksOfTheReaderMayEndAnywhere() throws {
    let fixture = try Fixture()
    for shift in 0..<24 {
      let filler = String(repeating: "x", count: RecordedReader.chunk - 24 + shift)
      let path = try fixture.write("a.csv", "text,n\n\(filler),1\r\n\"a \"\"ą\"\"\r\n,\",2\r\nb,3")
      let read = try texts(CorpusFile(path: path, format: .csv)).texts
      #expect(read.dropFirst() == ["a \"ą\"\r\n,", "b"], "shift \(shift)")
    }
  }

  @Test func contentIsRecognized() {
    func format(_ text: String, isWhole: Bool = true) -> CorpusFormat {
      FormatDetection.source(of: FormatSample(Array(text.utf8), isWhole: isWhole)).format
    }
    #expect(format("id,text\n1,a\n") == .csv)
    #expect(format("id;text\n1;a\n") == .csv)
    #expect(format("id\ttext\n1\ta\n") == .tsv)
    #expect(format("id,text\n1,\"the sample ends within", isWhole: false) == .csv)
    // No column is called text, rows are not of one width, or there is none below the first.
    #expect(format("id,title\n1,a\n") == .text)
    #expect(format("id,text\n1,a,b\n") == .text)
    #expect(format("id,text\n") == .text)
    #expect(format("text\na\n") == .text)
    #expect(format("text,text\na,b\n") == .text)
    #expect(format("Kava, arbata, text\nLabas, rytas, visiems\n") == .text)
    #expect(format("Vakar lijo, o šiandien ne.\nRytoj, sako, snigs.\n") == .text)
  }

  @Test func aNamedColumnSaysThatItIsATable() throws {
    #expect(try read("id,title\n1,a\n", column: "title") == ["a"])
    #expect(try read("1\ta b\n2\tc, d\n", column: "2") == ["a b", "c, d"])
  }
}
