import Counting
import Foundation
import TokenizerTraining

/// The definition of `UnigramTrainer` with dictionaries of strings: nothing is computed once or kept.
///
/// Native likeness, characters without a piece are "\u{FFFF}" in words.
struct SlowUnigram {
  typealias Text = [Unicode.Scalar]

  static let unknown: Unicode.Scalar = "\u{FFFF}"

  var words: [(text: Text, count: Double)] = []
  /// Pieces in order, with their scores.
  var pieces: [(text: Text, score: Double)] = []
  let options: UnigramTrainingOptions

  /// Trains until pruning ends.
  init(_ table: PieceTable, _ options: UnigramTrainingOptions, characters: Set<UInt32>) {
    self.options = options
    var counts: [Text: Double] = [:]
    for index in 0..<table.count {
      let text = String(decoding: table[index], as: UTF8.self).unicodeScalars.map {
        characters.contains($0.value) ? $0 : Self.unknown
      }
      counts[text, default: 0] += Double(table.counts[index])
    }
    words = counts.map { (text: $0.key, count: $0.value) }
    seed()
    let target = Int(Double(options.vocabularySize) * 1.1)
    while true {
      for _ in 0..<options.subIterations { step() }
      let before = pieces.count
      prune(max(target, Int(Float(options.shrinkingFactor) * Float(before))))
      if pieces.count <= target || pieces.count >= before { break }
    }
  }

  private mutating func seed() {
    var characters: [Text: Double] = [:]
    var strings: [Text: Double] = [:]
    var followers: [Text: Set<Text>] = [:]
    for (word, count) in words {
      for first in word.indices {
        if word[first] != Self.unknown { characters[[word[first]], default: 0] += count }
        for end in word.indices.dropFirst(first + 1) {
          let text = Array(word[first...end])
          if text.contains(Self.unknown) || text.count > (options.shapes.longest ?? 16) { break }
          strings[text, default: 0] += count
          let next = end + 1 < word.count ? word[end + 1] : Self.unknown
          followers[text, default: []].insert([next])
        }
      }
    }
    let ordered = characters.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key[0].value < b.key[0].value
    }
    pieces = ordered.map { (text: $0.key, score: Double(Float($0.value))) }
    let seeds = strings.filter { text, count in
      let next = followers[text] ?? []
      return count >= 2 && (next.count > 1 || next.contains([Self.unknown])) && Self.isPiece(text)
    }
    let scored = seeds.map { text, count in
      (text: text, score: Float(count) * Float(text.count))
    }
    pieces += scored.sorted { a, b in
      if a.score != b.score { return a.score > b.score }
      let (one, two) = (Self.bytes(a.text), Self.bytes(b.text))
      if one.count != two.count { return one.count > two.count }
      return one.lexicographicallyPrecedes(two)
    }.map { (text: $0.text, score: Double($0.score)) }
    let sum = pieces.reduce(0) { $0 + $1.score }
    pieces = pieces.map { ($0.text, log($0.score) - log(sum)) }
  }

  static func bytes(_ text: Text) -> [UInt8] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return Array(String(view).utf8)
  }

  /// A mark only in front; the tests' alphabets have one script.
  static func isPiece(_ text: Text) -> Bool { !text.dropFirst().contains("\u{2581}") }

  private var unknownScore: Double { (pieces.map(\.score).min() ?? 0) - 10 }

  private mutating func step() {
    var index: [Text: Int] = [:]
    for (number, piece) in pieces.enumerated() { index[piece.text] = number }
    var expected = [Double](repeating: 0, count: pieces.count)
    for (word, count) in words {
      let edges = edges(word, index)
      var forward = [Double](repeating: 0, count: word.count + 1)
      var backward = forward
      forward[0] = 1
      for end in 1...word.count {
        for edge in edges where edge.end == end {
          forward[end] += forward[edge.start] * exp(edge.score)
        }
      }
      backward[word.count] = 1
      for start in (0..<word.count).reversed() {
        for edge in edges where edge.start == start {
          backward[start] += backward[edge.end] * exp(edge.score)
        }
      }
      for edge in edges {
        guard let piece = edge.piece else { continue }
        let share = forward[edge.start] * exp(edge.score) * backward[edge.end]
        expected[piece] += count * share / forward[word.count]
      }
    }
    let kept = pieces.indices.filter { expected[$0] >= 0.5 }
    let sum = kept.reduce(0) { $0 + expected[$1] }
    pieces = kept.map { (pieces[$0].text, Self.psi(expected[$0]) - Self.psi(sum)) }
  }

  private struct Edge {
    var start: Int
    var end: Int
    var piece: Int?
    var score: Double
  }

  private func edges(_ word: Text, _ index: [Text: Int]) -> [Edge] {
    var result: [Edge] = []
    let none = unknownScore
    for start in word.indices {
      for end in start + 1...word.count {
        if let piece = index[Array(word[start..<end])] {
          result.append(Edge(start: start, end: end, piece: piece, score: pieces[piece].score))
        } else if end == start + 1 {
          result.append(Edge(start: start, end: end, piece: nil, score: none))
        }
      }
    }
    return result
  }

  /// The best way to cut, and its score; nil where there is none.
  private func best(
    _ word: Text, _ index: [Text: Int], without banned: Int? = nil
  ) -> (pieces: [Int?], score: Double)? {
    var best: [(pieces: [Int?], score: Double)?] = [([], 0)]
    let edges = edges(word, index)
    for end in 1...word.count {
      var found: (pieces: [Int?], score: Double)?
      for edge in edges where edge.end == end {
        if let piece = edge.piece, piece == banned { continue }
        guard let start = best[edge.start] else { continue }
        let score = start.score + edge.score
        if found == nil || score > (found?.score ?? 0) {
          found = (start.pieces + [edge.piece], score)
        }
      }
      best.append(found)
    }
    return best[word.count]
  }

  private mutating func prune(_ size: Int) {
    var index: [Text: Int] = [:]
    for (number, piece) in pieces.enumerated() { index[piece.text] = number }
    var counts = [Double](repeating: 0, count: pieces.count)
    var unknown = 0.0
    for (word, count) in words {
      for piece in best(word, index)?.pieces ?? [] {
        if let piece { counts[piece] += count } else { unknown += count }
      }
    }
    let sum = counts.reduce(0, +)
    var kept: [Int] = []
    var losses: [(piece: Int, loss: Double)] = []
    for piece in pieces.indices where counts[piece] > 0 {
      guard let other = best(pieces[piece].text, index, without: piece) else {
        kept.append(piece)
        continue
      }
      if other.score > pieces[piece].score { continue }
      let count = counts[piece]
      let after = log(sum + count * Double(other.pieces.count - 1))
      var cut = 0.0
      for part in other.pieces {
        cut += log((part.map { counts[$0] } ?? unknown) + count) - after
      }
      losses.append((piece, count / sum * (log(count) - log(sum) - cut)))
    }
    losses.sort { a, b in a.loss != b.loss ? a.loss > b.loss : a.piece < b.piece }
    kept += losses.prefix(max(0, size - kept.count)).map(\.piece)
    pieces = kept.map { pieces[$0] }
  }

  private static func psi(_ value: Double) -> Double {
    // By recurrence far up, where two terms of the series are exact.
    var value = value
    var result = 0.0
    while value < 1000 {
      result -= 1 / value
      value += 1
    }
    return result + log(value) - 1 / (2 * value) - 1 / (12 * value * value)
      + 1 / (120 * value * value * value * value)
  }
}
