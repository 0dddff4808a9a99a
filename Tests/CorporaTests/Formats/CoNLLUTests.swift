import Groundwork
import Testing

@testable import Corpora

@Suite struct CoNLLUTests {
  /// Columns parted by spaces here, by tabs in the file.
  private func table(_ rows: String) -> String {
    rows.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") ? String($0) : $0.split(separator: " ").joined(separator: "\t") }
      .joined(separator: "\n")
  }

  private let sample = """
    # newdoc
    # sent_id = a-1
    # text =  Eik iš ten!
    1 Eik eiti VERB _ Mood=Imp|Number=Sing 0 root _ _
    2-3 ištens _ _ _ _ _ _ _ SpaceAfter=No
    2 iš iš ADP _ _ 1 case _ _
    3 ten ten ADV _ Degree=Pos 1 advmod _ _
    3.1 _ _ VERB _ _ _ _ _ _
    4 ! ! PUNCT _ _ 1 punct _ _

    0.1 dingęs _ _ _ _ _ _ _ _
    1 _ _ SYM _ _ 0 root _ SpaceAfter=No|X=1
    2-3 dusyk _ _ _ _ _ _ _ SpaceAfter=No
    2 du du NUM _ _ 1 x _ _
    3 syk sykis NOUN _ _ 1 x _ _
    4 gale galas NOUN _ _ 1 x _ _
    """

  @Test func documentsAreSentences() throws {
    let fixture = try Fixture()
    for ending in ["", "\n", "\n\n", "\n\n\n"] {
      let path = try fixture.write("a.conllu", table(sample) + ending)
      let read = try texts(CorpusFile(path: path))
      #expect(read.record.format == .conllu)
      #expect(read.texts == ["Eik iš ten!", "_dusykgale"])
    }
  }

  @Test func lineEndsMayBeThoseOfWindows() throws {
    let fixture = try Fixture()
    let windows = table(sample).split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let path = try fixture.write("a.conllu", "\u{FEFF}" + windows)
    #expect(try texts(CorpusFile(path: path)).texts == ["Eik iš ten!", "_dusykgale"])
  }

  @Test func wordsHaveLemmasAndFeatures() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.conllu", table(sample))
    var words: [[String]] = []
    var identifiers: [String] = []
    var lines: [Int] = []
    try Treebank(path: path).forEachSentence { sentence throws(Failure) in
      func text(_ range: Range<Int>) -> String {
        String(decoding: sentence[range], as: UTF8.self)
      }
      identifiers.append(text(sentence.identifier))
      lines.append(sentence.line)
      for word in sentence.words {
        words.append(
          [word.form, word.lemma, word.partOfSpeech, word.features].map(text))
      }
    }
    #expect(identifiers == ["a-1", ""])
    #expect(lines == [1, 11])
    #expect(
      words == [
        ["Eik", "eiti", "VERB", "Mood=Imp|Number=Sing"], ["iš", "iš", "ADP", ""],
        ["ten", "ten", "ADV", "Degree=Pos"], ["!", "!", "PUNCT", ""],
        ["_", "_", "SYM", ""], ["du", "du", "NUM", ""], ["syk", "sykis", "NOUN", ""],
        ["gale", "galas", "NOUN", ""],
      ])
  }

  @Test func batchesBringWordsWhereTheyAreWanted() throws {
    let fixture = try Fixture()
    let path = try fixture.write(
      "a.conllu", table(sample.replacing("Eik eiti", with: "E\u{301}ik eiti")))
    var options = ReadingOptions()
    options.givesWords = true
    for batchBytes in [1, 1 << 20] {
      for form in ["raw", "NFC"] {
        options.form = try #require(.init(form))
        var words: [[String]] = []
        let record = try CorpusFile(path: path, options: options).read(batchBytes: batchBytes) {
          batch throws(Failure) in
          guard let given = batch.givenWords else { return }
          for index in 0..<batch.count {
            words.append(
              given.words(ofText: index).map { String(decoding: given.bytes[$0], as: UTF8.self) })
          }
        }
        let first = form == "raw" ? "E\u{301}ik" : "\u{C9}ik"
        #expect(
          words.map { $0.map { Array($0.utf8) } }
            == [
              [first, "iš", "ten", "!"], ["_", "du", "syk", "gale"],
            ].map { $0.map { Array($0.utf8) } })
        #expect(record.documents == 2)
      }
    }
    let text = try fixture.write("a.txt", "Be žodžių.\n")
    #expect(
      fixture.message { try CorpusFile(path: text, options: options).read { _ in } }
        == "a.txt: is read as text, which has no words of a treebank; name a CoNLL-U file, or another rule "
        + "than treebank for words")
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    let fixture = try Fixture()
    func message(_ text: String) throws -> String {
      let path = try fixture.write("a.conllu", table(text))
      return fixture.message { _ = try texts(CorpusFile(path: path, format: .conllu)) }
    }
    let row = "1 a a X _ _ 0 root _ _\n"
    let order = "; number the words of a sentence from 1, and put a blank line between sentences"
    #expect(
      try message("# text = a\n1 a a\n")
        == "a.conllu:2: the row has 3 columns, not 10; part ten columns by tabs, or read lines with "
        + "--format text")
    #expect(try message(row + row) == "a.conllu:2: \"1\" stands where word 2 should be" + order)
    #expect(
      try message(row + "3-2 a _ _ _ _ _ _ _ _\n")
        == "a.conllu:2: \"3-2\" stands where word 2 should be" + order)
    #expect(
      try message(row + "1.2 a _ _ _ _ _ _ _ _\n")
        == "a.conllu:2: \"1.2\" stands where word 2 should be" + order)
    #expect(
      try message(row + "x a _ _ _ _ _ _ _ _\n")
        == "a.conllu:2: \"x\" stands where word 2 should be" + order)
    #expect(
      try message(row + "# text = b\n")
        == "a.conllu:2: a comment stands within a sentence; put a blank line before it")
    #expect(
      try message("# text = b\n\n")
        == "a.conllu: holds no sentence; name a CoNLL-U file, or read lines with --format text")
  }

  @Test func chunksMayEndAnywhere() throws {
    let fixture = try Fixture()
    let filler = "# x = "
    for shift in 0..<16 {
      let line =
        filler + String(repeating: "x", count: RecordedReader.chunk - 30 + shift * 3) + "\n"
      let path = try fixture.write("a.conllu", line + table(sample))
      #expect(
        try texts(CorpusFile(path: path, format: .conllu)).texts == ["Eik iš ten!", "_dusykgale"])
    }
  }

  @Test func contentIsRecognized() {
    func format(_ text: String) -> CorpusFormat {
      CorpusFile.format(of: Array(table(text).utf8))
    }
    #expect(format(sample) == .conllu)
    #expect(format("# text = a\n\n1-2 a _ _ _ _ _ _ _ _\n") == .conllu)
    #expect(format("2 a _ _ _ _ _ _ _ _\n") == .text)
    #expect(format("1 a _ _ _ _ _ _ _\n") == .text)
    #expect(format("# text = a\n") == .text)
  }
}
