import Counting
import Testing

@Suite struct PieceTableTests {
  @Test(arguments: [3, 14, 15, 16, 17, 40])
  func agreesWithADictionary(longest: Int) {
    var table = PieceTable()
    var reference: [[UInt8]: UInt64] = [:]
    let pieces = randomPieces(6000, longest: longest, values: 3, seed: UInt64(longest))
    for (index, piece) in pieces.enumerated() {
      table.add(piece, weight: UInt64(index % 5 + 1))
      reference[piece, default: 0] += UInt64(index % 5 + 1)
    }
    #expect(content(table) == reference)
    #expect(table.total == reference.values.reduce(0, +))
    for (piece, count) in reference { #expect(table.count(of: piece) == count) }
    #expect(table.count(of: [9, 9, 9]) == 0)
  }

  @Test func pieceNextToTheEndOfTheTextIsTheSameAsInside() {
    // Keys are loaded in two ways, by how much text follows.
    var table = PieceTable()
    for length in 1...20 {
      let piece = [UInt8](repeating: 0x61, count: length)
      let inside = piece + [UInt8](repeating: 0x7A, count: 32)
      inside.withUnsafeBufferPointer { text in
        [length].withUnsafeBufferPointer { ends in
          _ = table.addPieces(endingAt: ends, from: 0, of: text, weight: 1)
        }
      }
      #expect(table.add(piece) == length - 1)
      #expect(table.counts[length - 1] == 2)
    }
  }

  @Test func lengthIsPartOfThePiece() {
    var table = PieceTable()
    table.add([0])
    table.add([0, 0])
    table.add([UInt8](repeating: 0, count: 15))
    table.add([UInt8](repeating: 0, count: 16))
    table.add([UInt8](repeating: 0, count: 24))
    #expect(table.count == 5)
  }

  @Test func emptyPiecesAndWeightsOfZeroAreNotCounted() {
    var table = PieceTable()
    #expect(table.add([]) == -1)
    #expect(table.add([1], weight: 0) == -1)
    #expect(table.count == 0)
    #expect(table.count(of: []) == 0)
    #expect(table.count(of: [1]) == 0)
  }

  @Test func mergingIsCommutativeAndAssociativeInContent() {
    let parts = (0..<3).map { part in
      var table = PieceTable()
      for piece in randomPieces(500, longest: 4, values: 3, seed: UInt64(90 + part)) {
        table.add(piece)
      }
      return table
    }
    func merged(_ order: [Int]) -> PieceTable {
      var table = PieceTable()
      for part in order { table.merge(parts[part]) }
      return table
    }
    var nested = parts[1]
    nested.merge(parts[2])
    var outer = parts[0]
    outer.merge(nested)
    let expected = merged([0, 1, 2])
    for order in [[2, 1, 0], [1, 0, 2]] {
      #expect(merged(order).hasSameContent(as: expected))
      #expect(merged(order).sorted().bytes == expected.sorted().bytes)
      #expect(merged(order).sorted().counts == expected.sorted().counts)
    }
    #expect(outer.hasSameContent(as: expected))
    #expect(!parts[0].hasSameContent(as: expected))
  }

  @Test func canonicalOrderIsThatOfTheBytes() {
    var table = PieceTable()
    for piece in randomPieces(3000, longest: 14, values: 3, seed: 5) { table.add(piece) }
    let ordered = table.canonicalOrder().map { Array(table[$0]) }
    #expect(ordered == ordered.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(ordered).count == table.count)
  }

  @Test func countsPass32BitsAndStopAtTheLast64() {
    var table = PieceTable()
    table.add([1], weight: 1 << 40)
    table.add([1], weight: 1 << 40)
    #expect(table.count(of: [1]) == 1 << 41)
    table.add([1], weight: .max)
    #expect(table.count(of: [1]) == .max)
    var doubled = PieceTable()
    doubled.merge(table, weight: 2)
    #expect(doubled.count(of: [1]) == .max)
    #expect(doubled.total == .max)
  }
}
