import TokenizerMetrics

/// The metrics of the sample, and single values for Lithuanian in the order of the tokenizers.
enum SampleMetrics {
  static let records: [MetricRecord] = [
    record("fertility", "fertility", "tokens per word", "Σ|T| / Σ|x|w", "tokens/word", .lower),
    record(
      "pcw", "continued words", "share of words cut", "words with |T(w)| > 1 / words", "", .lower),
    record("strr", "STRR", "types kept as one token", "100 · kept / types", "%", .higher),
    record(
      "chars_per_token", "characters per token", "text in a token", "Σ|x|c / Σ|T|", "characters",
      .higher),
    record(
      "premium", "parity", "tokens against English for the same content", "Σ|T(a)| / Σ|T(b)|", "",
      .one),
    record("gini", "Gini", "unevenness over languages", "Σ|cᵢ − cⱼ| / (2n²μ)", "", .lower),
    record("fragments", "byte fragments", "tokens that are not text alone", "f / |T|", "", .lower),
    record(
      "renyi_efficiency", "Rényi efficiency", "evenness of use", "H₂.₅ / log₂|V|", "", .higher),
    record("pure", "%pure", "tokens that are one morpheme", "pure / analysable", "%", .none),
    record(
      "aligned", "%aligned", "tokens that end at morphemes", "aligned / analysable", "%", .none),
    record(
      "boundary_kappa", "boundary κ", "cuts on morphemes beyond chance", "(P − P₀)/(1 − P₀)", "",
      .higher),
    record("coverage", "coverage", "words the dictionary knows", "analysed / words", "%", .none),
  ]

  static let lithuanian: [(String, [Double])] = [
    ("pcw", [0.8773, 0.8469, 0.9052, 0.8121, 0.4987, 1, 0.96, 0]),
    ("chars_per_token", [2.193, 2.892, 1.986, 3.112, 4.488, 0.9347, 1, 7.469]),
    ("fragments", [0.1320, 0.000689, 0.1821, 0, 0, 0.1301, 0, 0]),
    ("renyi_efficiency", [0.4040, 0.4118, 0.3852, 0.6210, 0.5514]),
    ("pure", [22.2, 32.2, 19.8, 30.4, 24.9, 3.9, 10.4, 0.4]),
    ("aligned", [31.2, 41.6, 28.7, 47.2, 52.8, 9.1, 21.4, 100]),
    ("boundary_kappa", [0.118, 0.276, 0.085, 0.345, 0.263, -0.02, 0, 0]),
    ("coverage", [51.1, 51.1, 51.1, 51.1, 51.1, 51.1, 51.1, 51.1]),
  ]

  static func record(
    _ id: String, _ name: String, _ meaning: String, _ formula: String, _ unit: String,
    _ direction: MetricRecord.Direction
  ) -> MetricRecord {
    MetricRecord(
      id: id, name: name, meaning: meaning, formula: formula, unit: unit, direction: direction,
      source: id == "fertility"
        ? "Ács 2019; Rust et al. 2021" : "the definition in docs/metrics.md",
      caution: "", group: groups[id] ?? .cost)
  }

  private static let groups: [String: MetricRecord.Group] = [
    "premium": .parity, "premium_macro": .parity, "premium_cross": .parity, "gini": .parity,
    "renyi_efficiency": .distribution, "pure": .morphology, "aligned": .morphology,
    "boundary_kappa": .morphology, "coverage": .morphology,
  ]
}
