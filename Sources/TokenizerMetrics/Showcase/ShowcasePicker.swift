import Segmentation

/// Picks the sentence that leads a report, the same one in every run.
///
/// Of texts of at most 400 bytes: the first of 8 to 16 white-space words with at least three different letters of
/// ą č ę ė į š ų ū ž, small or capital; where there is none, the first of 8 to 16 words; else the first of 20 bytes
/// and more (languages without spaces have no such words); else the first with a word. Of a long text only the start
/// is kept.
public struct ShowcasePicker: Sendable {
  /// A text and the line it stands on, counted from 1.
  public struct Pick: Sendable, Hashable {
    /// The line.
    public var line: Int
    /// The text's bytes.
    public var text: [UInt8]
    /// White-space words in the whole text.
    public var words: Int
    /// Whether the text goes on after what is kept.
    public var isPart = false
    /// The same line in the reference language, once that was read.
    public var translation: ShowcaseTranslation?
  }

  var best: (rank: Int, pick: Pick)?

  /// Creates a picker that has seen nothing.
  public init() {}

  /// The text picked among those offered; nil where none had a word.
  public var pick: Pick? { best?.pick }

  /// Whether no further text can change the pick.
  public var isFinal: Bool { best?.rank == 0 }

  /// Offers a text with its number of white-space words.
  ///
  /// Texts come in order of lines. O(n).
  public mutating func offer(_ text: UnsafeBufferPointer<UInt8>, words: Int, line: Int) {
    if words == 0 || isFinal { return }
    let isShort = text.count <= Self.shortBytes
    let rank: Int
    if isShort, (8...16).contains(words) {
      rank = Self.distinctLetters(text) >= 3 ? 0 : 1
    } else {
      rank = isShort && text.count >= 20 ? 2 : 3
    }
    if let best, best.rank <= rank { return }
    let start = Self.start(of: text)
    best = (
      rank,
      Pick(line: line, text: Array(text[..<start]), words: words, isPart: start < text.count)
    )
  }

  /// The most bytes of a text that is shown whole before others.
  static let shortBytes = 400
  /// The most bytes that are kept.
  static let mostBytes = 600

  /// The end of what is kept of a text: after a word if one ends in the second half of the room, else after a character.
  static func start(of text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.count <= mostBytes { return text.count }
    var end = mostBytes
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    var place = end
    while place > mostBytes / 2 {
      if text[place] & 0xC0 != 0x80, WhiteSpace.length(at: place, in: text) > 0 { return place }
      place -= 1
    }
    return end
  }

  /// How many of the nine letters occur; all are two bytes, 0xC4 or 0xC5 first.
  private static func distinctLetters(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var seen: UInt32 = 0
    var index = 0
    while index + 1 < text.count {
      let letter: UInt32?
      switch (text[index], text[index + 1]) {
      case (0xC4, 0x84...0x85): letter = 0
      case (0xC4, 0x8C...0x8D): letter = 1
      case (0xC4, 0x98...0x99): letter = 2
      case (0xC4, 0x96...0x97): letter = 3
      case (0xC4, 0xAE...0xAF): letter = 4
      case (0xC5, 0xA0...0xA1): letter = 5
      case (0xC5, 0xB2...0xB3): letter = 6
      case (0xC5, 0xAA...0xAB): letter = 7
      case (0xC5, 0xBD...0xBE): letter = 8
      default: letter = nil
      }
      if let letter { seen |= 1 << letter }
      index += 1
    }
    return seen.nonzeroBitCount
  }
}
