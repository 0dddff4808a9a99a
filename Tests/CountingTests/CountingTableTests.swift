import Groundwork
import Testing

@testable import Counting

/// `CountingTable` against a dictionary: growing, taking in another, long pieces and short ones.
@Suite struct CountingTableTests {
  @Test(arguments: [3, 14, 15, 16, 40])
  func agreesWithADictionary(longest: Int) {
    // More than one growth beyond the size from which on memory is mapped.
    let pieces = randomPieces(60_000, longest: longest, values: 7, seed: UInt64(longest))
    var table = CountingTable()
    add(pieces, to: &table)
    #expect(content(table.take()) == dictionary(pieces))
    #expect(table.count == 0)
    add(pieces, to: &table)
    #expect(content(table.take()) == dictionary(pieces))
  }

  @Test(arguments: [(100, 60_000), (60_000, 100), (30_000, 30_000), (0, 50), (50, 0)])
  func takesInAnother(sizes: (Int, Int)) {
    let one = randomPieces(sizes.0, longest: 20, values: 6, seed: 1)
    let two = randomPieces(sizes.1, longest: 20, values: 6, seed: 2)
    var table = CountingTable()
    var other = CountingTable()
    add(one, to: &table)
    add(two, to: &other)
    table.absorb(&other)
    #expect(other.count == 0)
    #expect(content(table.take()) == dictionary(one + two))
    #expect(content(other.take()).isEmpty)
  }

  @Test func countsStayAtTheLargestNumber() {
    var table = CountingTable()
    var other = CountingTable()
    add([[1]], weight: .max - 1, to: &table)
    add([[1]], weight: 5, to: &other)
    table.absorb(&other)
    #expect(content(table.take()) == [[1]: .max])
  }

  @Test func fewPiecesAreMergedWithoutLookUps() {
    var table = PieceTable(bytes: [1, 2, 3, 4, 4], ends: [1, 3, 5], counts: [5, 6, .max - 1])
    table.merge(few: PieceTable())
    #expect(content(table) == [[1]: 5, [2, 3]: 6, [4, 4]: UInt64.max - 1])
    let long = [UInt8](repeating: 9, count: 30)
    table.merge(
      few: PieceTable(
        bytes: [2, 3, 7, 4, 4] + long, ends: [2, 3, 5, 35], counts: [10, 20, 30, 40]))
    #expect(content(table) == [[1]: 5, [2, 3]: 16, [7]: 20, [4, 4]: UInt64.max, long: 40])
    table.add(long)
    #expect(table.count(of: long) == 41)
    #expect(table.count(of: [7]) == 20)
  }

  private func add(_ pieces: [[UInt8]], weight: UInt64 = 1, to table: inout CountingTable) {
    var ends: [Int] = []
    for piece in pieces { ends.append((ends.last ?? 0) + piece.count) }
    pieces.flatMap { $0 }.withUnsafeBufferPointer { text in
      ends.withUnsafeBufferPointer { table.add(endingAt: $0, of: text, weight: weight) }
    }
  }

  private func dictionary(_ pieces: [[UInt8]]) -> [[UInt8]: UInt64] {
    pieces.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
