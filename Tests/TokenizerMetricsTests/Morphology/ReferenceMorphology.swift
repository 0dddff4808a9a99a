import Groundwork
import Morphology
import Segmentation
import Tokenization

@testable import TokenizerMetrics

/// Every metric of morphemes by its definition, over strings and sets, one thing at a time.
struct ReferenceMorphology {
  let texts: [String]
  let weights: [Int]
  let tokenizer: PieceTokenizer
  let provider: WrittenMorphemes

  /// A known word in a text: where its segments are, and the tokens that start in it.
  private struct Word {
    var segments: [Range<Int>]
    var tokens: [Range<Int>] = []
    var isAmbiguous: Bool
    var times: Int
  }

  private func tokens(_ bytes: [UInt8]) -> [(id: UInt32, range: Range<Int>)] {
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    bytes.withUnsafeBufferPointer {
      tokenizer.makeEncoder().encode($0, into: &ids, spans: &spans)
    }
    return zip(ids, spans).map { id, span in
      var start = span.start
      while start < span.end, bytes[start] == 0x20 { start += 1 }
      return (id, start..<span.end)
    }
  }

  private func ranges(_ segments: [String], from start: Int) -> [Range<Int>] {
    var start = start
    return segments.map { segment in
      defer { start += segment.utf8.count }
      return start..<start + segment.utf8.count
    }
  }

  /// The known words of all texts, and how often each form came.
  private func read() throws -> (words: [Word], forms: [String: Int]) {
    let segmenter = try WordSegmenter(.uax29Letters)
    let lookup = try LookupForm(language: "lt")
    var words: [Word] = []
    var forms: [String: Int] = [:]
    for (text, times) in zip(texts, weights) where times > 0 {
      let bytes = Array(text.utf8)
      var found: [Range<Int>] = []
      try bytes.withUnsafeBufferPointer { try segmenter.words(in: $0, into: &found) }
      let tokens = tokens(bytes)
      for range in found {
        try Array(bytes[range]).withUnsafeBufferPointer { try lookup.make($0) }
        let form = String(decoding: lookup.bytes, as: UTF8.self)
        forms[form, default: 0] += times
        guard let entry = provider.entries[form] else { continue }
        // Texts of this reference have no marks that the form has not.
        var word = Word(
          segments: ranges(entry.segments, from: range.lowerBound),
          isAmbiguous: entry.isAmbiguous, times: times)
        word.tokens = tokens.map(\.range).filter {
          !$0.isEmpty && range.contains($0.lowerBound)
        }
        words.append(word)
      }
    }
    return (words, forms)
  }

  func values() throws -> [String: Double] {
    let (words, forms) = try read()
    var values = inText(words)
    values.merge(byForm(forms)) { $1 }
    values.merge(consistency(forms)) { $1 }
    values.merge(try known()) { $1 }
    values["coverage"] =
      Double(words.reduce(0) { $0 + $1.times }) / Double(forms.values.reduce(0, +))
    values["ambiguity"] =
      Double(words.filter(\.isAmbiguous).reduce(0) { $0 + $1.times })
      / Double(words.reduce(0) { $0 + $1.times })
    let known = forms.keys.filter { provider.entries[$0] != nil }
    values["coverage_types"] = Double(known.count) / Double(forms.count)
    return values
  }

  private func inText(_ words: [Word]) -> [String: Double] {
    func sum(_ count: (Word) -> Int) -> Double {
      Double(words.reduce(0) { $0 + count($1) * $1.times })
    }
    func cuts(_ word: Word) -> Set<Int> {
      Set(word.tokens.map(\.lowerBound)).subtracting([word.segments[0].lowerBound])
    }
    func gold(_ word: Word) -> Set<Int> { Set(word.segments.dropFirst().map(\.lowerBound)) }
    func pieces(_ segments: (Word) -> ArraySlice<Range<Int>>) -> Double {
      sum { word in
        segments(word).reduce(0) { total, segment in
          total + 1 + cuts(word).count { $0 > segment.lowerBound && $0 < segment.upperBound }
        }
      } / sum { segments($0).count }
    }
    let right = sum { cuts($0).intersection(gold($0)).count }
    return [
      "words_pure": 100 * sum { Set($0.tokens) == Set($0.segments) ? 1 : 0 } / sum { _ in 1 },
      "boundary_precision": right / sum { cuts($0).count },
      "boundary_recall": right / sum { gold($0).count },
      "tokens_per_only_segment": pieces { $0.segments.count == 1 ? $0.segments[...] : [] },
      "tokens_per_first_segment": pieces { $0.segments.count > 1 ? $0.segments.prefix(1) : [] },
      "tokens_per_middle_segment": pieces { $0.segments.dropFirst().dropLast() },
      "tokens_per_last_segment": pieces { $0.segments.count > 1 ? $0.segments.suffix(1) : [] },
    ]
  }

