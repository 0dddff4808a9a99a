extension MetricDefinition {
  private static let alphaThree = NamedText("alpha", "3")

  /// What tokenization-scorer prints without options.
  static let zouhar = ofTokens(
    MetricRecord(
      id: "zouhar2023", name: "Zouhar 2023, as their code",
      meaning: "Rényi efficiency as tokenization-scorer computes it without options",
      formula: "H₃ / log₂ (types that came)", unit: "", direction: .higher,
      source: "Zouhar et al. 2023, tokenization-scorer",
      caution: "Their paper recommends α = 2.5: see the Rényi efficiency."),
    isFocusOnly: true, further: [alphaThree, Base.observed]
  ) { TokenSpectrum.efficiency($0.spectrum.renyiEntropy(alpha: 3), types: $0.spectrum.types) }

  /// The same order over the vocabulary.
  static let zouharVocabulary = ofTokens(
    MetricRecord(
      id: "zouhar2023_vocabulary", name: "Zouhar 2023, whole vocabulary",
      meaning: "Rényi efficiency with the order of tokenization-scorer and the base of the paper",
      formula: "H₃ / log₂ |V|, |V| = types without specials", unit: "", direction: .higher,
      source: "Zouhar et al. 2023", caution: "Shows what the base alone changes."),
    isFocusOnly: true, further: [alphaThree, Base.vocabulary]
  ) { TokenSpectrum.efficiency($0.spectrum.renyiEntropy(alpha: 3), types: $0.vocabulary) }

  /// The mass of tokens of middle rank.
  static let percentileFrequency = ofTokens(
    MetricRecord(
      id: "percentile_freq", name: "Percentile frequency",
      meaning: "share of tokens whose types are neither among the most nor the least frequent",
      formula: "Σ p over ranks ⌊.03 n⌋ … ⌊.83 n⌋ − 1 of the n types that came, from rank 0",
      unit: "", direction: .none, source: "Zouhar et al. 2023",
      caution: "The two bounds were chosen where they fit translation quality best."),
    isFocusOnly: true,
    further: [NamedText("percentiles", "3 to 83"), Base.observed]
  ) { $0.spectrum.mass(fromPercent: 3, toPercent: 83) }

  /// How often the rarest of 95 % of types comes.
  static let frequencyAt95 = ofTokens(
    MetricRecord(
      id: "f95", name: "F95", meaning: "how often the rarest of the 95 % most frequent types came",
      formula: "least frequency among the ⌈.95 n⌉ most frequent of the n types that came",
      unit: "occurrences", direction: .none, source: "Gowda and May 2020",
      caution: "Meant for training text: on a small corpus it is 1."),
    isFocusOnly: true, further: [NamedText("percentiles", "95"), Base.observed]
  ) { $0.spectrum.leastCount(ofTopPercent: 95).map(Double.init) }
}
