import Groundwork

/// All metrics, in their order of presentation.
public enum MetricList {
  static let all: [MetricDefinition] = [
    .tokens, .fertility, .continuedWords, .typesKept, .charactersPerToken, .bytesPerToken,
    .normalizedLength, .fragments, .unknown, .premium, .macroPremium, .crossPremium, .gini, .pure,
    .aligned, .boundaryF1, .boundaryKappa, .cutsPerWord, .morphologyCoverage,
    .wordsPerWindow, .pricePerWords, .decomposedSurcharge, .upperSurcharge, .diacriticSurcharge,
    .letterFragments, .vocabularyLetters,
  ]

  /// How reports explain each metric that the engine knows, in order.
  public static var records: [MetricRecord] { all.map(\.record) }

  /// The metrics of some ids in the order of presentation; all for nil.
  static func chosen(_ ids: [String]?) throws(Failure) -> [MetricDefinition] {
    guard let ids else { return all }
    let known = all.map(\.record.id)
    if let unknown = ids.first(where: { !known.contains($0) }) {
      throw .usage(
        "there is no metric \"\(unknown)\"",
        remedy: "known ones: \(known.joined(separator: ", "))")
    }
    return all.filter { ids.contains($0.record.id) }
  }
}
