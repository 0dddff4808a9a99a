import CICU
import Groundwork

/// Finds the words of texts under a rule.
///
/// Owned by one thread.
public final class WordSegmenter {
  /// What counts as a word.
  public let rule: WordRule
  /// ICU's locale for UAX #29; empty is the root locale.
  public let locale: String
  private let handle: OpaquePointer?

  /// Creates a segmenter; throws where ICU's data is missing, and for words that only a treebank has.
  public init(_ rule: WordRule, locale: String = "") throws(Failure) {
    self.rule = rule
    self.locale = locale
    if rule == .whitespace {
      handle = nil
      return
    }
    if rule == .treebank {
      throw .usage(
        "the words of a treebank cannot be found in text",
        remedy: "choose whitespace, uax29 or uax29-letters, or measure a CoNLL-U corpus")
    }
    guard let made = derlius_breaker_new(DERLIUS_BREAK_WORDS, locale) else {
      throw ICU.unavailable("word boundaries")
    }
    handle = made
  }

  deinit { derlius_breaker_free(handle) }

  /// Puts the byte ranges of the text's words, in order, into `words`, which is emptied first.
  ///
  /// Complexity: O(n). Throws where the text has more than `ICU.textLimit` bytes.
  public func words(
    in text: UnsafeBufferPointer<UInt8>, into words: inout [Range<Int>]
  ) throws(Failure) {
    words.removeAll(keepingCapacity: true)
    guard let handle else {
      WhiteSpace.forEachWord(in: text) { start, end in
        words.append(Range(uncheckedBounds: (start, end)))
      }
      return
    }
    guard let base = text.baseAddress, !text.isEmpty else { return }
    var ends: UnsafePointer<Int32>?
    let count = derlius_breaker_apply(handle, base, text.count, &ends)
    guard count >= 0, let ends else { throw ICU.failed("words") }
    let segments = Segments(text: text, ends: UnsafeBufferPointer(start: ends, count: count))
    if rule == .uax29 {
      for index in 0..<count where segments.isMoreThanWhiteSpace(index) {
        words.append(segments.range(index))
      }
    } else {
      for index in 0..<count where segments.isLetterWord(index) {
        words.append(segments.range(index))
      }
    }
  }

  /// The number of words in a text.
  public func count(in text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Int {
    if rule == .whitespace { return WhiteSpace.wordCount(in: text) }
    try words(in: text, into: &scratch)
    return scratch.count
  }

  /// The number of white-space words without a letter, by ICU's properties: numbers, dashes.
  ///
  /// Complexity: O(n); only words without an ASCII letter are looked up.
  public static func wordsWithoutLetter(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    WhiteSpace.forEachWord(in: text) { start, end in
      let word = UnsafeBufferPointer(rebasing: text[start..<end])
      let isPlain = word.contains { (0x61...0x7A).contains($0 | 0x20) }
      if !isPlain, !content(of: word).contains(.letter) { count += 1 }
    }
    return count
  }

  private var scratch: [Range<Int>] = []

  /// Whether a word holds letters and digits, by ICU's properties.
  public static func content(of word: UnsafeBufferPointer<UInt8>) -> WordContent {
    guard let base = word.baseAddress else { return [] }
    return WordContent(rawValue: derlius_content(base, word.count))
  }
}

/// The UAX #29 segments of one text.
private struct Segments {
  let text: UnsafeBufferPointer<UInt8>
  let ends: UnsafeBufferPointer<Int32>

  func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[range(index)])
  }

  /// White space never shares a segment with a word, but CR LF and runs of spaces are segments.
  func isMoreThanWhiteSpace(_ index: Int) -> Bool {
    let segment = bytes(index)
    var offset = 0
    while offset < segment.count {
      let space = WhiteSpace.length(at: offset, in: segment)
      if space == 0 { return true }
      offset += space
    }
    return false
  }

  func isLetterWord(_ index: Int) -> Bool {
    guard WordSegmenter.content(of: bytes(index)) == .letter else { return false }
    if index > 1, isHyphen(index - 1), digitEnds(index - 2) { return false }
    if index + 2 < ends.count, isHyphen(index + 1), digitStarts(index + 2) { return false }
    return true
  }

  /// U+002D, U+2010 or U+2011.
  private func isHyphen(_ index: Int) -> Bool {
    let segment = bytes(index)
    switch segment.count {
    case 1: return segment[0] == 0x2D
    case 3:
      return segment[0] == 0xE2 && segment[1] == 0x80 && (segment[2] == 0x90 || segment[2] == 0x91)
    default: return false
    }
  }

  private func digitEnds(_ index: Int) -> Bool {
    let segment = bytes(index)
    var start = segment.count - 1
    while start > 0, segment[start] & 0xC0 == 0x80 { start -= 1 }
    return WordSegmenter.content(of: UnsafeBufferPointer(rebasing: segment[start...])) == .digit
  }

  private func digitStarts(_ index: Int) -> Bool {
    let segment = bytes(index)
    var end = 1
    while end < segment.count, segment[end] & 0xC0 == 0x80 { end += 1 }
    return WordSegmenter.content(of: UnsafeBufferPointer(rebasing: segment[..<end])) == .digit
  }
}