  private func byForm(_ forms: [String: Int]) -> [String: Double] {
    var tokenCount = 0
    var pure = 0
    var plain = (right: 0, cuts: 0, gold: 0)
    var weighted = (right: 0, cuts: 0, gold: 0)
    var scores: [Double] = []
    var second = (recall: 0.0, precision: 0.0, times: 0.0)
    for (form, times) in forms.sorted(by: { $0.key < $1.key }) {
      guard let entry = provider.entries[form] else { continue }
      let segments = ranges(entry.segments, from: 1)
      let tokens = tokens(Array((" " + form).utf8)).map(\.range).filter { !$0.isEmpty }
      tokenCount += tokens.count
      pure += tokens.count { segments.contains($0) }
      let cuts = Set(tokens.map(\.lowerBound)).subtracting([1])
      let gold = Set(segments.dropFirst().map(\.lowerBound))
      let right = cuts.intersection(gold).count
      plain = (plain.right + right, plain.cuts + cuts.count, plain.gold + gold.count)
      let weight = entry.frequency ?? 0
      weighted.right += weight * right
      weighted.cuts += weight * cuts.count
      weighted.gold += weight * gold.count
      guard let stem = segments.dropFirst().last.map({ $0.lowerBound - 1 }) else { continue }
      let bare = self.tokens(Array(form.utf8)).map(\.range)
      let isFound = bare.contains { $0.lowerBound == stem }
      if bare.count > 1 { scores.append(isFound ? 1 : 0) }
      let isWhole = bare.count == 1
      second.times += Double(times)
      second.recall += isWhole || isFound ? Double(times) : 0
      second.precision +=
        isWhole ? Double(times) : isFound ? Double(times) / Double(bare.count) : 0
    }
    return [
      "pure_types": 100 * Double(pure) / Double(tokenCount),
      "boundary_precision_types": Double(plain.right) / Double(plain.cuts),
      "boundary_recall_types": Double(plain.right) / Double(plain.gold),
      "boundary_f1_types": 2 * Double(plain.right) / Double(plain.cuts + plain.gold),
      "boundary_f1_frequency": 2 * Double(weighted.right) / Double(weighted.cuts + weighted.gold),
      "morphscore-v1": scores.reduce(0, +) / Double(scores.count),
      "morphscore-v2 recall": second.recall / second.times,
      "morphscore-v2 precision": second.precision / second.times,
    ]
  }

  private func consistency(_ forms: [String: Int]) -> [String: Double] {
    let known = forms.keys.filter { provider.entries[$0] != nil }
    var counts = (tokens: 0, morphemes: 0, both: 0)
    for one in known {
      for other in known where one < other {
        func ids(_ form: String) -> Set<UInt32> {
          Set(tokens(Array((" " + form).utf8)).map(\.id))
        }
        func morphemes(_ form: String) -> Set<String> {
          Set(provider.entries[form]?.segments ?? [])
        }
        let sharesToken = !ids(one).isDisjoint(with: ids(other))
        let sharesMorpheme = !morphemes(one).isDisjoint(with: morphemes(other))
        counts.tokens += sharesToken ? 1 : 0
        counts.morphemes += sharesMorpheme ? 1 : 0
        counts.both += sharesToken && sharesMorpheme ? 1 : 0
      }
    }
    return ["morph_consistency": 2 * Double(counts.both) / Double(counts.tokens + counts.morphemes)]
  }

  private func known() throws -> [String: Double] {
    let lookup = try LookupForm(language: "lt")
    var came: [UInt32: Int] = [:]
    for (text, times) in zip(texts, weights) where times > 0 {
      for token in tokens(Array(text.utf8)) { came[token.id, default: 0] += times }
    }
    var counts = (types: 0, known: 0, all: 0, knownAll: 0, seen: 0, valid: 0, validAll: 0, roots: 0)
    for (id, piece) in tokenizer.pieces.enumerated() {
      let times = came[UInt32(id)] ?? 0
      let isInitial = piece.first == 0x20
      let bytes = isInitial ? Array(piece.dropFirst()) : piece
      var form = ""
      if let text = String(validating: bytes, as: UTF8.self) {
        try Array(text.utf8).withUnsafeBufferPointer { try lookup.make($0) }
        form = String(decoding: lookup.bytes, as: UTF8.self)
      }
      let initial = !form.isEmpty && provider.knows(form, .initial)
      let inner = !form.isEmpty && provider.knows(form, .inner)
      let isKnown = isInitial ? initial : inner
      counts.types += 1
      counts.known += isKnown ? 1 : 0
      counts.all += times
      counts.knownAll += isKnown ? times : 0
      guard times > 0 else { continue }
      counts.seen += 1
      counts.valid += initial || inner ? 1 : 0
      counts.validAll += initial || inner ? times : 0
      counts.roots += provider.entries[form]?.segments.count == 1 ? 1 : 0
    }
    var characters: [Character: Int] = [:]
    for (text, times) in zip(texts, weights) where times > 0 {
      for character in text { characters[character, default: 0] += times }
    }
    let own = try characters.filter {
      try Array(String($0.key).utf8).withUnsafeBufferPointer { try lookup.make($0) }
      let form = String(decoding: lookup.bytes, as: UTF8.self)
      return provider.knows(form, .initial) || provider.knows(form, .inner)
    }
    return [
      "characters lt_type": 100 * Double(own.count) / Double(characters.count),
      "characters lt_occurrence": 100 * Double(own.values.reduce(0, +))
        / Double(characters.values.reduce(0, +)),
      "lt_type": 100 * Double(counts.known) / Double(counts.types),
      "lt_occurrence": 100 * Double(counts.knownAll) / Double(counts.all),
      "bayram2025-type %TR": 100 * Double(counts.valid) / Double(counts.seen),
      "bayram2025-type %Pure": 100 * Double(counts.roots) / Double(counts.seen),
      "bayram2025-occurrence %TR": 100 * Double(counts.validAll) / Double(counts.all),
    ]
  }
}
