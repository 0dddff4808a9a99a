import Groundwork
import Segmentation
import Tokenization

/// Finds the pieces of texts that are slices of them, some hundred at a time.
///
/// Owned by one thread.
final class PieceFinder {
  private let splitter: (any Splitter)?
  private let segmenter: WordSegmenter?
  private var words: [Range<Int>] = []
  private let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 1024)
  private let ranges = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 1024)

  /// Creates a finder; throws where ICU's data is missing, and (usage) for words that are no slices.
  init(_ rule: PieceRule) throws(Failure) {
    switch rule {
    case .splitter(let found): (splitter, segmenter) = (found, nil)
    case .words(let found): (splitter, segmenter) = (nil, try WordSegmenter(found))
    case .spaceMarkedWords, .sentences:
      throw .usage(
        "words behind their marks are no pieces of the text",
        remedy: "use a word rule or a split pattern")
    }
  }

  deinit {
    ends.deallocate()
    ranges.deallocate()
  }

  /// Calls `body` with the places of pieces, in order, and what they are slices of.
  @inline(__always)
  func forEachGroup(
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<Range<Int>>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    if let splitter {
      try split(text, splitter, body)
    } else if let segmenter {
      var start = 0
      while start < text.count {
        let end = segmenter.rule == .whitespace ? Self.windowEnd(text, from: start) : text.count
        let window = UnsafeBufferPointer(rebasing: text[start..<end])
        try segmenter.words(in: window, into: &words)
        try words.withPointer { (words) throws(Failure) in try body(words, window) }
        start = end
      }
    }
  }

  /// A text of gigabytes is cut into windows of 64 KB before a space, so that its words need no room.
  private static func windowEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard text.count - start > 1 << 16 else { return text.count }
    var end = start + (1 << 16)
    while end < text.count, text[end] != 0x20, text[end] != 0x0A { end += 1 }
    return end
  }

  private func split(
    _ text: UnsafeBufferPointer<UInt8>, _ splitter: any Splitter,
    _ body: (UnsafeBufferPointer<Range<Int>>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var start = 0
    while start < text.count {
      let count = splitter.nextEnds(ends, from: start, in: text)
      if count == 0 { return }
      for index in 0..<count {
        ranges[index] = Range(uncheckedBounds: (start, ends[index]))
        start = ends[index]
      }
      try body(UnsafeBufferPointer(rebasing: ranges[..<count]), text)
    }
  }
}

extension Array {
  /// `withUnsafeBufferPointer` with our kind of error.
  @inline(__always)
  func withPointer(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    let failure = withUnsafeBufferPointer { buffer -> Failure? in
      do throws(Failure) {
        try body(buffer)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }
}
