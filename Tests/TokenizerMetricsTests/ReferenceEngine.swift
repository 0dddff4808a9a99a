import Foundation
import Groundwork
import Segmentation
import Tokenization

@testable import TokenizerMetrics

/// Every metric by its definition, one document at a time, with nothing shared with the engine but
/// the word segmenter, the look-up form and the toys.
struct ReferenceEngine {
  var prefixed = true
  let morphemes = ToyMorphemes()

  struct Text {
    var words: [String] = []
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    var bytes: [UInt8] = []
  }

  func cut(_ text: String, _ tokenizer: ToyTokenizer) -> Text {
    var cut = Text()
    cut.bytes = Array(text.utf8)
    cut.words = text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
    cut.bytes.withUnsafeBufferPointer {
      tokenizer.makeEncoder().encode($0, into: &cut.ids, spans: &cut.spans)
    }
    return cut
  }

  func values(
    _ texts: [String], reference: [String], _ tokenizer: ToyTokenizer, _ baseline: ToyTokenizer
  ) throws -> [String: Double] {
    let cuts = texts.map { cut($0, tokenizer) }
    let base = texts.map { cut($0, baseline) }
    let other = reference.map { cut($0, tokenizer) }
    let otherBase = reference.map { cut($0, baseline) }
    let tokens = Double(cuts.reduce(0) { $0 + $1.ids.count })
    let words = cuts.flatMap(\.words)
    let isolated = words.map { word in
      cut((prefixed && !tokenizer.marks ? " " : "") + word, tokenizer).ids.count
    }
    var values: [String: Double] = [:]
    values["tokens"] = tokens
    values["fertility"] = tokens / Double(words.count)
    values["pcw"] = Double(isolated.count { $0 > 1 }) / Double(words.count)
    let types = Set(words.map { Array($0.utf8) })
    let kept = zip(words, isolated).filter { $0.1 == 1 }.map { Array($0.0.utf8) }
    values["strr"] = 100 * Double(Set(kept).count) / Double(types.count)
    values["bytes_per_token"] = Double(cuts.reduce(0) { $0 + $1.bytes.count }) / tokens
    values["chars_per_token"] =
      Double(texts.reduce(0) { $0 + $1.unicodeScalars.count }) / tokens
    let ids = cuts.flatMap(\.ids)
    // 0 is unknown, 1…256 are bytes, 266 and up do not occur, 265 is a fallback byte.
    values["fragments"] = Double(ids.count { $0 == 265 || (129...256).contains($0) }) / tokens
    values["unk"] = Double(ids.count { $0 == 0 }) / tokens
    let ratios = zip(cuts, base).filter { !$0.0.words.isEmpty && !$0.1.ids.isEmpty }
    values["nsl"] =
      ratios.reduce(0) { $0 + Double($1.0.ids.count) / Double($1.1.ids.count) }
      / Double(ratios.count)
    values["premium"] = tokens / Double(other.reduce(0) { $0 + $1.ids.count })
    values["premium_cross"] = tokens / Double(otherBase.reduce(0) { $0 + $1.ids.count })
    let pairs = zip(cuts, other).filter { !$0.0.words.isEmpty && !$0.1.words.isEmpty }
    values["premium_macro"] =
      pairs.reduce(0) { $0 + Double($1.0.ids.count) / Double($1.1.ids.count) }
      / Double(pairs.count)
    let both = [tokens, Double(other.reduce(0) { $0 + $1.ids.count })]
    values["gini"] = abs(both[0] - both[1]) * 2 / (2 * 4 * (both[0] + both[1]) / 2)
    for (name, value) in try morphology(cuts) { values[name] = value }
    return values
  }

  private func morphology(_ cuts: [Text]) throws -> [String: Double] {
    let segmenter = try WordSegmenter(.uax29Letters)
    let form = try LookupForm(language: "lt")
    var count = (letters: 0, known: 0, tokens: 0, pure: 0, aligned: 0)
    var boundaries = (cuts: 0, right: 0, gold: 0, chance: 0.0)
    for text in cuts {
      var words: [Range<Int>] = []
      try text.bytes.withUnsafeBufferPointer { try segmenter.words(in: $0, into: &words) }
      count.letters += words.count
      var known: [(word: Range<Int>, boundaries: [Int])] = []
      for word in words {
        try Array(text.bytes[word]).withUnsafeBufferPointer { try form.make($0) }
        guard let analysis = morphemes.analysis(of: form.bytes) else { continue }
        let inner = analysis.cuts.map { form.writtenOffset($0).map { $0 + word.lowerBound } }
        if inner.contains(nil) { continue }
        known.append((word, [word.lowerBound] + inner.compactMap { $0 } + [word.upperBound]))
      }
      count.known += known.count
      for word in known { boundaries.gold += word.boundaries.count - 2 }
      var starts: Set<Int> = []
      for span in text.spans {
        var start = span.start
        // Scalars of white space are cut off the front, where one starts there.
        while start < span.end {
          let rest = text.bytes[start...]
          guard let scalar = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first,
            rest.first.map({ $0 & 0xC0 != 0x80 }) == true, scalar.properties.isWhitespace
          else { break }
          start += String(scalar).utf8.count
        }
        if start >= span.end { continue }
        guard let word = known.first(where: { $0.word.contains(start) }) else { continue }
        count.tokens += 1
        if start > word.word.lowerBound, starts.insert(start).inserted {
          let scalars = String(decoding: text.bytes[word.word], as: UTF8.self).unicodeScalars.count
          boundaries.cuts += 1
          if word.boundaries.contains(start) { boundaries.right += 1 }
          if scalars > 1 {
            boundaries.chance += Double(word.boundaries.count - 2) / Double(scalars - 1)
          }
        }
        let segments = zip(word.boundaries, word.boundaries.dropFirst())
        if segments.contains(where: { $0 == start && $1 == span.end }) { count.pure += 1 }
        if word.boundaries.contains(start), word.boundaries.contains(span.end) {
          count.aligned += 1
        }
      }
    }
    return [
      "pure": 100 * Double(count.pure) / Double(count.tokens),
      "aligned": 100 * Double(count.aligned) / Double(count.tokens),
      "boundary_f1": 2 * Double(boundaries.right) / Double(boundaries.cuts + boundaries.gold),
      "boundary_kappa": (Double(boundaries.right) - boundaries.chance)
        / (Double(boundaries.cuts) - boundaries.chance),
      "cuts_per_word": Double(boundaries.cuts) / Double(count.known),
      "coverage": Double(count.known) / Double(count.letters),
    ]
  }
}
