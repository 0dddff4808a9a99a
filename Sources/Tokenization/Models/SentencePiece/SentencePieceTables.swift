/// A model's tables for encoding, built once and shared by encoders.
final class SentencePieceTables: Sendable {
  /// Where a text may be cut into chunks that are encoded each alone.
  enum Boundary: Sendable {
    /// Before each run of space marks: no piece has a mark behind another scalar.
    case beforeSpaces
    /// Behind each run of space marks: no piece has another scalar behind a mark.
    case afterSpaces
    /// Nowhere.
    case none
  }

  /// An id for "no unknown piece", which only byte fallback allows.
  static let noID = UInt32.max

  let boundary: Boundary
  let byteFallback: Bool
  /// The unknown piece, or `noID`.
  let unknown: UInt32
  /// The ids of the byte pieces by byte; without byte fallback all `noID`.
  let byteIDs: FlatMemory<UInt32>
  let kinds: FlatMemory<UInt8>
  /// Scores as integers with the same order; larger is better.
  ///
  /// IEEE 754's bits, lower half turned.
  let ranks: FlatMemory<UInt32>
  /// The pieces' places in the order of their scores, the best first; equal scores share one.
  let orders: FlatMemory<UInt32>
  /// Whether the order of two pieces is that of their ids, so that none need be looked up.
  let isOrderedByID: Bool
  /// What the lattice adds for each piece: its score, or the bonus of a user-defined symbol.
  let scores: FlatMemory<Float>
  /// What the lattice adds for a scalar without a piece.
  let unknownScore: Float
  /// No score is farther from zero.
  let largestScore: Float
  /// Pieces that text can give: ordinary, user-defined and unused ones.
  let pieces: PieceTable
  /// The same as a trie, for Unigram.
  let trie: ByteTrie?
  let userDefined: ByteTrie?
  let hasUserDefined: Bool
  /// Where words surely divide; nil where texts are not cut before spaces, or symbols are kept whole.
  let borders: PieceBorders?
  /// Whether merges may lead to unused pieces, which are taken apart again.
  let resegments: Bool

  /// Creates the tables of a model.
  ///
  /// - Parameters:
  ///   - parts: the model.
  ///   - ids: the pieces that text can give.
  ///   - pieces: a table of them.
  ///   - userDefined: symbols that are kept whole.
  init(
    _ parts: SentencePieceParts, _ ids: [UInt32], _ pieces: PieceTable, userDefined: ByteTrie?
  ) {
    let vocabulary = parts.vocabulary
    self.pieces = pieces
    self.userDefined = userDefined
    hasUserDefined = userDefined != nil
    byteFallback = parts.byteFallback
    kinds = FlatMemory(vocabulary.kinds.map { $0.rawValue })
    ranks = FlatMemory(
      parts.scores.map { score in
        let bits = score.bitPattern
        return bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
      })
    var unknown = Self.noID
    var bytes = [UInt32](repeating: Self.noID, count: 256)
    var lowest = Float.greatestFiniteMagnitude
    var latticeScores = parts.scores
    for (id, kind) in vocabulary.kinds.enumerated() {
      switch kind {
      case .unknown: unknown = UInt32(id)
      case .byte: if let byte = vocabulary[UInt32(id)].first { bytes[Int(byte)] = UInt32(id) }
      case .normal: lowest = min(lowest, parts.scores[id])
      case .userDefined:
        let length = vocabulary[UInt32(id)].count
        latticeScores[id] = Float(0.1 * Double(length - 1))
      case .control, .unused: break
      }
    }
    self.unknown = unknown
    byteIDs = FlatMemory(bytes)
    scores = FlatMemory(latticeScores)
    trie =
      parts.algorithm == .unigram
      ? ByteTrie(ids.map { (key: vocabulary[$0], value: Int32($0)) }) {
        vocabulary.kinds[Int($0)] == .unused ? -.infinity : latticeScores[Int($0)]
      } : nil
    (orders, isOrderedByID) = Self.orders(ids, ranks)
    unknownScore = lowest - 10
    largestScore = latticeScores.reduce(abs(unknownScore)) { max($0, abs($1)) }
    resegments = ids.contains {
      vocabulary.kinds[Int($0)] == .unused && vocabulary[$0].count > 1
    }
    if !parts.normalizer.escapeWhitespaces {
      boundary = .none
    } else if parts.algorithm == .word {
      // A word starts at each mark, also where the normalizer puts marks behind words.
      boundary = .beforeSpaces
    } else {
      boundary = Self.boundary(pieces, kinds)
    }
    if FastPaths.areOn, case .beforeSpaces = boundary, userDefined == nil {
      borders = PieceBorders(ids, pieces.bytes, pieces.offsets)
    } else {
      borders = nil
    }
  }

  /// Creates the tables of a model by itself.
  convenience init(_ parts: SentencePieceParts, userDefined: ByteTrie?) {
    let ids = SentencePieceTokenizer.idsFromText(parts)
    self.init(parts, ids, PieceTable(ids, in: parts.vocabulary), userDefined: userDefined)
  }

  /// Places in the order of `ranks`, by id.
  private static func orders(
    _ ids: [UInt32], _ ranks: FlatMemory<UInt32>
  ) -> (FlatMemory<UInt32>, isOrderedByID: Bool) {
    var orders = [UInt32](repeating: 0, count: ranks.count)
    let base = ranks.base
    // Trainers write pieces in this order, the best ones first.
    var isSorted = true
    var isStrict = true
    for index in 1..<max(ids.count, 1) {
      let (before, rank) = (base[Int(ids[index - 1])], base[Int(ids[index])])
      if before <= rank { isStrict = false }
      if before < rank {
        isSorted = false
        break
      }
    }
    let sorted =
      isSorted
      ? ids
      : ids.sorted { left, right in
        let (first, second) = (base[Int(left)], base[Int(right)])
        return first != second ? first > second : left < right
      }
    var order: UInt32 = 0
    for index in 0..<sorted.count {
      if index > 0, base[Int(sorted[index - 1])] != base[Int(sorted[index])] { order += 1 }
      orders[Int(sorted[index])] = order
    }
    return (FlatMemory(orders), isStrict)
  }

  /// Where texts may be cut, by the marks in pieces that text can give; `kinds` are those of all tokens.
  private static func boundary(_ pieces: PieceTable, _ kinds: FlatMemory<UInt8>) -> Boundary {
    var before = true
    var after = true
    let (bytes, offsets) = (pieces.bytes.base, pieces.offsets.base)
    let total = pieces.bytes.count
    func isMark(_ at: Int) -> Bool {
      bytes[at] == 0xE2 && bytes[at + 1] == 0x96 && bytes[at + 2] == 0x81
    }
    var id = 0
    var at = nextSpaceMark(bytes, from: 0, total)
    while at < total {
      while Int(offsets[id + 1]) <= at { id += 1 }
      let (start, end) = (Int(offsets[id]), Int(offsets[id + 1]))
      if at + 3 <= end,
        TokenKind(rawValue: kinds.base[id]).map(SentencePieceTokenizer.isFromText) == true
      {
        if at > start, at - start < 3 || !isMark(at - 3) { before = false }
        if at + 3 < end, end - at < 6 || !isMark(at + 3) { after = false }
      }
      at = nextSpaceMark(bytes, from: at + 3, total)
    }
    return before ? .beforeSpaces : after ? .afterSpaces : .none
  }
}
