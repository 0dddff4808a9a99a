import Counting
import Groundwork

/// One training run.
struct BPETraining: ~Copyable {
  private let options: BPETrainingOptions
  private let alphabet: BPEAlphabet
  private let order: TieOrder
  private var reserved: ReservedTexts
  /// How many tokens the vocabulary has room for beside letters and reserved ones.
  private let wanted: Int
  /// Like tokenizers: the id of the first token that a merge makes.
  private let firstID: Int
  /// How many tokens the merges made.
  private var made = 0
  private(set) var tokens: TokenList
  /// Like tokenizers: the id of each symbol.
  private var ids: [UInt32]
  private(set) var merges: [TrainedBPE.Merge] = []
  private(set) var arena: MergeArena
  private(set) var curve: CompressionCurve
  private var queue: MergeQueue
  /// Pairs with a lower count are not in the queue.
  private var threshold: UInt64 = .max
  private let minimum: UInt64
  /// How many times rarer than the most frequent pair the rarest one is that the arena keeps.
  ///
  /// Dropped: 16, which takes 4 % less memory (10 MB of Lithuanian law, 32,000 pieces), but spent 17 % of the
  /// time on counting anew.
  private let depth: UInt64
  private static let depth: UInt64 = 256

  /// Numbers of tokens that merges make, rising, at which the state is noted in `marks`.
  var stops: [Int] = []
  private(set) var marks: [BPEMark] = []

  /// Whether no pair is left, and the vocabulary has room.
  var ranOut: Bool { made < wanted }

  /// Starts a run.
  ///
  /// - Parameters:
  ///   - counts: the pieces.
  ///   - alphabet: their letters.
  ///   - options: what is to be trained.
  ///   - keepsAllPairs: whether every pair that ever was is kept, for `appendUnusedPairs`.
  init(
    _ counts: PieceTable, _ alphabet: BPEAlphabet, _ options: BPETrainingOptions,
    keepsAllPairs: Bool = false
  ) {
    self.options = options
    self.alphabet = alphabet
    order = TieOrder(options)
    reserved = ReservedTexts(options)
    let letters =
      options.likeness == .huggingFace ? alphabet.newLetters(options) : alphabet.letters.count
    firstID = options.reservedCount + letters
    wanted = max(0, options.vocabularySize - firstID)
    tokens = alphabet.letters
    ids = alphabet.ids
    merges.reserveCapacity(min(wanted, 1 << 20))
    queue = MergeQueue(order: order)
    minimum = options.likeness == .sentencePiece ? 1 : options.minimumFrequency
    arena = MergeArena(
      counts, alphabet: alphabet,
      symbols: alphabet.letters.count + wanted + options.specials.count,
      join: JoinRule(alphabet, options), keepsPassing: keepsAllPairs)
    curve = CompressionCurve(tokens: arena.tokens)
    depth = keepsAllPairs ? .max : Self.depth
    if wanted > 0 { arena.countPairs(minimum: minimum, depth: depth) }
  }

  /// Starts a run that goes on from rows of tokens which other merges left.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - letters: the bytes of the rows' symbols.
  ///   - reserved: texts that no merge may make.
  ///   - join: which pairs may be merged.
  ///   - wanted: how many merges are asked for.
  ///   - options: the tie rule and the minimum frequency, of the native likeness.
  init(
    _ rows: MergeRows, letters: TokenList, reserved: ReservedTexts, join: consuming JoinRule,
    wanted: Int, _ options: BPETrainingOptions
  ) {
    self.options = options
    self.wanted = wanted
    self.reserved = reserved
    alphabet = BPEAlphabet(letters: letters)
    order = TieOrder(options)
    firstID = letters.count
    tokens = letters
    ids = []
    queue = MergeQueue(order: order)
    minimum = options.minimumFrequency
    depth = Self.depth
    arena = MergeArena(rows, symbols: letters.count + wanted, join: join)
    curve = CompressionCurve(tokens: arena.tokens)
    if wanted > 0 { arena.countPairs(minimum: minimum, depth: depth) }
  }

  /// Goes on with a training whose merges are all done in the rows of `arena`.
  ///
  /// - Parameters:
  ///   - first: what was trained so far.
  ///   - alphabet: its letters.
  ///   - options: what is to be trained in all.
  ///   - arena: the text in tokens of `first`.
  init(
    continuing first: TrainedBPE, _ alphabet: BPEAlphabet, _ options: BPETrainingOptions,
    arena: consuming MergeArena
  ) {
    self.options = options
    self.alphabet = alphabet
    order = TieOrder(options)
    reserved = ReservedTexts(options)
    let letters =
      options.likeness == .huggingFace ? alphabet.newLetters(options) : alphabet.letters.count
    firstID = options.reservedCount + letters
    wanted = max(0, options.vocabularySize - firstID)
    made = max(0, first.vocabularySize - firstID)
    tokens = TokenList(bytes: first.bytes, offsets: first.offsets)
    ids = first.ids
    merges = first.merges
    queue = MergeQueue(order: order)
    minimum = options.minimumFrequency
    self.arena = arena
    curve = CompressionCurve(
      continuing: first.curve, merges: merges.count, tokens: self.arena.tokens)
    depth = Self.depth
    if made < wanted { self.arena.countPairs(minimum: minimum, depth: depth) }
  }

