import Counting
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Trains Unigram models (Kudo 2018) on distinct words with counts.
///
/// **Definition.** Seeds are the characters and the strings inside words that occur twice, the best by
/// occurrences times characters. Steps of EM follow: expected counts over all ways to cut the words, then
/// `exp(ψ(count)) / exp(ψ(sum))` as probabilities, without pieces that are expected less than half a time.
/// After `subIterations` steps, pieces are pruned to `shrinkingFactor` of them, until 1.1 times the
/// vocabulary is left; the best of these, with all characters, are the model. The steps and constants are
/// those of sentencepiece 0.2.3 (`unigram_model_trainer.cc`), in double precision.
///
/// The result depends on the content of the counts alone: not on the order of pieces, nor on the workers.
public enum UnigramTrainer {
  /// Trains a vocabulary.
  ///
  /// - Parameters:
  ///   - counts: distinct words and how often each occurs, each with its mark of a space; those that end a
  ///     sentence may be marked (`SentenceRule.marksEnds`).
  ///   - last: the word that ends the text, which counts like sentencepiece only; empty where it is not known.
  ///   - options: the size, the symbols, the shape of pieces.
  ///   - pool: the workers; the result is the same for any number.
  ///   - progress: told of the pieces left, as stage `prune`.
  ///   - store: keeps what each round of pruning left; a state in it, of the same counts and options, is gone
  ///     on from. The result is the same.
  /// - Returns: the vocabulary.
  /// - Throws: `Failure` (usage) for options that make no sense together, a size below the alphabet's or
  ///   above what the text can give; (data) where there is nothing to train on, or too much.
  public static func train(
    counts: PieceTable, last: [UInt8] = [], options: UnigramTrainingOptions,
    pool: WorkerPool = WorkerPool(), progress: Progress = .silent, store: TrainingStore? = nil
  ) throws(Failure) -> TrainedUnigram {
    try options.validate()
    if counts.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    }
    try BPETrainer.checkSize(counts)
    let words = UnigramWords(counts, options, last: last)
    try requireRoom(words, options)
    var training = try UnigramTraining(words, options, pool, progress)
    training.store = store
    try training.run()
    return try training.result()
  }

  /// Throws (usage) where the characters alone are more than the vocabulary.
  static func requireRoom(
    _ words: UnigramWords, _ options: UnigramTrainingOptions
  ) throws(Failure) {
    let reserved = try options.symbols.placed().count
    let least = words.characters.characters.count + reserved
    if options.vocabularySize >= least { return }
    throw .usage(
      "a vocabulary of \(options.vocabularySize) has no room for "
        + "\(words.characters.characters.count) characters and \(reserved) reserved pieces",
      remedy: "use a size of at least \(least), or a lower character coverage")
  }
}

/// One training run.
struct UnigramTraining {
  private var options: UnigramTrainingOptions
  private let words: UnigramWords
  private let reserved: Int
  private let pool: WorkerPool
  private let progress: Progress
  private let blocks: [Range<Int>]
  private(set) var pieces: UnigramPieces
  private(set) var lattice: UnigramLattice
  /// The number of seeds, and what each step of EM saw.
  private(set) var seedCount = 0
  private(set) var steps: [TrainedUnigram.Step] = []
  /// The number of each piece among the seeds.
  private(set) var origins: [UInt32]
  /// Keeps what rounds of pruning leave.
  var store: TrainingStore?

  init(
    _ words: UnigramWords, _ options: UnigramTrainingOptions, _ pool: WorkerPool,
    _ progress: Progress
  ) throws(Failure) {
    self.words = words
    self.options = options
    self.pool = pool
    self.progress = progress
    reserved = try options.symbols.placed().count
    progress("seeds", 0)
    let seeds = try UnigramSeeds(words, options, pool)
    pieces = seeds.pieces
    seedCount = pieces.count
    origins = (0..<UInt32(seedCount)).map { $0 }
    lattice = UnigramLattice(words, seeds)
    blocks = lattice.blocks()
  }

  private var isLike: Bool { options.likeness == .sentencePiece }
  /// The size at which pruning ends.
  var target: Int { Self.target(options.vocabularySize) }

  /// The size at which pruning towards a vocabulary ends.
  static func target(_ size: Int) -> Int { Int(Double(size) * 1.1) }

  /// Runs all rounds that are left; `dropsShadowed` says whether pieces that would never come out go at the end.
  mutating func run(dropsShadowed: Bool = true) throws(Failure) {
    if let state = try store?.load() { try restore(state) }
    while true {
      let pruning = try startRound()
      if finishRound(pruning) { break }
      try store?.save(state)
    }
    if dropsShadowed { try dropShadowed() }
  }

  /// Steps of EM, and what each piece's loss would be.
  mutating func startRound() throws(Failure) -> UnigramPruning {
    for _ in 0..<options.subIterations { try step() }
    let paths = try BestPaths(lattice, pieces, blocks, pool)
    if !steps.isEmpty { steps[steps.count - 1].tokens = paths.counts.reduce(0, +) }
    return try UnigramPruning(
      lattice, pieces, counts: paths.counts, countsUnknownAsFirst: isLike, pool)
  }

  /// The pieces that a round keeps where the vocabulary is still far.
  var shrunk: Int { Int(Float(options.shrinkingFactor) * Float(pieces.count)) }

