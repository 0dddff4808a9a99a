/// Cuts a text into pieces that are tokenized each alone.
///
/// The pieces cover the text: every byte belongs to exactly one.
public protocol Splitter: Sendable {
  /// The name a user knows (`cl100k`, `o200k`, `gpt2`, …), or the pattern's text.
  var name: String { get }

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
