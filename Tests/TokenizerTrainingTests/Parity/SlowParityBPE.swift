import Counting

@testable import TokenizerTraining

/// What `ParityBpeTrainer` of tokenizers 0.23.3 does, with all pairs and lengths counted anew before each merge;
/// of the window only where it ends there.
struct SlowParityBPE {
  /// The vocabulary; an entry's place is its id.
  private(set) var tokens: [String] = []
  private(set) var merges: [(left: String, right: String)] = []
  /// The language of each merge, −1 for all.
  private(set) var chosen: [Int] = []
  private var languages: [[Word]]
  private var development: [[Word]]?

  /// Pieces of text.
  typealias Pieces = [(text: String, count: UInt64)]

  private struct Word {
    var tokens: [String]
    var weight: UInt64
  }

  private struct Pair: Hashable {
    var left: String
    var right: String
  }

  init(_ train: [Pieces], _ dev: [Pieces]?, _ options: ParityTrainingOptions, letters: [String]) {
    func words(_ pieces: Pieces) -> [Word] {
      pieces.map { piece in
        Word(
          tokens: piece.text.unicodeScalars.map { String($0) }.filter { letters.contains($0) },
          weight: piece.count)
      }
    }
    languages = train.map(words)
    development = dev?.map { pieces in
      words(pieces.filter { $0.text.unicodeScalars.allSatisfy { letters.contains(String($0)) } })
    }
    for special in options.specials + letters where !tokens.contains(special) {
      tokens.append(special)
    }
    let before = tokens.count
    let starts = languages.map(Self.length)
    var isOut = languages.map { _ in false }
    var last: [Int] = []
    while true {
      switch options.size {
      case .vocabulary(let size): if tokens.count >= size { return }
      case .merges(let count, let less):
        if merges.count >= count - (less ? before : 0) { return }
      }
      var language = -1
      if merges.count >= options.globalMerges {
        if isOut.allSatisfy({ $0 }) { return }
        let needs = languages.indices.map { index -> Double? in
          if isOut[index] { return nil }
          if let ratios = options.ratios {
            return -(Double(starts[index]) / Double(Self.length(languages[index])) / ratios[index])
          }
          return Double(Self.length((development ?? languages)[index]))
        }
        language = Self.choose(needs, last, options.variant)
        if case .window(let size, _) = options.variant {
          last.append(language)
          if last.count > size { last.removeFirst() }
        }
      }
      let text = language < 0 ? languages.flatMap { $0 } : languages[language]
      guard let (pair, count) = Self.best(text, options.maxPieceLength),
        count >= options.minimumFrequency
      else {
        if language < 0 { return }
        isOut[language] = true
        continue
      }
      chosen.append(language)
      merge(pair)
    }
  }

  private static func length(_ words: [Word]) -> UInt64 {
    words.reduce(0) { $0 + UInt64($1.tokens.count) * $1.weight }
  }

  private static func choose(
    _ needs: [Double?], _ last: [Int], _ variant: ParityTrainingOptions.Variant
  ) -> Int {
    func neediest(_ among: [Int]) -> Int? {
      var best: Int?
      for index in among {
        guard let need = needs[index] else { continue }
        if best == nil || need > (needs[best ?? 0] ?? 0) { best = index }
      }
      return best
    }
    let all = Array(needs.indices)
    guard case .window(let size, let alpha) = variant else { return neediest(all) ?? 0 }
    var left = all
    while true {
      let index = neediest(left) ?? 0
      let share = Double(last.filter { $0 == index }.count) / Double(size)
      if share <= alpha / Double(needs.count) { return index }
      if !left.contains(index) { return neediest(all) ?? 0 }
      left.removeAll { $0 == index }
      if left.isEmpty { return index }
    }
  }

  private static func best(_ words: [Word], _ longest: Int?) -> (Pair, UInt64)? {
    var counts: [Pair: UInt64] = [:]
    for word in words {
      for (left, right) in zip(word.tokens, word.tokens.dropFirst()) {
        let length = left.unicodeScalars.count + right.unicodeScalars.count
        if length > 2, let longest, length >= longest { continue }
        counts[Pair(left: left, right: right), default: 0] += word.weight
      }
    }
    return counts.max { a, b in
      if a.value != b.value { return a.value < b.value }
      if a.key.left != b.key.left {
        return a.key.left.utf8.lexicographicallyPrecedes(b.key.left.utf8)
      }
      return a.key.right.utf8.lexicographicallyPrecedes(b.key.right.utf8)
    }.map { ($0.key, $0.value) }
  }

  private mutating func merge(_ pair: Pair) {
    merges.append((pair.left, pair.right))
    let text = pair.left + pair.right
    if !tokens.contains(text) { tokens.append(text) }
    func merged(_ words: [Word]) -> [Word] {
      words.map { word in
        var result = Word(tokens: [], weight: word.weight)
        var index = 0
        while index < word.tokens.count {
          if index + 1 < word.tokens.count, word.tokens[index] == pair.left,
            word.tokens[index + 1] == pair.right
          {
            result.tokens.append(text)
            index += 1
          } else {
            result.tokens.append(word.tokens[index])
          }
          index += 1
        }
        return result
      }
    }
    languages = languages.map(merged)
    development = development?.map(merged)
  }
}