  /// Prunes; gives whether it was the last round.
  mutating func finishRound(_ pruning: UnigramPruning) -> Bool {
    let before = pieces.count
    keep(pruning.kept(max(target, shrunk)))
    progress("prune", seedCount - pieces.count, of: max(seedCount - target, 1))
    return hasEnded(from: before)
  }

  /// Whether pruning has come to its end, or to where it changes nothing.
  func hasEnded(from before: Int) -> Bool { pieces.count <= target || pieces.count >= before }

  /// The same training for another size, from here on.
  func branch(size: Int) -> UnigramTraining {
    var copy = self
    copy.lattice = lattice.copy()
    copy.aim(at: size)
    return copy
  }

  /// Sets the size of the vocabulary.
  mutating func aim(at size: Int) { options.vocabularySize = size }

  /// One step of EM.
  private mutating func step() throws(Failure) {
    let expected = try ExpectedCounts(lattice, pieces, blocks, pool)
    var counts = expected.counts
    // The reference gives characters without a piece the number 0, which is the first piece's.
    if isLike { counts[0] += counts[pieces.count] }
    var kept: [UInt32] = []
    var sum = 0.0
    for piece in 0..<pieces.count where counts[piece] >= 0.5 {
      kept.append(UInt32(piece))
      sum += counts[piece]
    }
    let whole = digamma(sum)
    for piece in kept { pieces.scores[Int(piece)] = digamma(counts[Int(piece)]) - whole }
    keep(kept)
    steps.append(.init(pieces: pieces.count, objective: expected.objective, tokens: nil))
  }

  /// Drops the pieces that are less probable than their own parts: they would never come out.
  mutating func dropShadowed() throws(Failure) {
    if options.roundsScores { pieces.scores = pieces.scores.map(UnigramRounding.rounded) }
    let finder = PathFinder(lattice, BestPaths.scores(pieces))
    var kept: [UInt32] = []
    for piece in 0..<pieces.count
    where !(finder.findRunnerUp(pieces.range(piece)) > pieces.scores[piece]) {
      kept.append(UInt32(piece))
    }
    keep(kept)
  }

  /// Goes on from what a round of another run left.
  mutating func restore(_ bytes: [UInt8]) throws(Failure) {
    let state = try UnigramState(bytes, seeds: seedCount)
    keep(state.origins)
    pieces.scores = state.scores
    steps = state.steps
  }

  private mutating func keep(_ kept: [UInt32]) {
    var numbers = [UInt32](repeating: .max, count: pieces.count)
    for (number, piece) in kept.enumerated() { numbers[Int(piece)] = UInt32(number) }
    pieces = pieces.chosen(kept)
    origins = kept.map { origins[Int($0)] }
    lattice.renumber(numbers, count: pieces.count)
  }

  // Where the text cannot fill the vocabulary nothing is pruned, and the first round already says how many
  // pieces there are: bounds that are known before it are above what can be reached.
  private func tooLarge(_ most: Int) -> Failure {
    .usage(
      "a vocabulary of \(options.vocabularySize) is too large for this text, which gives \(most) at most",
      remedy: "use a size of at most \(most), or --no-hard-vocab-limit for what there is")
  }

  /// The vocabulary: all characters, then the best pieces.
  func result() throws(Failure) -> TrainedUnigram {
    let bytes = words.bytes.buffer
    var ofCharacter: [UInt32: Int] = [:]
    for piece in 0..<pieces.count {
      let range = pieces.range(piece)
      if characterLength(bytes[range.lowerBound]) != range.count { continue }
      let text = UnsafeBufferPointer(bytes)
      ofCharacter[decodeScalar(in: text, at: range.lowerBound).value] = piece
    }
    var final: [TrainedUnigram.Piece] = []
    var isTaken = [Bool](repeating: false, count: pieces.count)
    let least = Float(pieces.scores.min() ?? 0)
    var penalty: Float = 0
    for (scalar, _) in words.characters.characters {
      guard let value = Unicode.Scalar(scalar), scalar != 0, scalar != 0x1F else { continue }
      if let piece = ofCharacter[scalar] {
        isTaken[piece] = true
        final.append(.init(text: Array(String(value).utf8), score: Float(pieces.scores[piece])))
      } else {
        final.append(.init(text: Array(String(value).utf8), score: least + penalty))
        penalty += 0.0001
      }
    }
    var others: [TrainedUnigram.Piece] = []
    let placed = Set(try options.symbols.placed().map { Array($0.piece.utf8) })
    for piece in 0..<pieces.count where !isTaken[piece] {
      let text = Array(bytes[pieces.range(piece)])
      if !isLike, placed.contains(text) { continue }
      others.append(.init(text: text, score: Float(pieces.scores[piece])))
    }
    others.sort(by: TrainedUnigram.Piece.precedes)
    let wanted = options.vocabularySize - reserved - final.count
    let isShort = others.count < wanted
    if isShort, options.isHardLimit { throw tooLarge(final.count + others.count + reserved) }
    final += others.prefix(max(0, wanted))
    if options.roundsScores { final = final.map(UnigramRounding.rounded) }
    final.sort(by: TrainedUnigram.Piece.precedes)
    return TrainedUnigram(
      options: options, pieces: final, isShort: isShort, coverage: words.characters.coverage,
      seeds: seedCount, words: words.count, steps: steps)
  }
}
