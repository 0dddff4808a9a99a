import Counting
import TokenizerTraining

/// The definition of `BPETrainer` word for word: counts all pairs anew before each merge.
struct SlowBPE {
  struct Merge: Equatable {
    var left: [UInt8]
    var right: [UInt8]
    var count: UInt64
  }

  private struct Pair: Hashable {
    var left: [UInt8]
    var right: [UInt8]
  }

  var merges: [Merge] = []
  /// The pieces with their tokens at the end; nil is a character without a letter.
  var pieces: [(tokens: [[UInt8]?], weight: UInt64)] = []
  var letters: [[UInt8]] = []

  /// Trains with at most `limit` merges.
  init(_ table: PieceTable, _ options: BPETrainingOptions, limit: Int, reserved: Set<[UInt8]> = [])
  {
    let longest = options.maxPieceLength ?? .max
    var length: ([UInt8]) -> Int = { $0.count }
    switch options.alphabet {
    case .bytes:
      letters = (0..<256).map { [UInt8($0)] }
      pieces = (0..<table.count).map { (table[$0].map { [$0] }, table.counts[$0]) }
    case .characters(let coverage, _):
      length = { String(decoding: $0, as: UTF8.self).unicodeScalars.count }
      let spelt = (0..<table.count).map { piece in
        String(decoding: table[piece], as: UTF8.self).unicodeScalars
          .map { Array(String($0).utf8) }
      }
      letters = Self.letters(spelt, table.counts, Float(coverage))
      let known = Set(letters)
      pieces = (0..<table.count).map { piece in
        (spelt[piece].map { known.contains($0) ? $0 : nil }, table.counts[piece])
      }
    }
    var dropped: Set<Pair> = []
    while merges.count < limit {
      var counts: [Pair: UInt64] = [:]
      for (tokens, weight) in pieces {
        for (left, right) in zip(tokens, tokens.dropFirst()) {
          guard let left, let right, length(left + right) <= longest else { continue }
          counts[Pair(left: left, right: right), default: 0] += weight
        }
      }
      let best = counts.filter { $0.value >= options.minimumFrequency && !dropped.contains($0.key) }
        .min { a, b in
          if a.value != b.value { return a.value > b.value }
          if a.key.left != b.key.left {
            return a.key.left.lexicographicallyPrecedes(b.key.left)
          }
          return a.key.right.lexicographicallyPrecedes(b.key.right)
        }
      guard let best else { return }
      if reserved.contains(best.key.left + best.key.right) {
        dropped.insert(best.key)
        continue
      }
      merges.append(Merge(left: best.key.left, right: best.key.right, count: best.value))
      for index in pieces.indices {
        pieces[index].tokens = Self.merge(pieces[index].tokens, best.key.left, best.key.right)
      }
    }
  }

  private static func merge(_ tokens: [[UInt8]?], _ left: [UInt8], _ right: [UInt8]) -> [[UInt8]?] {
    var result: [[UInt8]?] = []
    var index = 0
    while index < tokens.count {
      if index + 1 < tokens.count, tokens[index] == left, tokens[index + 1] == right {
        result.append(left + right)
        index += 2
      } else {
        result.append(tokens[index])
        index += 1
      }
    }
    return result
  }

  private static func letters(
    _ spelt: [[[UInt8]]], _ weights: [UInt64], _ coverage: Float
  ) -> [[UInt8]] {
    var counts: [[UInt8]: UInt64] = [:]
    for (piece, weight) in zip(spelt, weights) {
      for letter in piece { counts[letter, default: 0] += weight }
    }
    let all = counts.values.reduce(0, +)
    var taken: UInt64 = 0
    var letters: [[UInt8]] = []
    let ordered = counts.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
    }
    for (letter, count) in ordered {
      if Float(Double(taken) / Double(all)) >= coverage { break }
      taken += count
      letters.append(letter)
    }
    return letters
  }
}

extension TrainedBPE {
  /// The merges as bytes, to compare with the slow trainer's.
  var mergesAsBytes: [SlowBPE.Merge] {
    merges.map {
      SlowBPE.Merge(left: Array(self[$0.left]), right: Array(self[$0.right]), count: $0.count)
    }
  }
}

/// Cuts a piece as tiktoken does: of all neighbours whose bytes together are a token, the lowest rank
/// first, the leftmost of equal ones.
func encodeByRank(_ piece: [[UInt8]], ranks: [[UInt8]: Int]) -> [[UInt8]] {
  var tokens = piece
  while true {
    var best: (rank: Int, index: Int)?
    for index in tokens.indices.dropLast() {
      if let rank = ranks[tokens[index] + tokens[index + 1]], rank < best?.rank ?? .max {
        best = (rank, index)
      }
    }
    guard let best else { return tokens }
    tokens[best.index] += tokens.remove(at: best.index + 1)
  }
}
