import Testing

@testable import Tokenization

/// Spaces, marks and bytes that are not UTF-8, by hand and between the two loops.
@Suite struct SentencePieceNormalizerTests {
  static func normalize(_ text: [UInt8], _ settings: SentencePieceNormalizer.Settings) -> String {
    let normalizer = SentencePieceNormalizer(settings)
    let fast = normalizer.normalize(text)
    let slow = SentencePieceText()
    text.withUnsafeBufferPointer { normalizer.normalizeWithOrigins($0, into: slow) }
    let same = UnsafeBufferPointer(start: slow.bytes, count: slow.count).elementsEqual(fast)
    #expect(same, "with and without origins: \(text)")
    return String(decoding: fast, as: UTF8.self)
  }

  @Test func spacesBecomeMarks() {
    let settings = SentencePieceNormalizer.Settings(
      charsmap: nil, addDummyPrefix: true, removeExtraWhitespaces: false)
    #expect(Self.normalize([], settings) == "")
    #expect(Self.normalize(Array("a b".utf8), settings) == "▁a▁b")
    #expect(Self.normalize(Array("  ".utf8), settings) == "▁▁▁")
    #expect(
      Self.normalize(Array("a longer text of ASCII".utf8), settings) == "▁a▁longer▁text▁of▁ASCII")
  }

  @Test func extraSpacesGo() {
    let settings = SentencePieceNormalizer.Settings(charsmap: nil)
    #expect(Self.normalize(Array("  a   b  ".utf8), settings) == "▁a▁b")
    #expect(Self.normalize(Array("    ".utf8), settings) == "")
    // Marks of the text itself at its end go too, with the dummy prefix if nothing else is there.
    #expect(Self.normalize(Array("a▁▁".utf8), settings) == "▁a")
    #expect(Self.normalize(Array("▁".utf8), settings) == "")
  }

  @Test func theDummySpaceMayStandBehind() {
    var settings = SentencePieceNormalizer.Settings(charsmap: nil, treatWhitespaceAsSuffix: true)
    #expect(Self.normalize(Array(" a b ".utf8), settings) == "a▁b▁")
    settings.addDummyPrefix = false
    settings.escapeWhitespaces = false
    #expect(Self.normalize(Array(" a b ".utf8), settings) == "a b")
  }

  @Test func bytesThatAreNotUTF8AreReplacedOneByOne() {
    let settings = SentencePieceNormalizer.Settings(
      charsmap: nil, addDummyPrefix: false, removeExtraWhitespaces: false)
    #expect(Self.normalize([0x61, 0xC3], settings) == "a\u{FFFD}")
    #expect(Self.normalize([0xE2, 0x96, 0x20, 0xFF], settings) == "\u{FFFD}\u{FFFD}▁\u{FFFD}")
    #expect(Self.normalize([0xED, 0xA0, 0x80], settings) == "\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(Self.normalize([0xF4, 0x90, 0x80, 0x80, 0xC5, 0xBE], settings).hasSuffix("\u{FFFD}ž"))
  }

  @Test func symbolsArePassedOverWhole() {
    let symbol = Array("a b".utf8)
    let normalizer = SentencePieceNormalizer(
      SentencePieceNormalizer.Settings(charsmap: nil), userDefined: [symbol[...]])
    let text = normalizer.normalize(Array("a ba b  a  b".utf8))
    #expect(String(decoding: text, as: UTF8.self) == "▁a▁ba▁b▁a▁b")
  }
}
