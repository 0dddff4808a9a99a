import Groundwork

/// What a round of pruning left: enough to go on, once the seeds are found again.
struct UnigramState {
  /// The number of each piece among the seeds.
  let origins: [UInt32]
  /// The logarithm of the probability of each.
  let scores: [Double]
  /// The steps of EM so far.
  let steps: [TrainedUnigram.Step]

  private static let name = "the state of a training"

  /// Reads a state; throws where it is not of so many seeds.
  init(_ bytes: [UInt8], seeds: Int) throws(Failure) {
    var reader = ArchiveReader(bytes, name: Self.name)
    guard try reader.int() == seeds else { throw reader.failure("is of another training") }
    var origins: [UInt32] = []
    var scores: [Double] = []
    var isTaken = [Bool](repeating: false, count: seeds)
    for _ in 0..<(try reader.count(each: 2)) {
      let origin = try reader.number()
      guard origin < UInt64(seeds), !isTaken[Int(origin)] else { throw reader.failure() }
      isTaken[Int(origin)] = true
      origins.append(UInt32(origin))
      scores.append(try reader.double())
    }
    var steps: [TrainedUnigram.Step] = []
    for _ in 0..<(try reader.count(each: 3)) {
      let pieces = try reader.int()
      let objective = try reader.double()
      steps.append(
        .init(
          pieces: pieces, objective: objective,
          tokens: try reader.bool() ? try reader.number() : nil))
    }
    guard reader.isAtEnd else { throw reader.failure() }
    self.origins = origins
    self.scores = scores
    self.steps = steps
  }
}

extension UnigramTraining {
  /// What is kept of a round.
  var state: [UInt8] {
    var writer = ArchiveWriter()
    writer.put(seedCount)
    writer.put(UInt64(origins.count))
    for (origin, score) in zip(origins, pieces.scores) {
      writer.put(UInt64(origin))
      writer.put(score)
    }
    writer.put(UInt64(steps.count))
    for step in steps {
      writer.put(step.pieces)
      writer.put(step.objective)
      writer.put(step.tokens != nil)
      if let tokens = step.tokens { writer.put(tokens) }
    }
    return writer.bytes
  }
}
