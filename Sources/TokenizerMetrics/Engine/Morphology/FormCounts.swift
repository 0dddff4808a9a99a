/// What was found of the distinct letter words of a language, in look-up form: integers only.
struct FormCounts: Sendable {
  /// Distinct forms, known or not.
  var forms = 0
  /// Known forms.
  var known = 0
  /// Gold cuts inside known forms.
  var goldCuts = 0
  /// Known forms with a frequency in the provider.
  var weighted = 0
  /// Gold cuts inside them, each as often as its form's frequency.
  var weightedGold: Int64 = 0
  /// Forms whose pairs were looked at.
  var sampled = 0
  /// Pairs of them that share a morpheme.
  var morphemePairs = 0
  /// What each subject makes of the known forms; nil for one that does not cut them.
  var subjects: [FormSums?] = []
  /// Known forms whose features the provider names.
  var featured = 0
  /// How strongly each subject's tokens go with those features; nil where that was not asked for, or of none.
  ///
  /// No integers: it is found once, of everything.
  var alignments: [Double?] = []
}

/// What a tokenizer or a control makes of known forms, each cut alone.
struct FormSums: Sendable {
  /// Tokens that start in the forms.
  var tokens = 0
  /// Tokens that are exactly one segment.
  var pure = 0
  /// Cuts: where a token starts after the form's start.
  var cuts = 0
  /// Cuts that are gold cuts.
  var right = 0
  /// Cuts, each as often as its form's frequency.
  var weightedCuts: Int64 = 0
  /// Right cuts, each as often as its form's frequency.
  var weightedRight: Int64 = 0
  /// Cuts before forms' last segments, found or not.
  var stems = StemScore()
  /// Pairs of the sampled forms that share a token.
  var tokenPairs = 0
  /// Pairs that share a token and a morpheme.
  var bothPairs = 0

  /// Counts a form cut into tokens at some places; the places are in the order of the text.
  mutating func add(_ tokens: [Range<Int>], of form: Int, in forms: AnalyzedForms) {
    let words = forms.words
    let weight = forms.frequencies[form]
    var last = -1
    for token in tokens {
      self.tokens += 1
      if words.fit(start: token.lowerBound, end: token.upperBound, in: form).pure { pure += 1 }
      if token.lowerBound > words.starts[form], token.lowerBound != last {
        cuts += 1
        weightedCuts += weight
        if words.isCut(token.lowerBound, in: form) {
          right += 1
          weightedRight += weight
        }
      }
      last = token.lowerBound
    }
  }
}

/// How often the cut before a form's last segment was found: the counts behind both MorphScores.
///
/// Forms of one segment are left out.
struct StemScore: Sendable {
  /// Forms of several segments.
  var items = 0
  /// Those of more than one token.
  var forms = 0
  /// Those of them that are cut there.
  var found = 0
  /// Occurrences of forms of one token.
  var whole: Int64 = 0
  /// Occurrences of all forms.
  var occurrences: Int64 = 0
  /// Occurrences of forms that are cut there, by their number of tokens.
  private(set) var foundByTokens: [Int64] = []

  /// Counts a form that occurs `times` times, of `count` tokens that start at some places.
  mutating func add(
    _ tokens: [Range<Int>], count: Int, of form: Int, in words: AnalyzedWords, times: Int64
  ) {
    guard let cut = words.cuts[words.cutRange(form)].last, count > 0 else { return }
    items += 1
    occurrences += times
    if count == 1 {
      whole += times
      return
    }
    forms += 1
    guard tokens.contains(where: { $0.lowerBound == cut }) else { return }
    found += 1
    let missing = count + 1 - foundByTokens.count
    if missing > 0 { foundByTokens += [Int64](repeating: 0, count: missing) }
    foundByTokens[count] += times
  }

  /// The occurrences of forms that are found, one token taken for found.
  var recalled: Double { foundByTokens.reduce(Double(whole)) { $0 + Double($1) } }

  /// The same, each form divided by its number of tokens; added in the order of these.
  var precise: Double {
    foundByTokens.enumerated().reduce(Double(whole)) { sum, part in
      part.element == 0 ? sum : sum + Double(part.element) / Double(part.offset)
    }
  }
}
