import Foundation
import Groundwork
import Testing
import Tokenization

func base64(_ text: String) -> [UInt8] { Array(Data(base64Encoded: text) ?? Data()) }

@Suite struct RankEncoderTests {
  @Test func idsOfTheFixtureAreTiktokens() throws {
    for (pattern, json, ids) in TinyFixture.cases {
      let text = try #require(JSONValue(parsing: Array(json.utf8), file: "case").string)
      let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, pattern)
      let expected = ids.split(separator: " ").compactMap { UInt32($0) }
      #expect(tokenizer.makeEncoder().encode(text) == expected, "\(pattern) \(json)")
    }
  }

  /// Random vocabularies, in which ranks do not follow from merges, against bytes looked up in ranks.
  @Test(arguments: 0..<16)
  func agreesWithReferenceOnRandomVocabularies(seed: Int) throws {
    let random = KeyedRandom(seed: UInt64(seed), stream: 7)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    let letters = 2 + seed % 3
    func text(_ length: Int) -> [UInt8] { (0..<length).map { _ in UInt8(0x61 + next(letters)) } }
    var seen: Set<[UInt8]> = []
    var tokens = RankedTokens()
    // Gaps in the ranks; the bytes are not the first.
    var rank: UInt32 = 0
    func add(_ token: [UInt8]) {
      guard seen.insert(token).inserted else { return }
      tokens.append(token, rank: rank)
      rank += UInt32(1 + next(3))
    }
    for _ in 0..<20 { add(text(2 + next(4))) }
    for byte in 0...255 { add([UInt8(byte)]) }
    for _ in 0..<80 { add(text(2 + next(9))) }
    let tokenizer = try TestVocabulary.tokenizer(tokens)
    let reference = ReferenceBPE(tokens)
    let encoder = tokenizer.makeEncoder()
    for length in Array(0...24) + [60, 127, 128, 129, 130, 200, 300] {
      for _ in 0..<3 {
        let piece = text(length)
        let expected = length == 0 ? [] : reference.encode(piece)
        #expect(encoder.encode(piece) == expected)
        #expect(piece.withUnsafeBufferPointer { encoder.count($0) } == expected.count)
        #expect(tokenizer.makeEncoder().encode(piece) == expected)
      }
    }
  }

  @Test func agreesWithReferenceOnRandomText() throws {
    let tokens = TestVocabulary.tiny
    let reference = ReferenceBPE(tokens)
    let random = KeyedRandom(seed: 5, stream: 7)
    let words = ["derlius", " žodis", " dera", "laukai", "'s", " 2024", "\n", "  ", ",", "ąž", "😀"]
    for pattern in ["gpt2", "cl100k", "o200k"] {
      let tokenizer = try TestVocabulary.tokenizer(tokens, pattern)
      let encoder = tokenizer.makeEncoder()
      for round in 0..<UInt64(60) {
        let text = (0..<round).map { words[random.below(words.count, round * 100 + $0)] }.joined()
        let bytes = Array(text.utf8)
        let ids = encoder.encode(bytes)
        #expect(ids == reference.encode(bytes, tokenizer.splitter))
        #expect(try tokenizer.decode(ids) == bytes)
      }
    }
  }

  @Test func spansCoverTheText() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny)
    let encoder = tokenizer.makeEncoder()
    for text in ["", "derlius", "Žodis 😀 laukai's\n\n", String(repeating: "aaab ", count: 300)] {
      let bytes = Array(text.utf8)
      var ids: [UInt32] = [7]
      var spans: [TokenSpan] = []
      bytes.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(ids.first == 7)
      #expect(spans.count == ids.count - 1)
      var end = 0
      for (id, span) in zip(ids.dropFirst(), spans) {
        #expect(span.start == end)
        #expect(Array(bytes[span.start..<span.end]) == Array(tokenizer.vocabulary[id]))
        end = span.end
      }
      #expect(end == bytes.count)
    }
  }

  /// More distinct pieces than the caches hold: they grow, evict and forget, and ids stay.
  @Test func idsDoNotDependOnEarlierTexts() throws {
    let tokens = TestVocabulary.tiny
    let tokenizer = try TestVocabulary.tokenizer(tokens)
    let used = tokenizer.makeEncoder()
    var first: [[UInt32]] = []
    let probes = ["derlius", " žodynėliai laukai", "x y z", String(repeating: "žą", count: 30)]
    for probe in probes { first.append(tokenizer.makeEncoder().encode(probe)) }
    var text: [UInt8] = []
    for number in 0..<30_000 {
      text += Array(" \(String(number, radix: 2).map { $0 == "0" ? "d" : "ž" }.joined())".utf8)
    }
    let long = used.encode(text)
    #expect(try tokenizer.decode(long) == text)
    for (probe, ids) in zip(probes, first) { #expect(used.encode(probe) == ids) }
    #expect(used.encode(text) == long)
  }

  @Test func anyBytesAreEncoded() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny)
    let random = KeyedRandom(seed: 9, stream: 7)
    let bytes = (0..<5_000).map { UInt8(random.below(256, $0)) }
    #expect(try tokenizer.decode(tokenizer.makeEncoder().encode(bytes)) == bytes)
  }

  @Test func aMillionEqualCharactersTakeLittleTime() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny)
    let clock = ContinuousClock()
    let text = [UInt8](repeating: 0x61, count: 1_000_000)
    let encoder = tokenizer.makeEncoder()
    var ids: [UInt32] = []
    let time = clock.measure { ids = encoder.encode(text) }
    #expect(try tokenizer.decode(ids) == text)
    #expect(time < .seconds(60))
  }
}
