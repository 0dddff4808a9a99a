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
    guard !text.isEmpty else { return }
    try segment(text, handle)
    if rule == .uax29 {
      for index in 0..<segments.count where segments.isMoreThanWhiteSpace(index) {
        words.append(segments.range(index))
      }
    } else {
      for index in 0..<segments.count where segments.isLetterWord(index) {
        words.append(segments.range(index))
      }
    }
  }

  /// Finds all segments: by our own scanner where the rules are the root locale's and no scalar needs
  /// a dictionary, else by ICU.
  private func segment(
    _ text: UnsafeBufferPointer<UInt8>, _ handle: OpaquePointer
  ) throws(Failure) {
    guard text.count <= ICU.textLimit else { throw ICU.failed("words") }
    segments.removeAll()
    if !locale.isEmpty || usesICUAlone || WordClasses.shared.bytes.isEmpty {
      return try askICU(text, 0..<text.count, handle)
    }
    var failure: Failure?
    WordClasses.shared.bytes.withUnsafeBufferPointer { classes in
      let scanner = WordScanner(text, classes)
      do throws(Failure) {
        var index = scanner.scan(from: 0, into: &segments)
        while index < text.count {
          let end = scanner.regionEnd(from: index)
          try askICU(text, index..<end, handle)
          index = scanner.scan(from: end, into: &segments)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func askICU(
    _ text: UnsafeBufferPointer<UInt8>, _ region: Range<Int>, _ handle: OpaquePointer
  ) throws(Failure) {
    guard let base = text.baseAddress else { return }
    var ends: UnsafePointer<Int32>?
    let count = derlius_breaker_apply(
      handle, base + region.lowerBound, region.count, &ends)
    guard count >= 0, let ends else { throw ICU.failed("words") }
    var start = region.lowerBound
    for index in 0..<count {
      let end = region.lowerBound + Int(ends[index])
      let segment = UnsafeBufferPointer(rebasing: text[start..<end])
      segments.append(end: end, WordSegments.Content(of: segment))
      start = end
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
  private var segments = WordSegments()
  /// Whether nothing is found by hand, for tests.
  var usesICUAlone = false

  /// Whether a word holds letters and digits, by ICU's properties.
  public static func content(of word: UnsafeBufferPointer<UInt8>) -> WordContent {
    guard let base = word.baseAddress else { return [] }
    return WordContent(rawValue: derlius_content(base, word.count))
  }
}

extension WordSegments.Content {
  /// The content of a segment, by ICU's properties.
  init(of segment: UnsafeBufferPointer<UInt8>) {
    let content = WordSegmenter.content(of: segment)
    self = []
    if content.contains(.letter) { insert(.letter) }
    if content.contains(.digit) { insert(.digit) }
    var offset = 0
    while offset < segment.count {
      let space = WhiteSpace.length(at: offset, in: segment)
      if space == 0 {
        insert(.visible)
        break
      }
      offset += space
    }
    if content.contains(.digit) {
      var end = 1
      while end < segment.count, segment[end] & 0xC0 == 0x80 { end += 1 }
      if Self.isDigit(segment[..<end]) { insert(.digitFirst) }
      var start = segment.count - 1
      while start > 0, segment[start] & 0xC0 == 0x80 { start -= 1 }
      if Self.isDigit(segment[start...]) { insert(.digitLast) }
    }
    if segment.elementsEqual([0x2D]) || segment.elementsEqual([0xE2, 0x80, 0x90])
      || segment.elementsEqual([0xE2, 0x80, 0x91])
    {
      insert(.hyphen)
    }
  }

  private static func isDigit(_ scalar: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    WordSegmenter.content(of: UnsafeBufferPointer(rebasing: scalar)) == .digit
  }
}
