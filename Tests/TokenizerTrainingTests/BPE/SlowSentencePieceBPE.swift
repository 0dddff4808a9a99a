import Counting
import Groundwork

@testable import TokenizerTraining

/// What `spm_train --model_type=bpe` of sentencepiece 0.2.3 does, as its source says it, without any of its
/// indexes: counts all pairs anew before each merge, and looks at whole strings.
struct SlowSentencePieceBPE {
  private struct Pair: Hashable {
    var left: String
    var right: String
    var joined: String { left + right }
  }

  /// The pieces in the order of their ids, without those that are given.
  private(set) var pieces: [String] = []
  private var words: [(tokens: [String?], weight: UInt64)] = []
  private var formed: Set<Pair> = []
  private let rules: PieceShapeRules

  /// Trains with room for so many pieces beside the given ones.
  init(
    _ table: PieceTable, coverage: Float, required: String = "", rules: PieceShapeRules, room: Int
  ) {
    self.rules = rules
    let letters = Self.letters(table, coverage, required)
    for word in 0..<table.count {
      let scalars = String(decoding: table[word], as: UTF8.self).unicodeScalars
      words.append(
        (scalars.map { letters.contains($0) ? String($0) : nil }, table.counts[word]))
    }
    formed = Set(counts().keys)
    while pieces.count < room - letters.count {
      let counts = counts()
      formed.formUnion(counts.keys)
      let unused = formed.filter { counts[$0] == nil && !pieces.contains($0.joined) }
      let candidates = counts.map { ($0.key, $0.value) } + unused.map { ($0, 0) }
      guard let best = candidates.min(by: Self.precedes) else { break }
      pieces.append(best.0.joined)
      merge(best.0)
    }
    pieces += letters.map { String($0) }
  }

  private static func letters(
    _ table: PieceTable, _ coverage: Float, _ required: String
  ) -> [Unicode.Scalar] {
    var counts: [Unicode.Scalar: UInt64] = [:]
    for word in 0..<table.count {
      for scalar in String(decoding: table[word], as: UTF8.self).unicodeScalars
      where scalar != "\0" {
        counts[scalar, default: 0] += table.counts[word]
      }
    }
    let all = counts.values.reduce(0, +)
    for scalar in required.unicodeScalars { counts[scalar, default: 0] += 0 }
    var taken: UInt64 = 0
    var chosen: [(Unicode.Scalar, UInt64)] = []
    for entry in counts.sorted(by: { a, b in
      let needs = (
        required.unicodeScalars.contains(a.key), required.unicodeScalars.contains(b.key)
      )
      if needs.0 != needs.1 { return needs.0 }
      return a.value != b.value ? a.value > b.value : a.key < b.key
    }) {
      if Float(Double(taken) / Double(all)) >= coverage { break }
      taken += entry.value
      if entry.key != "\u{1F}" { chosen.append((entry.key, entry.value)) }
    }
    return chosen.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.map(\.0)
  }

  private static func precedes(_ a: (Pair, UInt64), _ b: (Pair, UInt64)) -> Bool {
    if a.1 != b.1 { return a.1 > b.1 }
    let (one, two) = (a.0.joined, b.0.joined)
    if one.unicodeScalars.count != two.unicodeScalars.count {
      return one.unicodeScalars.count < two.unicodeScalars.count
    }
    if !one.utf8.elementsEqual(two.utf8) { return one.utf8.lexicographicallyPrecedes(two.utf8) }
    return a.0.left.utf8.count < b.0.left.utf8.count
  }

  private func counts() -> [Pair: UInt64] {
    var counts: [Pair: UInt64] = [:]
    for word in words {
      for (left, right) in zip(word.tokens, word.tokens.dropFirst()) {
        guard let left, let right, isPiece(left + right) else { continue }
        counts[Pair(left: left, right: right), default: 0] += word.weight
      }
    }
    return counts
  }

  /// Merges a pair place by place, and notes the pairs that stand there meanwhile.
  private mutating func merge(_ pair: Pair) {
    for word in words.indices {
      var place = 0
      while place + 1 < words[word].tokens.count {
        guard words[word].tokens[place] == pair.left, words[word].tokens[place + 1] == pair.right
        else {
          place += 1
          continue
        }
        words[word].tokens.replaceSubrange(place...place + 1, with: [pair.joined])
        let tokens = words[word].tokens
        for left in [place - 1, place] where left >= 0 && left + 1 < tokens.count {
          guard let one = tokens[left], let two = tokens[left + 1], isPiece(one + two) else {
            continue
          }
          formed.insert(Pair(left: one, right: two))
        }
        place += 1
      }
    }
  }

  /// `IsValidSentencePiece`, scalar by scalar.
  private func isPiece(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    if scalars.count > rules.longest ?? .max { return false }
    let isMarks = scalars.allSatisfy { $0 == "\u{2581}" }
    var before: Unicode.Script?
    for (place, scalar) in scalars.enumerated() {
      let isLast = place == scalars.count - 1
      if scalar == "\u{2581}" {
        if rules.allowsMarksAlone, isMarks { continue }
        if rules.putsMarksBehind {
          if rules.splitsAtSpaces ? !isLast : !isLast && place == 0 { return false }
        } else if rules.splitsAtSpaces ? place > 0 : place > 0 && isLast {
          return false
        }
        continue
      }
      let isDigit = ("0"..."9").contains(scalar) || ("\u{FF10}"..."\u{FF19}").contains(scalar)
      if rules.splitsDigits, isDigit, scalars.count > 1 { return false }
      var script = Unicode.Script(scalar)
      if script == .inherited { script = before }
      if !rules.splitsByNumber, isDigit { script = nil }
      if rules.splitsByScript, let script, let before, script != before { return false }
      before = script
    }
    return true
  }
}

extension Unicode {
  /// The scripts of the letters that these tests use, from the Unicode Standard.
  fileprivate enum Script: Equatable {
    case common, inherited, latin, cyrillic, han, devanagari, greek

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: self = .latin
      case 0x300...0x36F: self = .inherited
      case 0x370...0x3FF: self = .greek
      case 0x400...0x4FF: self = .cyrillic
      case 0x900...0x97F: self = .devanagari
      case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x4E00...0x9FFF: self = .han
      default: self = .common
      }
    }
  }
}
