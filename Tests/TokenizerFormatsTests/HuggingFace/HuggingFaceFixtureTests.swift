import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// The small files of Tests/Fixtures/HuggingFace, which make.py there made and recorded with the library.
enum HuggingFaceFixtures {
  static let names = [
    "bytelevel", "bytelevel-space", "bytelevel-holes", "ignore-merges", "digits-bytelevel",
    "falcon",
    "nfc-bytelevel", "many-merges", "llama", "partial-fallback", "partial-fallback-fused",
    "unknown", "unknown-fused", "unknown-dropped", "prefix-suffix", "unigram", "unigram-fallback",
    "unigram-ties", "wordpiece", "wordlevel", "added", "added-llama", "added-unigram",
    "added-specials", "old-spelling",
  ]

  static func path(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/\(name)")
  }

  static func load(_ name: String) throws -> HuggingFaceTokenizer {
    let file = path(name + ".json")
    return try HuggingFaceReader.load(bytes: readFile(file), file: file)
  }

  /// A text with what the real library made of it.
  struct Recorded {
    var text: String
    var ids: [UInt32]
    var decoded: String
  }

  /// The texts recorded for each file.
  static let recorded: [String: [Recorded]] = {
    var result: [String: [Recorded]] = [:]
    let lines = (try? readFile(path("ids.jsonl")))?.split(separator: 0x0A) ?? []
    for line in lines {
      guard let row = try? JSONValue(parsing: Array(line), file: "ids.jsonl").array, row.count == 4,
        let name = row[0].string, let text = row[1].string, let decoded = row[3].string
      else { continue }
      let ids = (row[2].array ?? []).compactMap { $0.integer.map(UInt32.init) }
      result[name, default: []].append(Recorded(text: text, ids: ids, decoded: decoded))
    }
    return result
  }()
}

