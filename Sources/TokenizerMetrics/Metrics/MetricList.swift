import Groundwork

/// All metrics, in their order of presentation.
public enum MetricList {
  static let all: [MetricDefinition] =
    [
      .tokens, .fertility, .continuedWords, .typesKept, .charactersPerToken, .bytesPerToken,
      .normalizedLength, .fragments, .unknown, .premium, .macroPremium, .crossPremium, .gini,
    ] + morphology + distribution

  /// Metrics of morphemes.
  private static let morphology: [MetricDefinition] = [
    .pure, .pureTypes, .pureWords, .aligned, .boundaryPrecision, .boundaryRecall, .boundaryF1,
    .boundaryKappa, .boundaryPrecisionTypes, .boundaryRecallTypes, .boundaryF1Types,
    .boundaryF1Frequency, .cutsPerWord, .tokensPerOnlySegment, .tokensPerFirstSegment,
    .tokensPerMiddleSegment, .tokensPerLastSegment, .languageTypes, .languageOccurrences,
    .morphConsistency, .morphScore1, .morphScore2, .bayramTypes, .bayramOccurrences,
    .morphologyAmbiguity, .morphologyCoverage, .morphologyCoverageTypes,
  ]

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
