import Counting
import Groundwork
import Tokenization

/// Cuts before each space and after each newline: a pattern simple enough to be seen right.
struct SpaceSplitter: Splitter {
  var name: String { "space" }

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var index = start
    while index < text.count, count < ends.count {
      index += 1
      while index < text.count, text[index] != 0x20, text[index - 1] != 0x0A { index += 1 }
      ends[count] = index
      count += 1
    }
    return count
  }
}

/// The content of a table in a form that can be compared: pieces as bytes, sorted.
func content(_ table: PieceTable) -> [[UInt8]: UInt64] {
  var result: [[UInt8]: UInt64] = [:]
  for index in 0..<table.count { result[Array(table[index])] = table.counts[index] }
  return result
}

/// Words by how often they occur, from text.
func words(_ table: PieceTable) -> [String: UInt64] {
  var result: [String: UInt64] = [:]
  for index in 0..<table.count {
    result[String(decoding: table[index], as: UTF8.self)] = table.counts[index]
  }
  return result
}

/// Random bytes of few values, so that pieces repeat: lengths 1 ...
///
/// longest.
func randomPieces(_ count: Int, longest: Int, values: Int, seed: UInt64) -> [[UInt8]] {
  let random = KeyedRandom(seed: seed, stream: 1)
  var draw: UInt64 = 0
  return (0..<count).map { _ in
    draw += 1
    let length = 1 + random.below(longest, draw)
    return (0..<length).map { _ in
      draw += 1
      return UInt8(truncatingIfNeeded: random.below(values, draw) * 37)
    }
  }
}
