import Groundwork
import Testing
import Tokenization

@Suite struct StreamingDecoderTests {
  /// Ids of random bytes, of which some are UTF-8 cut by token ends and some are none at all.
  @Test(arguments: 0..<40) func anySharingOutGivesTheWhole(seed: Int) throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, "gpt2")
    let random = KeyedRandom(seed: UInt64(seed), stream: 41)
    let scalars = Array("až字🌾\u{10FFFF}é\u{7FF}\u{FFFF}".unicodeScalars)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for _ in 0..<20 {
      var ids: [UInt32] = []
      for _ in 0..<next(20) {
        switch next(4) {
        case 0: ids.append(UInt32(next(256)))
        case 1: ids.append(UInt32(next(tokenizer.vocabulary.count)))
        default: ids += String(scalars[next(scalars.count)]).utf8.map { UInt32($0) }
        }
      }
      let whole = try tokenizer.decode(ids)
      var decoder = StreamingDecoder(tokenizer)
      var parts: [[UInt8]] = []
      var rest = ids[...]
      while !rest.isEmpty {
        let count = min(1 + next(3), rest.count)
        parts.append(try decoder.push(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      parts.append(try decoder.finish())
      #expect(parts.flatMap { $0 } == whole)
      // Parts shown one by one read as the whole: no scalar is cut.
      #expect(
        parts.map { String(decoding: $0, as: UTF8.self) }.joined()
          == String(decoding: whole, as: UTF8.self))
      #expect(try decoder.push([]) == [])
      #expect(try decoder.finish() == [])
    }
  }

  @Test func scalarsAreHeldBackUntilWhole() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, "gpt2")
    var decoder = StreamingDecoder(tokenizer)
    #expect(try decoder.push(0xF0) == [])
    #expect(try decoder.push(0x9F) == [])
    #expect(try decoder.push(0x8C) == [])
    #expect(try decoder.push(0xBE) == Array("🌾".utf8))
    // A second byte that can never follow lets both go.
    #expect(try decoder.push(0xE0) == [])
    #expect(try decoder.push(0x80) == [0xE0, 0x80])
    #expect(try decoder.push(0xC5) == [])
    #expect(try decoder.finish() == [0xC5])
  }

  @Test func unknownIdsAreRefusedAndChangeNothing() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, "gpt2")
    var decoder = StreamingDecoder(tokenizer)
    #expect(try decoder.push(0xC5) == [])
    let failure = Failure.usage(
      "the id 99999 is no token of this vocabulary",
      remedy: "ids are below \(tokenizer.vocabulary.count)")
    #expect(throws: failure) { try decoder.push(99_999) }
    #expect(try decoder.push(0xBE) == Array("ž".utf8))
  }

  @Test func namesThatPeopleKnow() throws {
    let tokenizer = try SpecialTokenTests.toy()
    #expect(tokenizer.encode("ab") == [97, 98])
    #expect(tokenizer.tokenCount("ab c") == 4)
    #expect(try tokenizer.decodeText([97, 0xFF]) == "a\u{FFFD}")
    #expect(tokenizer.encodeSingleToken(Array("<end>".utf8)) == 302)
    #expect(tokenizer.id(of: [0x61]) == 97)
    #expect(tokenizer.encodeSingleToken(Array("ab".utf8)) == nil)
    #expect(tokenizer.encodeSingleToken([]) == nil)
    #expect(try tokenizer.tokenBytes(300) == Array("<s>".utf8))
    #expect(
      throws: Failure.usage(
        "the id 290 is no token of this vocabulary", remedy: "ids are below 306")
    ) { try tokenizer.tokenBytes(290) }
    let spans = tokenizer.encodeWithSpans(Array("ab".utf8)).spans
    #expect(spans == [TokenSpan(start: 0, end: 1), TokenSpan(start: 1, end: 2)])
  }
}
