import CICU
import Groundwork

/// Finds the sentences of texts by UAX #29.
///
/// Owned by one thread.
public final class SentenceSegmenter {
  /// ICU's locale; empty is the root locale.
  public let locale: String
  private let handle: OpaquePointer

  /// Creates a segmenter; throws where ICU's data is missing.
  public init(locale: String = "") throws(Failure) {
    self.locale = locale
    guard let made = derlius_breaker_new(DERLIUS_BREAK_SENTENCES, locale) else {
      throw ICU.unavailable("sentence boundaries")
    }
    handle = made
  }

  deinit { derlius_breaker_free(handle) }

  /// Puts the byte ranges of the text's sentences, in order, into `sentences`, which is emptied first.
  ///
  /// White space at the ends of a sentence is left out, and so are segments of white space only.
  /// Complexity: O(n). Throws where the text has more than `ICU.textLimit` bytes.
  public func sentences(
    in text: UnsafeBufferPointer<UInt8>, into sentences: inout [Range<Int>]
  ) throws(Failure) {
    sentences.removeAll(keepingCapacity: true)
    guard let base = text.baseAddress, !text.isEmpty else { return }
    var ends: UnsafePointer<Int32>?
    let count = derlius_breaker_apply(handle, base, text.count, &ends)
    guard count >= 0, let ends else { throw ICU.failed("sentences") }
    var start = 0
    for index in 0..<count {
      let end = Int(ends[index])
      let segment = UnsafeBufferPointer(rebasing: text[start..<end])
      var bounds: Range<Int>?
      WhiteSpace.forEachWord(in: segment) { first, last in
        bounds = (bounds?.lowerBound ?? start + first)..<(start + last)
      }
      if let bounds { sentences.append(bounds) }
      start = end
    }
  }
}
