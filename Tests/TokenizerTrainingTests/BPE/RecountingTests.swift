import Counting
import Groundwork
import Testing

@testable import TokenizerTraining

/// Counting pairs anew: rows become narrow, rare pairs are told by a sketch, lists of places lose what is stale.
@Suite struct RecountingTests {
  /// Weights from 1 to 2^24: rare pairs are below a 256th of the most frequent, so that pairs are counted several times.
  @Test(arguments: 0..<60)
  func agreesWithTheSlowTrainer(seed: Int) throws {
    let table = steepTable(seed: UInt64(seed))
    var options = BPETrainingOptions(vocabularySize: 256 + 90)
    options.minimumFrequency = UInt64(1 + seed % 3)
    if seed % 4 == 1 { options.maxPieceLength = 2 + seed % 7 }
    let slow = SlowBPE(table, options, limit: 90)
    let fast = try BPETrainer.train(counts: table, options: options)
    #expect(fast.mergesAsBytes == slow.merges)
    let ended = segmentation(table, options).map { $0.map { $0.map { Array(fast[$0]) } } }
    #expect(ended == slow.pieces.map(\.tokens))
  }

  @Test(arguments: 0..<20)
  func agreesWithTheSlowTrainerWhereCharactersHaveNoLetter(seed: Int) throws {
    var table = steepTable(seed: UInt64(100 + seed))
    table.add(Array("zaz".utf8), weight: 1)
    let options = BPETrainingOptions(
      vocabularySize: 120, alphabet: .characters(coverage: 0.999, byteFallback: false))
    let fast = try BPETrainer.train(counts: table, options: options)
    let limit = options.vocabularySize - options.reservedCount - fast.letterCount
    let slow = SlowBPE(table, options, limit: limit, reserved: options.reservedTexts)
    #expect(fast.mergesAsBytes == slow.merges)
    let ended = segmentation(table, options).map { $0.map { $0.map { Array(fast[$0]) } } }
    #expect(ended == slow.pieces.map(\.tokens))
    #expect(ended.contains { $0.contains(nil) })
  }

  @Test func pairsAreCountedSeveralTimes() {
    let table = steepTable(seed: 1)
    var options = BPETrainingOptions(vocabularySize: 256 + 90)
    options.minimumFrequency = 1
    var training = BPETraining(table, BPEAlphabet(options, counts: table), options)
    let before = (training.arena.floor, training.arena.slots.count)
    training.run(.silent)
    // What the tests above are about: all of it took place.
    #expect(before.0 > 1)
    #expect(training.arena.floor < before.0)
    #expect(training.arena.slots.count < before.1)
  }

  @Test func piecesByTheirEnds() {
    let random = KeyedRandom(seed: 4, stream: 4)
    var ends = PieceEnds(places: 10)
    var slow: [Int] = []
    var place = 0
    for piece in 0..<500 {
      let length = piece % 50 == 7 ? 200 : 1 + random.below(9, UInt64(piece))
      place += length
      ends.end(at: place - 1)
      slow += [Int](repeating: piece, count: length)
    }
    for place in slow.indices {
      #expect(ends.piece(at: place) == slow[place])
      let isEnd = place + 1 == slow.count || slow[place + 1] != slow[place]
      #expect(ends.isEnd(place) == isEnd)
    }
  }

  @Test func sketchIsNeverBelowACount() {
    let sketch = PairSketch(bits: 4)
    var counts: [UInt64: UInt64] = [:]
    let random = KeyedRandom(seed: 5, stream: 5)
    for draw in 0..<400 {
      let key =
        UInt64(random.below(20, UInt64(2 * draw))) << 32
        | UInt64(random.below(20, UInt64(2 * draw + 1)))
      counts[key, default: 0] += UInt64(draw)
      sketch.add(key, weight: UInt64(draw))
    }
    for (key, count) in counts { #expect(sketch.bound(key) >= count) }
    let all = counts.values.reduce(0, +)
    #expect(counts.keys.contains { sketch.bound($0) < all / 4 })
  }

  /// Random pieces with weights of all magnitudes.
  private func steepTable(seed: UInt64) -> PieceTable {
    let random = KeyedRandom(seed: seed, stream: 8)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    var table = PieceTable()
    let values = 2 + next(12)
    for _ in 0..<(20 + next(60)) {
      let piece = (0..<(1 + next(20))).map { _ in UInt8(97 + next(values)) }
      table.add(piece, weight: UInt64(1 + next(1 << (1 + next(24)))))
    }
    return table
  }
}