  mutating func run(_ progress: Progress) {
    let step = max(1, wanted / 100)
    markStops()
    while made < wanted, let entry = next() {
      queue.removeFirst(tokens)
      let (left, right) = (entry.left, entry.right)
      let known = reserved.id(ofJoined: left, right, tokens)
      if known != nil, options.likeness == .native {
        arena.refuse(entry.pair)
        continue
      }
      add(left, right, count: entry.count, known: known)
      let before = arena.pairs.count
      arena.merge(entry.pair, into: UInt32(tokens.count - 1))
      curve.add(merges: merges.count, tokens: arena.tokens)
      markStops()
      for pair in before..<arena.pairs.count { enqueue(pair) }
      if made % step == 0 { progress("merge", made, of: wanted) }
    }
    if made % step != 0 { progress("merge", made, of: wanted) }
    curve.finish(merges: merges.count, tokens: arena.tokens)
  }

  private mutating func markStops() {
    while marks.count < stops.count, stops[marks.count] == made {
      marks.append(.init(made: made, merges: merges.count, tokens: arena.tokens))
    }
  }

  private mutating func add(_ left: UInt32, _ right: UInt32, count: UInt64, known: UInt32?) {
    let new = UInt32(tokens.count)
    tokens.append(joining: left, right)
    merges.append(.init(left: left, right: right, new: new, count: count))
    if options.likeness == .huggingFace {
      // A special token of the same text gives its id, and the vocabulary does not grow.
      ids.append(known ?? UInt32(firstID + made))
    }
    if known == nil { made += 1 }
  }

  /// The pair to merge next, first in the queue with its count up to date; nil where none is left.
  private mutating func next() -> MergeQueue.Entry? {
    while true {
      if queue.isEmpty {
        if threshold <= minimum { return nil }
        refill()
        continue
      }
      let entry = queue.first
      let count = arena.pairs.base[Int(entry.pair)].count
      if count == entry.count { return entry }
      if count >= threshold {
        queue.lowerFirst(to: count, tokens)
      } else {
        queue.removeFirst(tokens)
      }
    }
  }

  /// Lowers the threshold and queues the pairs that now reach it; none is in the queue before.
  private mutating func refill() {
    if threshold <= arena.floor {
      // Pairs that reached it are merged.
      arena.countPairs(minimum: minimum, depth: depth, limit: threshold - 1)
    }
    var highest: UInt64 = 0
    for pair in 0..<arena.pairs.count { highest = max(highest, arena.pairs.base[pair].count) }
    threshold = max(arena.floor, min(highest, threshold - 1) / 4)
    for pair in 0..<arena.pairs.count { enqueue(pair) }
  }

  private mutating func enqueue(_ number: Int) {
    let pair = arena.pairs.base[number]
    if pair.count < threshold { return }
    let tie = order.key(pair.left, pair.right, tokens, arena.lengths.base, ids)
    queue.insert(
      .init(count: pair.count, tie: tie, left: pair.left, right: pair.right, pair: UInt32(number)),
      tokens)
  }

  /// Adds the pairs that occur no longer, by the tie rule, as sentencepiece 0.2.3 does: each text once.
  ///
  /// To be called on a run that kept all pairs and ran out.
  mutating func appendUnusedPairs() {
    var unused: [(key: UInt64, left: UInt32, right: UInt32)] = []
    let (known, order) = (tokens, order)
    func key(_ left: UInt32, _ right: UInt32) -> UInt64 {
      order.key(left, right, known, arena.lengths.base, ids)
    }
    for number in 0..<arena.pairs.count {
      let pair = arena.pairs.base[number]
      unused.append((key(pair.left, pair.right), pair.left, pair.right))
    }
    for number in 0..<arena.passing.count {
      let pair = arena.passing.base[number]
      unused.append((key(pair.left, pair.right), pair.left, pair.right))
    }
    unused.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      return order.precedes((a.left, a.right), (b.left, b.right), known)
    }
    var seen = Set((0..<known.count).map { Array(known[UInt32($0)]) })
    for pair in unused where made < wanted {
      if seen.insert(Array(known[pair.left] + known[pair.right])).inserted {
        add(pair.left, pair.right, count: 0, known: nil)
      }
    }
  }

  consuming func result() -> TrainedBPE {
    TrainedBPE(
      options: options, letterCount: alphabet.letters.count, bytes: tokens.bytes,
      offsets: tokens.offsets, merges: merges, ids: ids, ranOut: made < wanted,
      coverage: alphabet.coverage, trainingTokens: arena.tokens, curve: curve.points)
  }
}

extension BPEAlphabet {
  /// The letters that are not special tokens as well.
  func newLetters(_ options: BPETrainingOptions) -> Int {
    let specials = options.specialIDs.count
    return ids.reduce(0) { $0 + (Int($1) >= specials ? 1 : 0) }
  }
}
