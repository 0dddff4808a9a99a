/// Sums over aligned pairs of each language with the reference, by unit.
struct PairSums: Sendable {
  /// For each language and subject, unit by unit: sums of its tokens over the reference's, as
  /// fixed ratios.
  var ratios: [[[FixedRatio.Sum]]] = []
  /// For each language, unit by unit: pairs with words on both sides.
  var counts: [[Double]] = []

  /// Pairs every language with the reference; each sum runs over its documents in order.
  init(_ languages: [LanguageTally], reference: Int, units: UnitMap) {
    let other = languages[reference]
    for language in languages {
      let count = min(language.hasWords.count, other.hasWords.count)
      var paired: [(document: Int, slot: Int)] = []
      var pairs = [Double](repeating: 0, count: language.units)
      for document in 0..<count where language.hasWords[document] && other.hasWords[document] {
        let slot = units.unit(of: document) % UnitMap.limit
        paired.append((document, slot))
        pairs[slot] += 1
      }
      counts.append(pairs)
      ratios.append(
        zip(language.documentTokens, other.documentTokens).map { mine, theirs in
          var sums = [FixedRatio.Sum](repeating: 0, count: language.units)
          if mine.isEmpty { return sums }
          for pair in paired {
            FixedRatio.add(
              mine[pair.document], over: theirs[pair.document], to: &sums[pair.slot])
          }
          return sums
        })
    }
  }
}
