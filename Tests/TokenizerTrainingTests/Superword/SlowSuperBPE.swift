import Counting
import Tokenization

@testable import TokenizerTraining

/// The two stages of `SuperwordTrainer` word for word: all merges are done one by one over all text, and all
/// pairs counted anew before each.
struct SlowSuperBPE {
  typealias Token = [UInt8]

  private(set) var merges: [SlowBPE.Merge] = []
  private(set) var firstMerges = 0
  private var rows: [(tokens: [Token], weight: UInt64)] = []

  private struct Pair: Hashable {
    var left: Token
    var right: Token
  }

  init(lines: PieceTable, _ options: SuperwordTrainingOptions) {
    let merged = { (options: BPETrainingOptions) in
      options.vocabularySize - 256 - options.specials.count
    }
    rows = Self.rows(lines, options.words)
    train(merged(options.firstStage), options, isFirst: true)
    firstMerges = merges.count
    rows = Self.rows(lines, options.superwords)
    for merge in merges { join(Pair(left: merge.left, right: merge.right)) }
    train(merged(options.bpe), options, isFirst: false)
  }

  /// The tokens of the text.
  var tokens: UInt64 { rows.reduce(0) { $0 + UInt64($1.tokens.count) * $1.weight } }

  private static func rows(
    _ lines: PieceTable, _ splitter: any Splitter
  ) -> [(tokens: [Token], weight: UInt64)] {
    var rows: [(tokens: [Token], weight: UInt64)] = []
    let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 100)
    defer { ends.deallocate() }
    for line in 0..<lines.count {
      let text = Array(lines[line])
      var start = 0
      while start < text.count {
        let count = text.withUnsafeBufferPointer { splitter.nextEnds(ends, from: start, in: $0) }
        for end in ends[..<count] {
          rows.append((text[start..<end].map { [$0] }, lines.counts[line]))
          start = end
        }
      }
    }
    return rows
  }

  private mutating func train(
    _ limit: Int, _ options: SuperwordTrainingOptions, isFirst: Bool
  ) {
    while merges.count < limit {
      var counts: [Pair: UInt64] = [:]
      for row in rows {
        for (left, right) in zip(row.tokens, row.tokens.dropFirst()) {
          if left.count + right.count > options.bpe.maxPieceLength ?? .max { continue }
          if !isFirst, !Self.allows(left + right, options) { continue }
          counts[Pair(left: left, right: right), default: 0] += row.weight
        }
      }
      let best = counts.filter { $0.value >= options.bpe.minimumFrequency }.min { a, b in
        if a.value != b.value { return a.value > b.value }
        if a.key.left != b.key.left { return a.key.left.lexicographicallyPrecedes(b.key.left) }
        return a.key.right.lexicographicallyPrecedes(b.key.right)
      }
      guard let best else { return }
      merges.append(.init(left: best.key.left, right: best.key.right, count: best.value))
      join(best.key)
    }
  }

  /// Whether a token has not too many words, and no colon before a space.
  static func allows(_ token: Token, _ options: SuperwordTrainingOptions) -> Bool {
    let words = token.split(separator: 0x20).count
    let hasColon = zip(token, token.dropFirst()).contains { $0 == 0x3A && $1 == 0x20 }
    return words <= options.maxWords ?? .max && (options.allowsColons || !hasColon)
  }

  private mutating func join(_ pair: Pair) {
    for row in rows.indices {
      var index = 0
      while index + 1 < rows[row].tokens.count {
        if rows[row].tokens[index] == pair.left, rows[row].tokens[index + 1] == pair.right {
          rows[row].tokens[index] += rows[row].tokens.remove(at: index + 1)
        }
        index += 1
      }
    }
  }
}
