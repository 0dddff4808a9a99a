import Groundwork
import Testing

@testable import Tokenization

/// Borders inside words against a search of all pieces.
@Suite struct PieceBordersTests {
  private static let letters = Array("abcdé漢字.,-▁")

  /// Random texts over the letters, each other than the one before.
  private struct Texts {
    let random: KeyedRandom
    var drawn: UInt64 = 0

    mutating func below(_ bound: Int) -> Int {
      drawn += 1
      return random.below(bound, drawn)
    }

    mutating func next(_ longest: Int) -> String {
      let length = 1 + below(longest)
      return String((0..<length).map { _ in letters[below(letters.count)] })
    }
  }

  /// Whether some piece has two scalars side by side.
  private static func isInside(_ left: Unicode.Scalar, _ right: Unicode.Scalar, _ pieces: [String])
    -> Bool
  {
    pieces.contains { piece in
      let scalars = Array(piece.unicodeScalars)
      return zip(scalars, scalars.dropFirst()).contains { $0 == left && $1 == right }
    }
  }

  @Test(arguments: [1, 3, 12, 40]) func noPieceCrossesABorder(count: Int) {
    var texts = Texts(random: KeyedRandom(seed: 81, stream: UInt64(count)))
    var vocabulary = Vocabulary()
    for _ in 0..<count { vocabulary.append(Array(texts.next(4).utf8), kind: .normal) }
    let ids = Array(0..<UInt32(vocabulary.count))
    let table = PieceTable(ids, in: vocabulary)
    let borders = PieceBorders(ids, table.bytes, table.offsets)
    let pieces = ids.map { String(decoding: vocabulary[$0], as: UTF8.self) }
    for _ in 0..<200 {
      let text = texts.next(12)
      let scalars = Array(text.unicodeScalars)
      // So few pairs share no bits with others, so every border is found.
      var expected: [Int] = []
      var place = 0
      for (left, right) in zip(scalars, scalars.dropFirst()) {
        place += String(left).utf8.count
        if !Self.isInside(left, right, pieces) { expected.append(place) }
      }
      expected.append(text.utf8.count)
      let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
      var found: [Int] = []
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        var at = 0
        while at < text.utf8.count {
          at = borders.next(base, from: at, text.utf8.count)
          found.append(at)
        }
      }
      #expect(found == expected, "\(text) with \(pieces)")
    }
  }
}
