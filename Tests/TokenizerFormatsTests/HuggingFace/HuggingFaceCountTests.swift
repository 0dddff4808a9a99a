import Groundwork
import Testing
import Tokenization

@testable import TokenizerFormats

/// Ids that are counted against ids that are made.
@Suite struct HuggingFaceCountTests {
  /// One encoder makes ids, one counts them, one does both in turn: what it remembers must change nothing.
  private static func agree(_ tokenizer: HuggingFaceTokenizer, _ texts: [[UInt8]], _ name: String) {
    for handling in [SpecialHandling.reference, .text, .parse] {
      let making = tokenizer.makeEncoder(specials: handling)
      let counting = tokenizer.makeEncoder(specials: handling)
      let both = tokenizer.makeEncoder(specials: handling)
      for text in texts {
        let expected = making.encode(text).count
        let shown = String(decoding: text.prefix(120), as: UTF8.self).debugDescription
        let first = text.withUnsafeBufferPointer { counting.count($0) }
        #expect(first == expected, "\(name): \(shown)")
        let again = text.withUnsafeBufferPointer { both.count($0) }
        #expect(again == expected, "\(name), in turn: \(shown)")
        #expect(both.encode(text).count == expected, "\(name), in turn: \(shown)")
      }
    }
  }

  @Test(arguments: HuggingFaceFixtures.names)
  func asManyAreCountedAsMade(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    var random = RandomTexts(stream: UInt64(name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF))
    let recorded = (HuggingFaceFixtures.recorded[name] ?? []).map { Array($0.text.utf8) }
    let drawn = (0..<150).map { _ in random.next(parts: 40) }
    Self.agree(tokenizer, recorded + drawn, name)
  }

  /// Pieces that fill more than the memory of a batch, that are too long to be remembered, and more pieces than a batch has.
  @Test(arguments: HuggingFaceFixtures.names)
  func longTextsAreCounted(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    var random = RandomTexts(stream: 7)
    var texts = ["a", " ", "é", "字", "1", "a ", " rows", "<mask>", "▁"].map {
      Array(String(repeating: $0, count: 5_000).utf8)
    }
    texts.append((0..<300).flatMap { _ in random.next(parts: 30) })
    // What is no UTF-8 is counted as its replacement.
    texts.append([0x61, 0xFF, 0x20, 0xC3, 0x62] + texts[5] + [0xE2, 0x96])
    Self.agree(tokenizer, texts, name)
  }
}
