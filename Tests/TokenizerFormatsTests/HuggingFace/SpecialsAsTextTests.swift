import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// Special tokens as text and parsed, with the ids that the library gives with and without
/// `encode_special_tokens`.
@Suite struct SpecialsAsTextTests {
  private struct Row {
    var text: [UInt8]
    var asText: [UInt32]
    var parsed: [UInt32]
  }

  /// The rows of a fixture that Tests/Fixtures/HuggingFace/make.py recorded.
  private static func rows(_ name: String) throws -> [Row] {
    let file = "specials.jsonl"
    var rows: [Row] = []
    for line in try readFile(HuggingFaceFixtures.path(file)).split(separator: 0x0A) {
      let fields = try #require(JSONValue(parsing: Array(line), file: file).array)
      try #require(fields.count == 4)
      if fields[0].string != name { continue }
      let ids = try fields[2...].map { field in
        try #require(field.array).map { UInt32(try #require($0.integer)) }
      }
      let text = try #require(fields[1].string)
      rows.append(Row(text: Array(text.utf8), asText: ids[0], parsed: ids[1]))
    }
    return rows
  }

  @Test(arguments: ["added", "added-llama", "added-unigram", "added-specials"])
  func idsAreTheReferences(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    let rows = try Self.rows(name)
    #expect(rows.count == 102)
    // added-unigram has no special token.
    #expect(rows.contains { $0.asText != $0.parsed } == (name != "added-unigram"))
    for handling in [SpecialHandling.text, .error, .parse, .reference] {
      let encoder = tokenizer.makeEncoder(specials: handling)
      for row in rows {
        let wanted = handling == .text || handling == .error ? row.asText : row.parsed
        let shown = Comment("\(handling) \(String(decoding: row.text, as: UTF8.self))")
        #expect(encoder.encode(row.text) == wanted, shown)
        #expect(tokenizer.explain(row.text, specials: handling).ids == wanted, shown)
        var ids: [UInt32] = []
        var spans: [TokenSpan] = []
        row.text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
        #expect(ids == wanted, shown)
      }
    }
  }

  @Test func noShorterTokenIsFoundInsideASpecialOne() throws {
    let tokenizer = try HuggingFaceFixtures.load("added")
    let encoder = tokenizer.makeEncoder(specials: .text)
    #expect(encoder.encode(Array("<a>".utf8)) == [60, 97, 62])
    #expect(encoder.encode(Array("<a".utf8)) == [363])
    #expect(encoder.encode(Array("<a<a>>".utf8)) == [363, 60, 97, 62, 62])
  }

  @Test func aTokenThatWasSpecialOnceStaysSpecial() throws {
    let tokenizer = try HuggingFaceFixtures.load("added-specials")
    let special = try #require(tokenizer.parts.added.first { $0.content == Array("<o>".utf8) })
    #expect(special.isSpecial && special.stripsLeft)
  }
}
