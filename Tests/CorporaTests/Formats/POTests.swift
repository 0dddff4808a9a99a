import Groundwork
import Testing

@testable import Corpora

@Suite struct POTests {
  private let sample = """
    # Antraštė
    #, fuzzy
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"

    #: a.c:1
    #, c-format
    msgid "Open"
    msgstr "Atverti"

    msgctxt "menu"
    msgid "Close"
    msgstr ""
    "Už"
      "daryti \\"%s\\"\\t\\\\\\n"
    #, fuzzy, c-format
    #| msgid "Old"
    msgid "New"
    msgstr "Senas"

    msgid "Untranslated"
    msgstr ""

    msgid "one file"
    msgid_plural "files"
    msgstr[0] "failas"
    msgstr[1] ""
    msgstr[2] "failų"

    #, fuzzy
    #~ msgid "Gone"
    #~ msgstr "Dingo"

    msgctxt "empty"
    msgid ""
    msgstr "su \\304\\205 ir \\xc4\\x85"
    """

  private let translations = [
    "Atverti", "Uždaryti \"%s\"\t\\\n", "failas", "failų", "su ą ir ą",
  ]

  @Test func documentsAreTranslationsInUse() throws {
    let fixture = try Fixture()
    for text in [sample, sample + "\n", "\u{FEFF}" + sample.replacing("\n", with: "\r\n")] {
      let path = try fixture.write("lt.po", text)
      let read = try texts(CorpusFile(path: path))
      #expect(read.record.format == .po)
      #expect(read.texts == translations)
    }
  }

  @Test func headersDeclareTheEncoding() throws {
    let fixture = try Fixture()
    // "ąžė" in ISO-8859-13, as old catalogues have it.
    let header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-13\\n\"\n"
    var bytes = Array(header.utf8)
    bytes += Array("\nmsgid \"a\"\nmsgstr \"".utf8) + [0xE0, 0xFE, 0xEB] + Array("\"\n".utf8)
    let path = try fixture.write("lt.po", bytes)
    let read = try texts(CorpusFile(path: path))
    #expect(read.texts == ["ąžė"])
    #expect(read.record.encoding == "ISO-8859-13")
    let named = ReadingOptions(encoding: "windows-1252")
    #expect(try texts(CorpusFile(path: path, options: named)).texts == ["àþë"])
    let template = sample.replacing("charset=UTF-8", with: "charset=CHARSET")
    #expect(try texts(CorpusFile(path: fixture.write("lt.pot", template))).texts == translations)
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    let fixture = try Fixture()
    func message(_ text: String) throws -> String {
      let path = try fixture.write("lt.po", text)
      return fixture.message { _ = try texts(CorpusFile(path: path, format: .po)) }
    }
    let remedy = "; correct the catalogue; msgfmt -c says more"
    #expect(
      try message("msgid \"a\"\nmsgstr \"b\n") == "lt.po:2: a string does not end" + remedy)
    #expect(
      try message("msgid \"a\" b\n") == "lt.po:1: text stands behind a string" + remedy)
    #expect(
      try message("msgid a\n") == "lt.po:1: expected a string in quotes" + remedy)
    #expect(
      try message("msgid \"\\q\"\n") == "lt.po:1: an unknown escape stands in a string" + remedy)
    #expect(
      try message("msgid \"a\"\n\nmsgid \"b\"\n") == "lt.po:1: the entry has no msgstr" + remedy)
    #expect(
      try message("msgid \"a\"\nmsgstr \"b\"\n\nmsgctxt \"x\"\nmsgid \"b\"\n")
        == "lt.po:4: the entry has no msgstr" + remedy)
    #expect(
      try message("Labas\n") == "lt.po:1: expected msgid, msgstr, a comment or a string" + remedy)
    #expect(
      try message("\"a\"\n") == "lt.po:1: a string stands outside an entry; put msgid before it")
    let place = "; write msgid, then msgstr; or msgid, msgid_plural, msgstr[0], msgstr[1] and so on"
    #expect(try message("msgstr \"a\"\n") == "lt.po:1: msgstr does not belong here" + place)
    #expect(
      try message("msgid \"a\"\nmsgstr[0] \"a\"\n") == "lt.po:2: msgstr[0] does not belong here"
        + place)
    #expect(
      try message("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"a\"\n")
        == "lt.po:3: msgstr[1] does not belong here" + place)
    #expect(
      try message("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n")
        == "lt.po:3: msgstr does not belong here" + place)
    #expect(
      try message("\nmsgid \"a\"\nmsgstr \"\\304\"\n")
        == "lt.po:2: escapes make a translation that is not UTF-8; write its characters without escapes"
    )
  }

  @Test("the parser agrees with a slow one on random catalogues")
  func agreesWithSlowPO() throws {
    let random = KeyedRandom(seed: 11, stream: 2)
    var draw: UInt64 = 0
    func below(_ limit: Int) -> Int {
      draw += 1
      return random.below(limit, draw)
    }
    func string() -> String {
      let parts = ["a", "ą ", "\\n", "\\t", "\\\"", "\\\\", "#", "msgid ", "%s"]
      return "\"" + (0..<below(5)).map { _ in parts[below(parts.count)] }.joined() + "\""
    }
    func statement(_ keyword: String) -> String {
      let more = (0..<below(3)).map { _ in (below(2) == 0 ? " " : "") + string() + "\n" }
      return keyword + " " + string() + "\n" + more.joined()
    }
    let fixture = try Fixture()
    var found = 0
    for _ in 0..<60 {
      var text = "msgid \"x\"\nmsgstr \"y\"\n"
      for _ in 0..<below(12) {
        if below(2) == 0 { text += "\n" }
        if below(4) == 0 { text += "#, fuzzy\n" }
        if below(4) == 0 { text += "#~ msgid \"o\"\n#~ msgstr \"o\"\n" }
        if below(3) == 0 { text += "# pastaba \"a\"\n" }
        if below(4) == 0 { text += "#, c-format\n" }
        if below(4) == 0 { text += statement("msgctxt") }
        text += statement("msgid")
        if below(3) == 0 {
          text += statement("msgid_plural")
          for index in 0...below(3) { text += statement("msgstr[\(index)]") }
        } else {
          text += statement("msgstr")
        }
      }
      let path = try fixture.write("lt.po", text)
      let read = try texts(CorpusFile(path: path)).texts
      #expect(read == slowPO(text), "\(text)")
      found += read.count
    }
    #expect(found > 200)
  }

  @Test func chunksMayEndAnywhere() throws {
    let fixture = try Fixture()
    for shift in 0..<16 {
      let line = "# " + String(repeating: "x", count: RecordedReader.chunk - 20 + shift * 40) + "\n"
      let path = try fixture.write("lt.po", line + sample)
      #expect(try texts(CorpusFile(path: path, format: .po)).texts == translations)
    }
  }

  @Test func contentIsRecognized() {
    func format(_ text: String) -> CorpusFormat { CorpusFile.format(of: Array(text.utf8)) }
    #expect(format(sample) == .po)
    #expect(format("# a\n\n msgctxt \"x\"\n") == .po)
    #expect(format("domain \"x\"\n") == .po)
    #expect(format("msgid\n") == .text)
    #expect(format("msgid be kabučių\n") == .text)
    #expect(format("domain yra žodis\n") == .text)
    #expect(format("# antraštė\n\nTekstas.\n") == .text)
  }
}
