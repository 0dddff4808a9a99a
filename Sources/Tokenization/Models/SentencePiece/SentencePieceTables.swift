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
  /// What the lattice adds for each piece: its score, or the bonus of a user-defined symbol.
  let scores: FlatMemory<Float>
  /// What the lattice adds for a scalar without a piece.
  let unknownScore: Float
  /// Pieces that text can give: ordinary, user-defined and unused ones.
  let pieces: PieceTable
  /// The same as a trie, for Unigram.
  let trie: ByteTrie?
  let userDefined: ByteTrie?
  let hasUserDefined: Bool
  /// Whether merges may lead to unused pieces, which are taken apart again.
  let resegments: Bool

  init(_ parts: SentencePieceParts, userDefined: ByteTrie?) {
    let vocabulary = parts.vocabulary
    let ids = (0..<UInt32(vocabulary.count)).filter {
      SentencePieceTokenizer.isFromText(vocabulary.kind(of: $0))
        && !SentencePieceTokenizer.isNullPiece($0, parts)
    }
    pieces = PieceTable(ids, in: vocabulary)
    self.userDefined = userDefined
    hasUserDefined = userDefined != nil
    byteFallback = parts.byteFallback
    kinds = FlatMemory(vocabulary.kinds.map(\.rawValue))
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
        vocabulary.kind(of: UInt32($0)) == .unused ? .nan : latticeScores[Int($0)]
      } : nil
    orders = Self.orders(ids, ranks)
    unknownScore = lowest - 10
    resegments = ids.contains {
      vocabulary.kind(of: $0) == .unused && vocabulary[$0].count > 1
    }
    if !parts.normalizer.escapeWhitespaces {
      boundary = .none
    } else if parts.algorithm == .word {
      // A word starts at each mark, also where the normalizer puts marks behind words.
      boundary = .beforeSpaces
    } else {
      boundary = Self.boundary(ids, in: vocabulary)
    }
  }

  /// Places in the order of `ranks`, by id.
  private static func orders(_ ids: [UInt32], _ ranks: FlatMemory<UInt32>) -> FlatMemory<UInt32> {
    var orders = [UInt32](repeating: 0, count: ranks.count)
    let base = ranks.base
    // Trainers write pieces in this order.
    var isSorted = true
    for index in 1..<max(ids.count, 1) where base[Int(ids[index - 1])] < base[Int(ids[index])] {
      isSorted = false
      break
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
    return FlatMemory(orders)
  }

  private static func boundary(_ ids: [UInt32], in vocabulary: Vocabulary) -> Boundary {
    var before = true
    var after = true
    vocabulary.bytes.withUnsafeBufferPointer { bytes in
      func isMark(_ at: Int) -> Bool {
        bytes[at] == 0xE2 && bytes[at + 1] == 0x96 && bytes[at + 2] == 0x81
      }
      for id in ids {
        let start = vocabulary.offsets[Int(id)]
        let end = vocabulary.offsets[Int(id) + 1]
        var index = start
        while index + 3 <= end {
          if !isMark(index) {
            index += 1
            continue
          }
          if index > start, index - start < 3 || !isMark(index - 3) { before = false }
          index += 3
          if index < end, end - index < 3 || !isMark(index) { after = false }
        }
      }
    }
    return before ? .beforeSpaces : after ? .afterSpaces : .none
  }
}