@Suite struct HuggingFaceFixtureTests {
  @Test(arguments: HuggingFaceFixtures.names)
  func idsAndTextsAreTheReferences(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    let encoder = tokenizer.makeEncoder()
    let rows = try #require(HuggingFaceFixtures.recorded[name])
    #expect(rows.count > 70)
    // Twice: what the caches hold must change nothing.
    for row in rows + rows {
      let text = Array(row.text.utf8)
      let ids = encoder.encode(text)
      #expect(ids == row.ids, "\(row.text.debugDescription)")
      // Where the library writes U+FFFD bytes stay as they are.
      let decoded = try tokenizer.decode(ids)
      if firstInvalidUTF8(decoded) == nil {
        #expect(decoded == Array(row.decoded.utf8), "\(row.text.debugDescription)")
      }
      var spanned: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &spanned, spans: &spans) }
      #expect(spanned == ids, "\(row.text.debugDescription)")
      #expect(spans.count == ids.count)
      #expect(spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count })
    }
  }

  @Test func byteLevelSpansCoverTheText() throws {
    for name in ["bytelevel", "falcon", "ignore-merges", "old-spelling"] {
      let tokenizer = try HuggingFaceFixtures.load(name)
      let encoder = tokenizer.makeEncoder()
      for row in try #require(HuggingFaceFixtures.recorded[name]) {
        let text = Array(row.text.utf8)
        var ids: [UInt32] = []
        var spans: [TokenSpan] = []
        text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
        var end = 0
        for (id, span) in zip(ids, spans) {
          #expect(span.start == end)
          #expect(text[span.start..<span.end] == tokenizer.vocabulary[id])
          end = span.end
        }
        #expect(end == text.count)
        #expect(try tokenizer.decode(ids) == text)
      }
    }
  }

  /// The fixture has the added token `é`, which is how byte-level tokens spell the byte E9, the first of 鳴:
  /// the model gives its id for one byte, and spans went by the two bytes of the added token.
  @Test func spansGoByBytesWhereAnAddedTokenIsSpeltAsOne() throws {
    let tokenizer = try HuggingFaceFixtures.load("added")
    let text = Array("I鳴0é".utf8)
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    text.withUnsafeBufferPointer {
      tokenizer.makeEncoder().encode($0, into: &ids, spans: &spans)
    }
    #expect(ids == [105, 233, 179, 180, 48, 233])
    #expect(spans.map(\.start) == [0, 1, 2, 3, 4, 5])
    #expect(spans.map(\.end) == [1, 2, 3, 4, 5, 7])
  }

  @Test func aVocabularyOfEmptyTokensIsRead() throws {
    for vocabulary in [#"{"": 0}"#, "{}"] {
      let json = #"""
        {"model": {"type": "BPE", "vocab": \#(vocabulary), "merges": []}, "pre_tokenizer":
         {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}}
        """#
      let tokenizer = try HuggingFaceReader.load(bytes: Array(json.utf8), file: "t.json")
      #expect(tokenizer.vocabulary.bytes.isEmpty)
      #expect(tokenizer.makeEncoder().encode(Array("ab".utf8)) == [])
    }
  }

  @Test(arguments: [false, true])
  func mergesOfLongTokensAreRead(inPairs: Bool) throws {
    let tokens = (0...10).map { String(repeating: "a", count: 1 << $0) }
    let vocabulary = tokens.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ",")
    let merges = tokens.dropLast()
      .map { inPairs ? "[\"\($0)\", \"\($0)\"]" : "\"\($0) \($0)\"" }.joined(separator: ",")
    let json = #"{"model": {"type": "BPE", "vocab": {\#(vocabulary)}, "merges": [\#(merges)]}}"#
    let tokenizer = try HuggingFaceReader.load(bytes: Array(json.utf8), file: "t.json")
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1024 + 512 + 2)
    #expect(tokenizer.makeEncoder().encode(text) == [10, 9, 1])
  }

  /// Ids in any order, holes and escapes give the same vocabulary as ids that count up.
  @Test func theOrderOfAVocabularyCountsForNothing() throws {
    func load(_ vocabulary: String, _ merges: String) throws -> HuggingFaceTokenizer {
      let json = #"""
        {"version": "1.0", "added_tokens": [], "normalizer": null, "pre_tokenizer": null,
         "post_processor": null, "decoder": null, "model": {"type": "BPE", "dropout": null,
         "unk_token": null, "continuing_subword_prefix": null, "end_of_word_suffix": null,
         "fuse_unk": false, "byte_fallback": false, "vocab": \#(vocabulary), "merges": \#(merges)}}
        """#
      return try HuggingFaceReader.load(bytes: Array(json.utf8), file: "t.json")
    }
    let merges = #"["a b", "ab c", "c \u0061"]"#
    let sorted = try load(#"{"a": 0, "b": 1, "c": 2, "ab": 3, "abc": 4, "ca": 5}"#, merges)
    let mixed = try load(#"{"ca": 5, "\u0061b": 3, "c": 2, "abc": 4, "b": 1, "a": 0}"#, merges)
    let pairs = try load(
      #"{"ca": 6, "ab": 3, "c": 2, "abc": 4, "b": 1, "a": 0}"#,
      #"[["a", "b"], ["ab", "c"], ["\u0063", "a"]]"#)
    for text in ["abcab", "cabca", "aacb", "bca"] {
      let ids = sorted.makeEncoder().encode(Array(text.utf8))
      #expect(mixed.makeEncoder().encode(Array(text.utf8)) == ids)
      #expect(pairs.makeEncoder().encode(Array(text.utf8)) == ids.map { $0 == 5 ? 6 : $0 })
      #expect(try mixed.decode(ids) == sorted.decode(ids))
    }
    #expect(sorted.makeEncoder().encode(Array("abcab".utf8)) == [4, 3])
  }

  @Test func numbersAreReadAsTheReferenceReadsThem() throws {
    let lines = try readFile(HuggingFaceFixtures.path("scores.tsv")).split(separator: 0x0A)
    #expect(lines.count > 300)
    for line in lines {
      let fields = line.split(separator: 0x09)
      let wanted = try #require(Double(String(decoding: fields[1], as: UTF8.self)))
      let value = Array(fields[0]).withUnsafeBufferPointer { ReferenceNumber.parse($0) }
      #expect(value == wanted, "\(String(decoding: fields[0], as: UTF8.self))")
    }
    for text in ["1e309", "1e999", "-1e400"] {
      #expect(Array(text.utf8).withUnsafeBufferPointer { ReferenceNumber.parse($0) } == nil)
    }
  }

  @Test func postProcessorsGiveTheirIDs() throws {
    let llama = try HuggingFaceFixtures.load("llama")
    #expect(llama.idsBefore == [1] && llama.idsAfter == [])
    let bert = try HuggingFaceFixtures.load("wordpiece")
    #expect(bert.idsBefore == [1] && bert.idsAfter == [2])
  }

  @Test(arguments: ["bytelevel", "llama", "unigram", "wordpiece", "added", "partial-fallback"])
  func longRunsTakeLinearTime(name: String) throws {
    let encoder = try HuggingFaceFixtures.load(name).makeEncoder()
    let clock = ContinuousClock()
    for unit in ["a", " ", "ž", "\n"] {
      let text = Array(String(repeating: unit, count: 200_000).utf8)
      let time = clock.measure { _ = encoder.encode(text) }
      #expect(time < .seconds(20), "\(unit.debugDescription)")
    }
  }

  // A reader of scalars that trusted the first byte went past the end of the text.
  @Test(arguments: HuggingFaceFixtures.names)
  func bytesThatAreNoTextKeepSpansInRange(name: String) throws {
    let encoder = try HuggingFaceFixtures.load(name).makeEncoder()
    for last in [[0xF0, 0x9F], [0xE2], [0xC4], [0x80, 0xF0], [0xFF], [0xED, 0xA0, 0x80]]
      as [[UInt8]]
    {
      for text in [last, Array("a <s>b".utf8) + last, last + Array(" a1".utf8)] {
        var ids: [UInt32] = []
        var spans: [TokenSpan] = []
        text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
        #expect(ids == encoder.encode(text))
        #expect(spans.count == ids.count)
        #expect(spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count })
      }
    }
  }
}

@Suite struct HuggingFaceStreamTests {
  /// Random ids, those of texts among them, one by one.
  @Test(arguments: HuggingFaceFixtures.names)
  func streamsGiveTheWhole(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    let random = KeyedRandom(seed: 12, stream: 91)
    var texts = RandomTexts(stream: 92)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    let ids = (0..<UInt32(tokenizer.vocabulary.count)).filter {
      tokenizer.vocabulary.kind(of: $0) != .unused
    }
    for _ in 0..<80 {
      var list = tokenizer.encode(texts.next(parts: 8))
      for _ in 0..<next(6) { list.insert(ids[next(ids.count)], at: next(list.count + 1)) }
      let whole = try tokenizer.decode(list)
      var decoder = StreamingDecoder(tokenizer)
      var shown = ""
      var bytes: [UInt8] = []
      for id in list {
        let part = try decoder.push(id)
        bytes += part
        shown += String(decoding: part, as: UTF8.self)
      }
      let last = try decoder.finish()
      #expect(bytes + last == whole)
      #expect(
        shown + String(decoding: last, as: UTF8.self) == String(decoding: whole, as: UTF8.self))
    }
  }

  /// `ta` takes the spaces behind it, and two of them are a token as well: the library gives both, too.
  @Test func addedTokensMayShareTheSpacesBehindThem() throws {
    let tokenizer = try HuggingFaceFixtures.load("added")
    let (ids, spans) = tokenizer.encodeWithSpans(Array("s ta   >".utf8))
    #expect(ids == [115, 32, 371, 370, 32, 62])
    #expect(
      spans.map { [$0.start, $0.end] } == [[0, 1], [1, 2], [2, 7], [4, 6], [6, 7], [7, 8]])
    #expect(try tokenizer.decode(ids) == Array("s ta   >".utf8))
  }

  /// `é` is an added token and the letter of the byte E9: spans of the byte went wrong, and beyond the text, where
  /// the way of special tokens was named.
  @Test(arguments: HuggingFaceFixtures.names, [SpecialHandling.reference, .parse, .text])
  func spansLieInTheTextHoweverSpecialsAreTaken(name: String, handling: SpecialHandling) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    let plain = tokenizer.makeEncoder()
    let encoder = tokenizer.makeEncoder(specials: handling)
    let recorded = (HuggingFaceFixtures.recorded[name] ?? []).map { Array($0.text.utf8) }
    for text in [Array("鲦".utf8), Array("x鲦é y鲦".utf8)] + recorded {
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count })
      if handling == .text { continue }
      var expected: [TokenSpan] = []
      text.withUnsafeBufferPointer { plain.encode($0, into: &ids, spans: &expected) }
      #expect(spans == expected)
    }
  }
}
