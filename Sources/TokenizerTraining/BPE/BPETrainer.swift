import Counting
import Groundwork

/// Trains byte-pair encodings (Gage 1994; Sennrich, Haddow and Birch 2016) on distinct pieces with counts.
///
/// **Definition.** Each piece is a row of symbols, first its letters. The count of a pair of symbols is
/// the sum of the pieces' counts over all positions where the two stand side by side, so `aaa` holds `aa`
/// twice. Each step merges the pair with the highest count; among equal counts the one that comes first
/// by `TieRule`. It is merged in every piece from left to right without overlap into one new symbol.
/// Training ends when the vocabulary is full or no pair has the minimum frequency.
///
/// Two pairs never make the same bytes: up to any merge, what lies between two places that no token
/// crosses is cut as if it stood alone. So a token is known by its bytes, the order of pairs is total,
/// and an encoder that merges the lowest rank first (tiktoken, SentencePiece) cuts each training piece as
/// the trainer left it.
///
/// The result depends on the content of the counts alone, not on the order of pieces. Time is
/// O(letters of the distinct pieces · log), whatever their lengths; no merge allocates.
public enum BPETrainer {
  /// Trains a vocabulary.
  ///
  /// - Parameters:
  ///   - counts: distinct pieces and how often each occurs.
  ///   - options: the size, the alphabet, the tie rule.
  ///   - progress: told of the merges done, about a hundred times, as stage `merge`.
  /// - Returns: the vocabulary; smaller than asked for where the text gives no more pairs
  ///   (`TrainedBPE.ranOut`).
  /// - Throws: `Failure` (usage) for options that make no sense together or a size below the alphabet's,
  ///   (data) where there is nothing to train on or the counts are too large for 63 bits.
  public static func train(
    counts: PieceTable, options: BPETrainingOptions, progress: Progress = .silent
  ) throws(Failure) -> TrainedBPE {
    try options.validate()
    if counts.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    }
    try checkSize(counts)
    let alphabet = BPEAlphabet(options.alphabet, counts: counts)
    try options.requireRoom(letters: alphabet.letters.count)
    try options.requireDistinct(letters: alphabet.letters)
    var training = BPETraining(counts, alphabet, options)
    training.run(progress)
    return training.result(counts)
  }
}

extension BPETrainer {
  /// Throws where the text is larger than 32-bit places allow, or its weighted size than 63 bits, so that
  /// no sum of counts can overflow afterwards.
  static func checkSize(_ table: PieceTable) throws(Failure) {
    guard table.bytes.count + table.count + 1 < Int(UInt32.max) else {
      throw Failure(
        "the distinct pieces have more than 2^32 bytes",
        remedy: "train on a part of the text, or use a split that gives shorter pieces")
    }
    var total: UInt64 = 0
    for piece in 0..<table.count {
      let (size, overflow) = table.counts[piece].multipliedReportingOverflow(
        by: UInt64(table.range(piece).count))
      total = overflow ? .max : total + min(size, .max - total)
    }
    guard total <= UInt64(Int64.max) else {
      throw Failure(
        "the weighted text has more than 2^63 - 1 bytes", remedy: "use smaller weights")
    }
  }
}

/// One training run.
struct BPETraining: ~Copyable {
  private let options: BPETrainingOptions
  private let alphabet: BPEAlphabet
  private let reserved: Set<[UInt8]>
  /// Whether a reserved text starts with a byte: few do, so that few merges are looked up.
  private var startsReserved = [Bool](repeating: false, count: 256)
  private let maxLength: Int
  /// How many merges the vocabulary has room for.
  private let wanted: Int
  private(set) var tokens: TokenList
  private(set) var merges: [TrainedBPE.Merge] = []
  private(set) var arena: MergeArena
  private var queue: MergeQueue
  /// Pairs with a lower count are not in the queue.
  private var threshold: UInt64 = .max

  init(_ counts: PieceTable, _ alphabet: BPEAlphabet, _ options: BPETrainingOptions) {
    self.options = options
    self.alphabet = alphabet
    reserved = options.reservedTexts
    for text in reserved { startsReserved[Int(text[0])] = true }
    maxLength = options.maxPieceLength ?? Int.max
    wanted = options.vocabularySize - options.reservedCount - alphabet.letters.count
    tokens = alphabet.letters
    merges.reserveCapacity(min(wanted, 1 << 20))
    queue = MergeQueue(rule: options.tieRule)
    arena = MergeArena(
      counts, alphabet: alphabet, symbols: alphabet.letters.count + wanted, maxLength: maxLength)
  }

  mutating func run(_ progress: Progress) {
    let step = max(1, wanted / 100)
    while merges.count < wanted, let entry = next() {
      let (pair, count) = (entry.pair, entry.count)
      queue.removeFirst(tokens)
      if isReserved(entry.left, entry.right) {
        arena.pairs.base[Int(pair)].count = 0
        continue
      }
      let new = UInt32(tokens.count)
      tokens.append(joining: entry.left, entry.right)
      merges.append(.init(left: entry.left, right: entry.right, new: new, count: count))
      let before = arena.pairs.count
      arena.merge(pair, into: new, maxLength: maxLength, minimum: options.minimumFrequency)
      for pair in before..<arena.pairs.count { enqueue(pair) }
      if merges.count % step == 0 { progress("merge", merges.count, of: wanted) }
    }
  }

  /// The pair to merge next, first in the queue with its count up to date; nil where none is left.
  private mutating func next() -> MergeQueue.Entry? {
    while true {
      if queue.isEmpty {
        if threshold <= options.minimumFrequency { return nil }
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
    var highest: UInt64 = 0
    for pair in 0..<arena.pairs.count { highest = max(highest, arena.pairs.base[pair].count) }
    threshold = max(options.minimumFrequency, min(highest, threshold - 1) / 4)
    for pair in 0..<arena.pairs.count { enqueue(pair) }
  }

  private mutating func enqueue(_ number: Int) {
    let pair = arena.pairs.base[number]
    if pair.count < threshold { return }
    queue.insert(pair: UInt32(number), count: pair.count, pair.left, pair.right, tokens)
  }

  private func isReserved(_ left: UInt32, _ right: UInt32) -> Bool {
    startsReserved[Int(tokens.firstByte(left))]
      && reserved.contains(Array(tokens[left]) + Array(tokens[right]))
  }

  borrowing func result(_ counts: PieceTable) -> TrainedBPE {
    var tokenCount: UInt64 = 0
    arena.forEachToken { piece, _ in tokenCount += counts.counts[piece] }
    return TrainedBPE(
      options: options, letterCount: alphabet.letters.count, bytes: tokens.bytes,
      offsets: tokens.offsets, merges: merges, ranOut: merges.count < wanted,
      coverage: alphabet.coverage, trainingTokens: tokenCount)
  }
}
