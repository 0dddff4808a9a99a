import Groundwork
import Testing

@testable import Corpora

@Suite struct TMXReadingTests {
  private let memory = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE tmx SYSTEM "tmx14.dtd">
    <tmx version="1.4"><header srclang="en" adminlang="en"><note xml:lang="lt">ne</note></header>
    <body><tu><prop type="x">ne</prop><tuv xml:lang="en-US"><seg>One <bpt i="1">&lt;b></bpt>word<ept
    i="1">&lt;/b></ept>.</seg></tuv><tuv xml:lang="LT"><note>ne</note><seg>Vienas
      <hi>žodis</hi>.</seg></tuv></tu>
    <tu><tuv lang="en"><seg>Two</seg></tuv></tu>
    <tu><tuv xml:lang="lt-LT"><seg>Trys</seg></tuv><tuv xml:lang="lt"><seg>3</seg></tuv><tuv
    xml:lang="de"><seg>Drei</seg></tuv></tu></body></tmx>
    """

  private func read(_ language: String?) throws -> [String] {
    try documents(memory, options: ReadingOptions(language: language))
  }

  @Test func unitsAreDocumentsOfOneLanguage() throws {
    #expect(try read("lt") == ["Vienas žodis.", "", "Trys"])
    #expect(try read("lit_Latn") == ["Vienas žodis.", "", "Trys"])
    #expect(try read("lt-LT") == ["", "", "Trys"])
    #expect(try read("en") == ["One word.", "Two", ""])
    #expect(try read("en-US") == ["One word.", "", ""])
    #expect(try read("de") == ["", "", "Drei"])
  }

  @Test func aLanguageMustBeNamedAndThere() throws {
    #expect(
      try message(memory)
        == "a.xml:5: holds texts in en-US and in LT; name the language that is to be read, "
        + "with --language")
    #expect(
      try message(memory, options: ReadingOptions(language: "fr"))
        == "a.xml: holds no text in fr; choose from en-US, LT, en, lt-LT, lt, de")
    let single = "<tmx><body><tu><tuv xml:lang=\"lt\"><seg>a</seg></tuv></tu><tu/></body></tmx>"
    #expect(try documents(single) == ["a", ""])
    #expect(
      try message("<tmx><body/></tmx>")
        == "a.xml: holds no text in <seg>; name a TMX file, or the format `text` to read the lines "
        + "as they are")
  }

  @Test(
    arguments: [
      ("lt", "lt", true), ("LT-lt", "lit", true), ("lt", "lt-LT", false), ("en-GB", "en", true),
      ("en-US", "en-GB", false), ("lt", "lit_Latn", true), ("lv", "lt", false), ("", "lt", false),
      ("lvs", "lv", true), ("sr-Latn-RS", "sr-RS", true),
    ])
  func tagsMatch(_ tag: String, _ wanted: String, _ isMatch: Bool) {
    #expect(TMXLanguages.matches(tag, wanted) == isMatch)
  }

  @Test func theReaderGivesAlignedTexts() throws {
    func reader() -> RecordedReader {
      let bytes = PiecewiseBytes(Array(memory.utf8), size: 7)
      return RecordedReader(HeldBytes(bytes), name: "a.tmx", options: .init())
    }
    var units: [[String?]] = []
    var lines: [Int] = []
    try TMXReader.read(reader(), languages: ["lt", "en", "de"]) { unit in
      lines.append(unit.line)
      units.append(unit.texts.map { $0.map { String(decoding: $0, as: UTF8.self) } })
    }
    #expect(
      units == [["Vienas žodis.", "One word.", nil], [nil, "Two", nil], ["Trys", nil, "Drei"]])
    #expect(lines == [4, 7, 8])
    #expect(try TMXReader.languages(in: reader()) == ["en-US", "LT", "en", "lt-LT", "lt", "de"])
    #expect(throws: Failure.self) {
      try TMXReader.read(reader(), languages: ["lt", "fr"]) { _ in }
    }
  }
}
