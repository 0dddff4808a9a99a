import Groundwork
import Segmentation

/// How much text was measured.
struct MeasuredTotals: Sendable {
  let bytes: Int
  /// Unicode scalars.
  let characters: Int
  /// By the rule of the request.
  let words: Int

  /// Counts a text, UTF-8.
  init(_ text: [UInt8], _ rule: WordRule) throws(Failure) {
    let segmenter = try WordSegmenter(rule)
    bytes = text.count
    characters = text.count { $0 & 0xC0 != 0x80 }
    words = try text.withUnsafeBufferPointer { (text) throws(Failure) in
      try segmenter.count(in: text)
    }
  }

  /// The totals as the API gives them.
  func write(to output: inout JSONOutput) {
    output.beginObject()
    for (key, value) in [("bytes", bytes), ("characters", characters), ("words", words)] {
      output.key(key)
      output.integer(value)
    }
    output.endObject()
  }
}
