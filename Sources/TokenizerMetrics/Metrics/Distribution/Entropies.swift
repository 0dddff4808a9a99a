extension MetricDefinition {
  /// The order of Rényi's entropy that goes with translation quality, by Zouhar and others 2023.
  static let alpha = 2.5
  private static let alphaPolicy = NamedText("alpha", "2.5")

  /// How many bits a token carries.
  static let entropy = ofTokens(
    MetricRecord(
      id: "entropy", name: "Entropy", meaning: "bits that a token carries, each by itself",
      formula: "H₁ = −Σ p log₂ p, p = share of a type among the tokens", unit: "bits/token",
      direction: .none, source: "Shannon 1948",
      caution: "Grows with the corpus and with the vocabulary."),
    isFocusOnly: false
  ) { $0.spectrum.entropy }

  /// Rényi's entropy, in which frequent types weigh more.
  static let renyiEntropy = ofTokens(
    MetricRecord(
      id: "renyi_entropy", name: "Rényi entropy",
      meaning: "entropy in which frequent tokens weigh more",
      formula: "H_α = log₂ Σ p^α / (1 − α), α = 2.5", unit: "bits", direction: .none,
      source: "Rényi 1961; Zouhar et al. 2023",
      caution: "Without its base it compares tokenizers of one vocabulary size."),
    isFocusOnly: true, further: [alphaPolicy]
  ) { $0.spectrum.renyiEntropy(alpha: alpha) }

  /// Rényi's entropy over the most that the vocabulary allows.
  static let renyiEfficiency = ofTokens(
    MetricRecord(
      id: "renyi_efficiency", name: "Rényi efficiency",
      meaning: "how evenly tokens are used, frequent ones weighing more; 1 is evenly",
      formula: "H_α / log₂ |V|, α = 2.5, |V| = types without specials", unit: "",
      direction: .higher, source: "Zouhar et al. 2023",
      caution: "Cutting at random raises it (Cognetta et al. 2024); large vocabularies lower it."),
    isFocusOnly: false, further: [alphaPolicy, Base.vocabulary]
  ) {
    TokenSpectrum.efficiency($0.spectrum.renyiEntropy(alpha: alpha), types: $0.vocabulary)
  }

  /// The same over the types that came.
  static let observedRenyiEfficiency = ofTokens(
    MetricRecord(
      id: "renyi_efficiency_observed", name: "Rényi efficiency, observed types",
      meaning: "how evenly the tokens that came are used, frequent ones weighing more",
      formula: "H_α / log₂ (types that came), α = 2.5", unit: "", direction: .higher,
      source: "Zouhar et al. 2023, with the base of their tokenization-scorer",
      caution: "Types that never came are not held against the vocabulary."),
    isFocusOnly: true, further: [alphaPolicy, Base.observed]
  ) {
    TokenSpectrum.efficiency($0.spectrum.renyiEntropy(alpha: alpha), types: $0.spectrum.types)
  }

  /// Shannon's entropy over the most that the vocabulary allows.
  static let shannonEfficiency = ofTokens(
    MetricRecord(
      id: "shannon_efficiency", name: "Shannon efficiency",
      meaning: "how evenly tokens are used; 1 is evenly", formula: "H₁ / log₂ |V|", unit: "",
      direction: .higher, source: "Zouhar et al. 2023",
      caution: "Weaker related to how a model does its task than the Rényi efficiency."),
    isFocusOnly: true, further: [Base.vocabulary]
  ) { TokenSpectrum.efficiency($0.spectrum.entropy, types: $0.vocabulary) }

  /// The length of the text in a code for single tokens.
  static let codeLength = ofTokens(
    MetricRecord(
      id: "code_length", name: "Unigram code length",
      meaning: "bits that a byte of text costs if each token is coded by its frequency",
      formula: "N · H₁ / Σ|x|b", unit: "bits/byte", direction: .lower, source: "Shannon 1948",
      caution:
        "Comparable across vocabularies; the code itself is not paid for, and unknown tokens "
        + "hide what they stand for."),
    isFocusOnly: false
  ) { text in
    text.spectrum.entropy.map { Double(text.spectrum.tokens) * $0 / Double(text.bytes) }
  }
}
