import Groundwork
import Testing

@testable import Tokenization

/// The tables under the SentencePiece encoders against plain searches.
@Suite struct SentencePieceTableTests {
  /// Distinct random keys over a few bytes, some of them long, and texts to look up.
  static func keys(stream: UInt64, count: Int) -> [[UInt8]] {
    let random = KeyedRandom(seed: 3, stream: stream)
    var drawn: UInt64 = 0
    func below(_ bound: Int) -> Int {
      drawn += 1
      return random.below(bound, drawn)
    }
    var keys: Set<[UInt8]> = []
    let bytes: [UInt8] = [0x00, 0x61, 0x62, 0x81, 0x96, 0xE2, 0xFF]
    while keys.count < count {
      let length = below(10) == 0 ? 14 + below(20) : 1 + below(4)
      keys.insert((0..<length).map { _ in bytes[below(bytes.count)] })
    }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(arguments: [1, 2, 60, 300]) func theTrieFindsTheLongestPrefix(count: Int) {
    let keys = Self.keys(stream: 1, count: count)
    let trie = ByteTrie(keys.enumerated().map { (key: $1[...], value: Int32($0)) })
    for text in Self.keys(stream: 2, count: 200) + keys {
      let longest = keys.filter { text.starts(with: $0) }.map(\.count).max() ?? 0
      let found = text.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { trie.longestPrefix($0, count: buffer.count, limit: 64) }
      }
      #expect(found == longest)
    }
  }

  @Test func theTrieLooksAtTheFirstMatchesOnly() {
    let keys = (1...5).map { [UInt8](repeating: 0x61, count: $0) }
    let trie = ByteTrie(keys.map { (key: $0[...], value: 0) })
    let text = [UInt8](repeating: 0x61, count: 9)
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      #expect(trie.longestPrefix(base, count: 9, limit: 64) == 5)
      #expect(trie.longestPrefix(base, count: 9, limit: 3) == 3)
      #expect(trie.longestPrefix(base, count: 2, limit: 64) == 2)
    }
  }

  @Test(arguments: [1, 2, 60, 300]) func theTableFindsItsPiecesOnly(count: Int) {
    let keys = Self.keys(stream: 3, count: count)
    var vocabulary = Vocabulary()
    for key in keys { vocabulary.append(key) }
    let ids = (0..<UInt32(count)).filter { $0 % 3 != 1 }
    let table = PieceTable(ids, in: vocabulary)
    for text in Self.keys(stream: 4, count: 200) + keys {
      let expected = ids.first { vocabulary[$0].elementsEqual(text) }.map(Int32.init) ?? -1
      // Sixteen bytes behind the text may be read, whatever they hold.
      let padded = text + [UInt8](repeating: 0xE2, count: 16)
      let found = padded.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { table.find($0, count: text.count) }
      }
      #expect(found == expected)
    }
  }

  @Test func spaceMarksAreFoundWhereTheyStand() {
    for text in Self.keys(stream: 5, count: 800) {
      let padded = text + [UInt8](repeating: 0xE2, count: 16)
      for start in 0...text.count {
        let expected =
          (start..<max(text.count - 2, start)).first {
            text[$0...].starts(with: [0xE2, 0x96, 0x81])
          } ?? text.count
        let found = padded.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { nextSpaceMark($0, from: start, text.count) }
        }
        #expect(found == expected)
      }
    }
  }

  /// All lead bytes, with the second bytes where rules change, and good and bad bytes behind them.
  @Test func scalarLengthsAreThoseOfTheStandardLibrary() {
    for first in 0...255 {
      for second in [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
        for rest: [UInt8] in [[], [0x80], [0xBF, 0x80], [0x41, 0x80]] {
          let bytes = [UInt8(first), UInt8(second)] + rest
          let expected = (1...4).first {
            $0 <= bytes.count && firstInvalidUTF8(Array(bytes[..<$0])) == nil
          }
          let found = bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { scalarLength($0, count: buffer.count) }
          }
          if found != expected ?? 0 { Issue.record("\(bytes): \(String(describing: found))") }
        }
      }
    }
  }
}
