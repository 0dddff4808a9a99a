import Counting
import Groundwork
import Testing
import TokenizerTraining

/// Unigram training that ends after some round and goes on.
@Suite struct UnigramStoreTests {
  /// Keeps states in memory, and fails after some of them.
  private final class Memory {
    var state: [UInt8]?
    var left: Int
    var saved = 0

    init(stopsAfter left: Int) { self.left = left }

    var store: TrainingStore {
      TrainingStore(
        load: { () throws(Failure) in self.state },
        save: { (bytes) throws(Failure) in
          self.state = bytes
          self.saved += 1
          self.left -= 1
          if self.left == 0 { throw Failure("stopped") }
        })
    }
  }

  /// Words of a few syllables.
  private static func table() -> PieceTable {
    var random = SystemlessRandom(3)
    let syllables = ["la", "ku", "mė", "ži", "ro", "nas", "tis", "ai", "us", "dė", "pra", "vei"]
    var table = PieceTable()
    for _ in 0..<1500 {
      var word = "▁"
      for _ in 0...1 + random.next(4) { word += syllables[Int(random.next(12))] }
      table.add(word.utf8, weight: 1 + random.next(9))
    }
    return table
  }

  @Test func anyRoundIsGoneOnFrom() throws {
    let table = Self.table()
    let options = UnigramTrainerTests.options(60)
    let whole = try UnigramTrainer.train(counts: table, options: options)
    let all = Memory(stopsAfter: .max)
    _ = try UnigramTrainer.train(counts: table, options: options, store: all.store)
    #expect(all.saved >= 3)
    for stop in 1...all.saved {
      let memory = Memory(stopsAfter: stop)
      #expect(throws: Failure.self) {
        try UnigramTrainer.train(counts: table, options: options, store: memory.store)
      }
      let rest = try UnigramTrainer.train(
        counts: table.sorted(), options: options, pool: WorkerPool(workers: 2), store: memory.store)
      #expect(rest.pieces == whole.pieces)
      #expect(rest.steps == whole.steps)
      #expect(rest.seeds == whole.seeds)
      #expect(memory.saved == all.saved)
    }
  }

  @Test func aStateOfOtherCountsIsRefused() throws {
    let memory = Memory(stopsAfter: 1)
    let table = Self.table()
    let options = UnigramTrainerTests.options(60)
    _ = try? UnigramTrainer.train(counts: table, options: options, store: memory.store)
    let state = try #require(memory.state)
    var other = table
    other.add("▁kitas▁žodynas▁kitas".utf8, weight: 9)
    let failure = #expect(throws: Failure.self) {
      try UnigramTrainer.train(counts: other, options: options, store: memory.store)
    }
    #expect(failure?.problem == "is of another training")
    for end in stride(from: 0, to: state.count, by: 997) {
      memory.state = Array(state.prefix(end))
      #expect(throws: Failure.self) {
        try UnigramTrainer.train(counts: table, options: options, store: memory.store)
      }
    }
  }
}
