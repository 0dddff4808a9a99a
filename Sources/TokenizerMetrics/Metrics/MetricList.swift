import Groundwork

/// All metrics, in their order of presentation.
public enum MetricList {
  static let all: [MetricDefinition] =
    of(.cost, cost) + of(.parity, parity) + of(.morphology, morphology)
    + of(.diagnostics, diagnostics) + of(.distribution, distribution)
    + of(.compatibility, compatibility)

  /// What a text costs, and what becomes of it.
  private static let cost: [MetricDefinition] = [
    .tokens, .fertility, .continuedWords, .typesKept, .charactersPerToken, .bytesPerToken,
    .normalizedLength, .fragments, .unknown, .unknownScalars, .roundTrip, .normalizedRoundTrip,
    .foldedRoundTrip, .wordsPerWindow, .pricePerWords,
  ]

  /// How languages compare.
  private static let parity: [MetricDefinition] = [
    .premium, .macroPremium, .crossPremium, .gini,
  ]

  /// How cuts lie to morphemes.
  private static let morphology: [MetricDefinition] = [
    .pure, .pureTypes, .pureWords, .aligned, .boundaryPrecision, .boundaryRecall, .boundaryF1,
    .boundaryKappa, .boundaryPrecisionTypes, .boundaryRecallTypes, .boundaryF1Types,
    .boundaryF1Frequency, .cutsPerWord, .tokensPerOnlySegment, .tokensPerFirstSegment,
    .tokensPerMiddleSegment, .tokensPerLastSegment, .languageTypes, .languageOccurrences,
    .morphConsistency, .featureAlignment, .morphologyAmbiguity, .morphologyCoverage,
    .morphologyCoverageTypes,
  ]

  /// What goes wrong where.
  private static let diagnostics: [MetricDefinition] = [
    .decomposedSurcharge, .upperSurcharge, .diacriticSurcharge, .vocabularyLetters,
    .letterFragments,
  ]

  /// How tokens are distributed, and what of the vocabulary is used.
  static let distribution: [MetricDefinition] = [
    .vocabularyUse, .unreachable, .unreachableShare, .vocabularyScript, .typeTokenRatio,
    .movingTypeTokenRatio, .entropy, .renyiEntropy, .renyiEfficiency, .observedRenyiEfficiency,
    .shannonEfficiency, .codeLength, .percentileFrequency, .frequencyAt95, .averageRank,
    .allocatedCharacters, .divergence, .wordAgreement, .cutAgreement,
  ]

  /// What other publications define.
  private static let compatibility: [MetricDefinition] = [
    .petrov2023, .rust2021Fertility, .rust2021ContinuedWords, .nayeem2025Retention,
    .dagan2024Length, .zouhar, .zouharVocabulary, .morphScore1, .morphScore2, .bayramTypes,
    .bayramOccurrences,
  ]

  /// The metrics, told to be of a group.
  private static func of(
    _ group: MetricRecord.Group, _ metrics: [MetricDefinition]
  ) -> [MetricDefinition] {
    metrics.map { metric in
      var metric = metric
      metric.record.group = group
      return metric
    }
  }

  /// How reports explain each metric that the engine knows, in order.
  public static var records: [MetricRecord] { all.map(\.record) }

  /// The records of the metrics of some ids, in order; those named after a language stand beside
  /// Lithuanian's.
  static func records(of ids: Set<String>) -> [MetricRecord] {
    let named = ids.filter { LanguagePrefix.listed($0) != nil }.sorted()
    return records.flatMap { record in
      (ids.contains(record.id) ? [record] : [])
        + named.filter { LanguagePrefix.listed($0) == record.id }
        .compactMap(LanguagePrefix.record)
        .map { named in
          var named = named
          named.group = record.group
          return named
        }
    }
  }

  /// The metrics of some ids in the order of presentation; all for nil.
  static func chosen(_ ids: [String]?) throws(Failure) -> [MetricDefinition] {
    guard let ids else { return all }
    let known = all.map(\.record.id)
    // Metrics that are named after a language are listed once.
    let listed = ids.map { known.contains($0) ? $0 : LanguagePrefix.listed($0) ?? $0 }
    if let index = listed.firstIndex(where: { !known.contains($0) }) {
      let unknown = ids[index]
      throw .usage(
        "there is no metric \"\(unknown)\"",
        remedy: "known ones: \(known.joined(separator: ", "))")
    }
    return all.filter { listed.contains($0.record.id) }
  }
}
