import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// Pairs of texts as tokenizers 0.23.3 encodes them; see make-pairs.py beside the fixture.
@Suite struct PairTests {
  struct Row {
    var name: String
    var tokenizer: JSONValue
    var cases: [Case]
  }

  struct Case {
    var first: String
    var second: String?
    var addsSpecials: Bool
    /// Nil where the library panics.
    var ids: [UInt32]?
  }

  static let rows: [Row] = {
    let lines = (try? readFile(HuggingFaceFixtures.path("pairs.jsonl")))?.split(separator: 0x0A)
    return (lines ?? []).compactMap { line in
      guard let row = try? JSONValue(parsing: Array(line), file: "pairs.jsonl"),
        let name = row["name"]?.string, let tokenizer = row["tokenizer"]
      else { return nil }
      let cases = (row["cases"]?.array ?? []).compactMap { value -> Case? in
        guard let list = value.array, list.count == 4, let first = list[0].string,
          let adds = list[2].bool
        else { return nil }
        return Case(
          first: first, second: list[1].string, addsSpecials: adds,
          ids: list[3].array.map { $0.compactMap { $0.integer.map(UInt32.init) } })
      }
      return Row(name: name, tokenizer: tokenizer, cases: cases)
    }
  }()

  static func load(_ row: Row) throws -> HuggingFaceTokenizer {
    switch row.tokenizer.string {
    case "vocab.txt"?:
      return try WordPieceReader.load(
        WordPieceReaderTests.fixture("vocab.txt"), settings: .init(lowercase: true))
    case let name?:
      let path = HuggingFaceFixtures.path(name)
      return try HuggingFaceReader.load(bytes: readFile(path), file: path)
    case nil:
      return try HuggingFaceReader.load(
        bytes: Array(row.tokenizer.serialized().utf8), file: "t.json")
    }
  }

  /// What no text could be encoded with is refused when it is loaded.
  static let refused: [String: String] = [
    "template twice":
      "t.json: has a post-processor that does not give the text just once, which is "
      + "not supported; use a tokenizer whose template for a single text has it once",
    "single twice": "t.json: post_processor.single does not have the text just once, which is not "
      + "supported; use a tokenizer whose template has it once",
    "single second": "t.json: post_processor.single does not have the text just once, which is not "
      + "supported; use a tokenizer whose template has it once",
    "single nothing":
      "t.json: post_processor.single does not have the text just once, which is not "
      + "supported; use a tokenizer whose template has it once",
  ]

  @Test func idsAreTheReferences() throws {
    try #require(Self.rows.count == 33)
    var panics = 0
    for row in Self.rows {
      if let message = Self.refused[row.name] {
        #expect("\(row.name)") { try Self.load(row) } throws: { "\($0)" == message }
        continue
      }
      let tokenizer = try Self.load(row)
      let template = TemplateEncoder(tokenizer.makeEncoder(), template: tokenizer.template)
      try #require(row.cases.count == 14)
      for one in row.cases {
        let name = "\(row.name): \(one)"
        guard let second = one.second else {
          let ids =
            one.addsSpecials ? template.encode(one.first) : tokenizer.encode(one.first)
          #expect(ids == one.ids, "\(name)")
          continue
        }
        guard let ids = one.ids else {
          panics += 1
          let names = tokenizer.summary.details.first { $0.name == "post-processor" }?.value ?? ""
          let failure = Failure.usage(
            "the post-processors \(names) do not take a pair of texts",
            remedy: "encode the texts one by one")
          #expect(throws: failure, "\(name)") {
            try tokenizer.encodePair(one.first, second, addsSpecials: one.addsSpecials)
          }
          continue
        }
        #expect(
          try tokenizer.encodePair(one.first, second, addsSpecials: one.addsSpecials) == ids,
          "\(name)")
      }
    }
    #expect(panics == 5)
  }

  @Test func theTemplateSaysWhatGoesAroundTexts() throws {
    let bert = try HuggingFaceFixtures.load("wordpiece")
    #expect(
      try bert.pairTemplate()
        == [.special([1]), .first, .special([2]), .second, .special([2])])
    #expect(try bert.pairTemplate(addsSpecials: false) == [.first, .second])
    #expect(bert.template == TokenTemplate(before: [1], after: [2]))
  }
}
