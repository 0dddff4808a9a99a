/// Which language the next merge is for.
///
/// A language that can have no more merges is out. A window counts whom the last merges were for; who had more
/// than its share is passed over. That is what `ParityBpeTrainer` of tokenizers 0.23.3 does, step by step, but
/// where it would go round forever: when all that are passed over are the only ones left, the one that needs a
/// merge most gets it.
struct LanguageChoice {
  private let window: Int?
  private let threshold: Double
  /// Whom the last merges were for, in a ring.
  private var last: [Int] = []
  private var oldest = 0
  /// How many of the last merges were for each language.
  private var counts: [Int]

  init(_ variant: ParityTrainingOptions.Variant, languages: Int) {
    counts = [Int](repeating: 0, count: languages)
    switch variant {
    case .base: (window, threshold) = (nil, 1)
    case .window(let size, let alpha): (window, threshold) = (size, alpha / Double(languages))
    }
  }

  /// Chooses a language; of equal ones the first.
  ///
  /// - Parameter needs: how much each language needs a merge, the most first; nil for one that is out.
  /// - Returns: a language's number. With a window it may be one that is out; then another is to be asked for.
  mutating func next<Need: Comparable>(_ needs: [Need?]) -> Int {
    guard let window else { return Self.neediest(needs) ?? 0 }
    var open = needs
    var passedOver = [Bool](repeating: false, count: needs.count)
    while true {
      // Where all that are left are out, tokenizers takes the first, passed over or not.
      let best = Self.neediest(open) ?? 0
      if Double(counts[best]) / Double(window) <= threshold { return take(best, window) }
      if passedOver[best] { return take(Self.neediest(needs) ?? 0, window) }
      passedOver[best] = true
      open[best] = nil
      if passedOver.allSatisfy({ $0 }) { return take(best, window) }
    }
  }

  private static func neediest<Need: Comparable>(_ needs: [Need?]) -> Int? {
    var best: (index: Int, need: Need)?
    for (index, need) in needs.enumerated() {
      guard let need else { continue }
      if let known = best, need <= known.need { continue }
      best = (index, need)
    }
    return best?.index
  }

  private mutating func take(_ language: Int, _ window: Int) -> Int {
    counts[language] += 1
    if last.count < window {
      last.append(language)
    } else {
      counts[last[oldest]] -= 1
      last[oldest] = language
      oldest = (oldest + 1) % window
    }
    return language
  }
}
