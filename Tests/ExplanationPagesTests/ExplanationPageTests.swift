import ExplanationPages
import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct ExplanationPageTests {
  static func path(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/" + name)
  }

  /// A tokenizer of each kind of steps: merges by rank, look-ups, lattices, merges by score.
  static let tokenizers: [(name: String, tokenizer: any ExplainingTokenizer)] = {
    var list: [(name: String, tokenizer: any ExplainingTokenizer)] = []
    for name in ["added", "wordpiece", "unigram", "unknown-dropped", "llama"] {
      let file = path("HuggingFace/\(name).json")
      guard let bytes = try? readFile(file),
        let tokenizer = try? HuggingFaceReader.load(bytes: bytes, file: file)
      else { continue }
      list.append((name, tokenizer))
    }
    for name in ["bpe-bytes", "unigram"] {
      guard let tokenizer = try? SentencePieceReader.load(path("SentencePiece/\(name).model"))
      else {
        continue
      }
      list.append(("\(name).model", tokenizer))
    }
    return list
  }()

  static func page(_ text: String) throws -> String {
    let bytes = Array(text.utf8)
    return try ExplanationPage(
      text: bytes,
      tokenizers.map { name, tokenizer in
        ExplainedText(
          name: name, summary: tokenizer.summary, vocabulary: tokenizer.vocabulary,
          explanation: tokenizer.explain(bytes))
      }
    ).rendered()
  }

  static let texts = [
    "", "the cat", "<script>alert(1)</script> & \"'", "a\u{0}\u{1}\u{7F}\u{FFFE}b\u{202E}c",
    "שלום עולם the", "日本語 テスト", "žemė 👨‍👩‍👧 e\u{301}", "a\n\tb\r\n", "<a> <lr> <s>",
    "\u{301}\u{200B}\u{2028}",
  ]

  @Test(arguments: texts) func pagesAreWellFormed(text: String) throws {
    try #require(Self.tokenizers.count == 7)
    let page = try Self.page(text)
    let reading = PageReading(Array(page.utf8))
    #expect(reading.problem == nil)
    // Nothing runs and nothing is fetched.
    for name in ["script", "link", "img", "iframe", "object"] {
      #expect(reading.named(name).isEmpty, "\(name)")
    }
    for element in reading.elements {
      for (name, value) in element.attributes {
        #expect(!name.hasPrefix("on") && name != "style" && name != "src")
        if name == "href" { #expect(value.hasPrefix("#")) }
      }
    }
    #expect(try page == Self.page(text))
  }

  /// All ids stand on the page as text.
  @Test func idsAndBytesStandAsText() throws {
    let reading = PageReading(Array(try Self.page("the cats").utf8))
    for (_, tokenizer) in Self.tokenizers {
      for id in tokenizer.encode("the cats") { #expect(reading.text.contains("\(id)")) }
    }
    #expect(reading.text.contains("74 68 65"))
    let titles = reading.named("span").compactMap { $0.attributes["title"] }
    let id = try #require(Self.tokenizers[1].tokenizer.encode("the").first)
    #expect(titles.contains("id \(id): 74 68 65"))
  }

  @Test func directionsFollowTheText() throws {
    let reading = PageReading(Array(try Self.page("שלום").utf8))
    let ladders = reading.named("table").filter {
      $0.attributes["class"]?.hasPrefix("ladder") ?? false
    }
    #expect(!ladders.isEmpty)
    #expect(ladders.allSatisfy { $0.attributes["dir"] == "rtl" })
    let lanes = reading.named("td").filter { $0.attributes["class"] == "tokens" }
    #expect(lanes.allSatisfy { $0.attributes["dir"] == "auto" })
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let words = (0..<1500).map { "w\($0 * 7919 % 10007)" }.joined(separator: " ")
    let page = try Self.page(words)
    let reading = PageReading(Array(page.utf8))
    #expect(reading.problem == nil)
    #expect(reading.text.contains("more tokens that are not shown here"))
    #expect(reading.text.contains("more parts with steps are not shown here"))
    #expect(reading.text.contains("The first 400 of "))
    #expect(page.utf8.count < 2_000_000)
  }

  @Test func repeatedPartsAreShownOnce() throws {
    let reading = PageReading(Array(try Self.page("cats cats cats").utf8))
    #expect(reading.text.contains("2 parts that came before are not shown again."))
  }

  @Test func ofAVeryLongTokenTheBeginningIsShown() throws {
    let path = Self.path("HuggingFace/wordpiece.json")
    let tokenizer = try HuggingFaceReader.load(bytes: readFile(path), file: path)
    let bytes = Array(String(repeating: "ž", count: 100_000).utf8)
    let page = try ExplanationPage(
      text: bytes,
      [
        ExplainedText(
          name: "wordpiece", summary: tokenizer.summary, vocabulary: tokenizer.vocabulary,
          explanation: tokenizer.explain(bytes))
      ]
    ).rendered()
    #expect(page.contains(" … (200\u{202F}000 bytes)"))
    #expect(page.utf8.count < 200_000)
  }
}
