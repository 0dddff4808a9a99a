/// How strongly tokens go with morphological features, by IBM Model 1.
///
/// Each feature of a form is expressed by one of its tokens, any of them alike, and t(token | feature) is what makes the
/// forms' features likeliest (Brown et al. 1993); found by expectation maximization from equal chances, with a fixed number of rounds; sums run in the order of the
/// forms. Holds 4 bytes for each feature of each form with each of its tokens.
struct FeatureAlignment {
  /// The rounds of expectation maximization.
  static let rounds = 100

  /// For each form, its features and its tokens, by number.
  private let forms: [(features: [UInt32], tokens: [UInt32])]
  /// For each form, feature by feature, the pair of the feature with each token: an index in `chances`.
  private var links: [UInt32] = []
  /// t(token | feature) of each pair.
  private var chances: [Double] = []
  /// The feature of each pair.
  private var features: [UInt32] = []
  /// For each feature, the forms that have it.
  private var times: [Double] = []

  /// Aligns forms; features of a form are distinct, tokens may come twice.
  ///
  /// O(p log p + rounds · p) in all pairs of a form's feature and token.
  init(_ forms: [(features: [UInt32], tokens: [UInt32])]) {
    self.forms = forms
    number()
    for _ in 0..<Self.rounds { step() }
  }

  /// The mean over all tokens of the chance under the feature that each goes with most strongly among those of its form;
  /// nil without tokens.
  var score: Double? {
    var sum = 0.0
    var count = 0
    forEachForm { form, link in
      for token in 0..<form.tokens.count {
        var best = 0.0
        for feature in 0..<form.features.count {
          best = max(best, chances[Int(links[link + feature * form.tokens.count + token])])
        }
        sum += best
      }
      count += form.tokens.count
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// Gives each pair that a form has a number.
  private mutating func number() {
    var keys: [UInt64] = []
    for form in forms {
      for feature in form.features {
        for token in form.tokens { keys.append(UInt64(feature) << 32 | UInt64(token)) }
        while times.count <= Int(feature) { times.append(0) }
        if !form.tokens.isEmpty { times[Int(feature)] += 1 }
      }
    }
    var distinct: [UInt64] = []
    for key in keys.sorted() where key != distinct.last { distinct.append(key) }
    links = keys.map { key in
      var low = 0
      var high = distinct.count
      while low < high {
        let middle = (low + high) / 2
        if distinct[middle] < key { low = middle + 1 } else { high = middle }
      }
      return UInt32(truncatingIfNeeded: low)
    }
    features = distinct.map { UInt32($0 >> 32) }
    chances = [Double](repeating: 1, count: distinct.count)
  }

  /// One round: parts each feature of each form among its tokens, then adds up what tokens got of each feature.
  private mutating func step() {
    var got = [Double](repeating: 0, count: chances.count)
    forEachForm { form, link in
      for feature in 0..<form.features.count {
        let first = link + feature * form.tokens.count
        var sum = 0.0
        for place in first..<first + form.tokens.count { sum += chances[Int(links[place])] }
        // A token that has lost all of a feature keeps none of it.
        if sum <= 0 { continue }
        for place in first..<first + form.tokens.count {
          let pair = Int(links[place])
          got[pair] += chances[pair] / sum
        }
      }
    }
    for pair in chances.indices { chances[pair] = got[pair] / times[Int(features[pair])] }
  }

  /// Calls `body` with each form and the place of its first link.
  private func forEachForm(
    _ body: ((features: [UInt32], tokens: [UInt32]), _ link: Int) -> Void
  ) {
    var link = 0
    for form in forms {
      body(form, link)
      link += form.features.count * form.tokens.count
    }
  }
}
