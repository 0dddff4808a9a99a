import Tokenization

/// Cuts texts behind each line feed, as tokenizers reads files to train on.
public struct LineSplitter: Splitter {
  /// `lines`.
  public let name = "lines"

  /// Creates the splitter.
  public init() {}

  /// Writes the ends of the next lines.
  public func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var place = start
    while place < text.count, count < ends.count {
      while place < text.count, text[place] != 0x0A { place += 1 }
      place = min(place + 1, text.count)
      ends[count] = place
      count += 1
    }
    return count
  }
}

/// Leaves texts whole.
struct WholeText: Splitter {
  let name = "whole"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard start < text.count, ends.count > 0 else { return 0 }
    ends[0] = text.count
    return 1
  }
}
