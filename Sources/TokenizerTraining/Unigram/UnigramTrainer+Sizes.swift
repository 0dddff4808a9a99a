import Counting
import Groundwork

extension UnigramTrainer {
  /// Trains vocabularies of several sizes in one run, which share what comes before they part.
  ///
  /// Seeds do not depend on the size, nor does a round of pruning that ends above 1.1 times the size. So
  /// one training goes down to the smallest vocabulary; where a round would end at a size, a copy goes on
  /// from there to that size. Each result equals that of a training of its size alone.
  ///
  /// - Parameters:
  ///   - counts: as for a training of one size.
  ///   - last: as there.
  ///   - sizes: the vocabularies' sizes, in any order.
  ///   - options: everything else; its size is not used.
  ///   - pool: the workers; the result is the same for any number.
  ///   - progress: told of the pieces left, as stage `prune`.
  /// - Returns: for each size its vocabulary, or why the text or the options allow none of this size.
  /// - Throws: `Failure` where no size could be trained: what `train` throws whatever the size is.
  public static func train(
    counts: PieceTable, last: [UInt8] = [], sizes: [Int], options: UnigramTrainingOptions,
    pool: WorkerPool = WorkerPool(), progress: Progress = .silent
  ) throws(Failure) -> [Result<TrainedUnigram, Failure>] {
    if counts.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    }
    try BPETrainer.checkSize(counts)
    let words = UnigramWords(counts, options, last: last)
    var grid = UnigramGrid()
    for size in Set(sizes).sorted(by: >) {
      var sized = options
      sized.vocabularySize = size
      grid.pending.append(size)
      try grid.attempt(size) { () throws(Failure) in
        try sized.validate()
        try requireRoom(words, sized)
      }
    }
    if let smallest = grid.pending.last {
      var sized = options
      sized.vocabularySize = smallest
      try grid.run(UnigramTraining(words, sized, pool, progress))
    }
    return sizes.map { grid.outcomes[$0] ?? .failure(.usage("the size \($0) is not possible")) }
  }
}

/// The sizes of a grid while one training goes down to the smallest.
private struct UnigramGrid {
  /// The sizes that are still to come, the largest first.
  var pending: [Int] = []
  var outcomes: [Int: Result<TrainedUnigram, Failure>] = [:]

  /// Does something for a size; where the size is at fault, that is its outcome, and it is dropped.
  mutating func attempt(_ size: Int, _ body: () throws(Failure) -> Void) throws(Failure) {
    do throws(Failure) {
      try body()
    } catch {
      if error.fault != .usage { throw error }
      outcomes[size] = .failure(error)
      pending.removeAll { $0 == size }
    }
  }

  mutating func run(_ start: consuming UnigramTraining) throws(Failure) {
    var shared = start
    while let smallest = pending.last {
      shared.aim(at: smallest)
      let pruning = try shared.startRound()
      // A size that this round would undercut goes its own way from here.
      let shrunk = shared.shrunk
      for size in pending where UnigramTraining.target(size) > shrunk {
        try finish(size, shared) { (own) throws(Failure) in
          if own.finishRound(pruning) { return try own.dropShadowed() }
          try own.run()
        }
      }
      guard let smallest = pending.last else { return }
      shared.aim(at: smallest)
      let before = shared.pieces.count
      _ = shared.finishRound(pruning)
      for size in pending {
        var own = shared
        own.aim(at: size)
        if !own.hasEnded(from: before) { continue }
        try finish(size, shared) { (own) throws(Failure) in try own.dropShadowed() }
      }
    }
  }

  /// Ends the training of one size with a copy of the shared one.
  private mutating func finish(
    _ size: Int, _ shared: UnigramTraining,
    _ body: (inout UnigramTraining) throws(Failure) -> Void
  ) throws(Failure) {
    var trained: TrainedUnigram?
    try attempt(size) { () throws(Failure) in
      var own = shared.branch(size: size)
      try body(&own)
      trained = try own.result()
    }
    if let trained { outcomes[size] = .success(trained) }
    pending.removeAll { $0 == size }
  }
}
