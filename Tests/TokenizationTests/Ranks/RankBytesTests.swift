import Groundwork
import Testing
import Tokenization

/// Bytes that are not UTF-8, with rank files: tiktoken's `_encode_bytes`.
@Suite struct RankBytesTests {
  private static var tokens: RankedTokens {
    get throws {
      var tokens = TestVocabulary.tiny
      for text in TinyFixture.byteTokens.split(separator: " ") {
        tokens.append(try hexBytes(text), rank: UInt32(tokens.count))
      }
      return tokens
    }
  }

  private static func hexBytes(_ text: some StringProtocol) throws -> [UInt8] {
    let digits = Array(text)
    return try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
    }
  }

  /// The definition, the slow way: ids by piece, the last pieces taken back by their tokens.
  private func slow(
    _ bytes: [UInt8], _ reference: ReferenceBPE, _ tokenizer: RankTokenizer
  ) -> [UInt32] {
    guard let invalid = firstInvalidUTF8(bytes) else {
      return reference.encode(bytes, tokenizer.splitter)
    }
    let prefix = Array(bytes[..<invalid])
    let ends = pieceEnds(tokenizer.splitter, prefix)
    var pieces = zip([0] + ends, ends).map { reference.encode(Array(prefix[$0..<$1])) }
    var tail = pieces.popLast() ?? []
    var ids = pieces.flatMap { $0 }
    func isSpace(_ id: UInt32) -> Bool {
      tokenizer.vocabulary[id].allSatisfy { [0x20, 0x0A, 0x09].contains($0) }
    }
    if let first = tail.first, isSpace(first) {
      while let last = ids.last, isSpace(last) { tail.insert(ids.removeLast(), at: 0) }
    }
    var piece: [UInt8] = []
    for id in tail { piece += tokenizer.vocabulary[id] }
    return ids + reference.encode(piece + Array(bytes[invalid...]))
  }

  @Test func idsOfTheFixtureAreTiktokens() throws {
    #expect(TinyFixture.byteCases.count == 58)
    for (pattern, hex, ids) in TinyFixture.byteCases {
      let tokenizer = try TestVocabulary.tokenizer(Self.tokens, pattern)
      let expected = ids.split(separator: " ").compactMap { UInt32($0) }
      #expect(try tokenizer.encodeBytes(Self.hexBytes(hex)) == expected, "\(pattern) \(hex)")
    }
  }

  @Test(arguments: ["gpt2", "cl100k", "o200k"])
  func randomBytesFollowTheDefinitionAndComeBack(pattern: String) throws {
    let tokens = try Self.tokens
    let tokenizer = try TestVocabulary.tokenizer(tokens, pattern)
    let reference = ReferenceBPE(tokens)
    let encoder = try #require(tokenizer.makeBytesEncoder())
    let words = [
      "a", " dera", " q", "derlius", " ", "  ", "\n", "\t", "\r\n", "2024", "ž", "😀", "'s",
    ]
    var parts: [[UInt8]] = [[0xFF], [0xC5], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xFE]]
    for word in words { parts.append(Array(word.utf8)) }
    let random = KeyedRandom(seed: 11, stream: 7)
    var invalid = 0
    for round in 0..<UInt64(600) {
      var bytes: [UInt8] = []
      for draw in 0..<round % 24 {
        bytes += parts[random.below(parts.count, round * 100 + draw)]
      }
      if firstInvalidUTF8(bytes) != nil { invalid += 1 }
      // What stands before in the arrays is left alone.
      var ids: [UInt32] = [32, 10]
      var spans: [TokenSpan] = []
      bytes.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(ids.prefix(2) == [32, 10])
      ids.removeFirst(2)
      #expect(ids == slow(bytes, reference, tokenizer), "\(bytes)")
      #expect(encoder.encode(bytes) == ids)
      #expect(try tokenizer.decode(ids) == bytes)
      #expect(spans.count == ids.count)
      for (id, span) in zip(ids, spans) {
        #expect(bytes[span.start..<span.end].elementsEqual(tokenizer.vocabulary[id]))
      }
    }
    #expect(invalid > 300)
  }

  @Test func aLongTailIsOnePiece() throws {
    let tokens = try Self.tokens
    let tokenizer = try TestVocabulary.tokenizer(tokens)
    // From the first 0xFF on.
    let tail: [UInt8] = (0..<1400).map { $0 % 2 == 0 ? 0xFF : UInt8($0 % 251) }
    let bytes = Array("derlius dera".utf8) + tail
    let ids = tokenizer.encode("derlius")
    let piece: [UInt8] = Array(" dera".utf8) + tail
    let expected: [UInt32] = ids + ReferenceBPE(tokens).encode(piece)
    #expect(try tokenizer.encodeBytes(bytes) == expected)
  }

  /// A tokenizer whose library takes text only.
  private struct TextOnly: Tokenizer {
    let inner: RankTokenizer
    var vocabulary: Vocabulary { inner.vocabulary }
    var summary: TokenizerSummary { TokenizerSummary(format: "toy", model: "bpe", sha256: "") }
    func makeEncoder() -> any TextEncoder { inner.makeEncoder() }
    func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] { try inner.decode(ids) }
  }

  @Test func otherFormatsRefuseOnlyWhatIsNotUTF8() throws {
    let tokenizer = TextOnly(inner: try TestVocabulary.tokenizer(TestVocabulary.tiny))
    #expect(try tokenizer.encodeBytes([0x61, 0x62]) == tokenizer.encode("ab"))
    #expect(
      throws: Failure(
        "the byte at 1 is not UTF-8, and the format toy takes text only",
        remedy: "put U+FFFD in place of such bytes")
    ) { try tokenizer.encodeBytes([0x61, 0xFF]) }
  }
}
