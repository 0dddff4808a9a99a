/// Cuts a text into pieces that are tokenized each alone.
///
/// The pieces cover the text: every byte belongs to exactly one.
public protocol Splitter: Sendable {
  /// The name a user knows (`cl100k`, `o200k`, `gpt2`, …), or the pattern's text.
  var name: String { get }

  /// Whether a piece ends before every U+0020 between two scalars that are not white space, and nothing before that
  /// place decides on what follows.
  ///
  /// So it is with all patterns that have a scanner: no part of them matches a space behind another scalar, nor looks
  /// behind, and `\\s+(?!\\S)` matches no single space before other text.
  var cutsBeforeSingleSpaces: Bool { get }

  /// Writes the ends of the next pieces, from `start` on, which must be 0 or an end given before.
  ///
  /// Fills at most `ends.count` places; fewer mean that the text is at its end. So a document of any
  /// size is cut with a buffer of fixed size.
  ///
  /// - Returns: the number of ends written.
  /// - Complexity: O(bytes covered), for any text.
  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int
}

extension Splitter {
  /// Nothing is known of other splitters.
  public var cutsBeforeSingleSpaces: Bool { false }
}
