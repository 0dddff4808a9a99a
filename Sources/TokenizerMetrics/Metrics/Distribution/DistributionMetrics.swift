extension MetricList {
  /// Metrics over how tokens are distributed, and over what becomes of texts and words beyond their number.
  static let distribution: [MetricDefinition] = [
    .unknownScalars, .roundTrip, .normalizedRoundTrip, .foldedRoundTrip, .vocabularyUse,
    .unreachable, .unreachableShare, .vocabularyScript, .typeTokenRatio, .movingTypeTokenRatio,
    .entropy, .renyiEntropy, .renyiEfficiency, .observedRenyiEfficiency, .shannonEfficiency,
    .codeLength, .zouhar, .zouharVocabulary, .percentileFrequency, .frequencyAt95, .averageRank,
    .allocatedCharacters, .divergence, .wordAgreement, .cutAgreement,
  ]
}
