/// What a reader should know of a corpus's counts before believing numbers made of them.
enum CountWarnings {
  /// The share of unknown tokens, in percent, from which on a tokenizer is warned of: that from which
  /// Petrov and others 2023 leave a tokenizer out.
  static let unknownPercent: Int64 = 10

  /// The warnings of a corpus, languages without words first, then tokenizers as named.
  static func warnings(
    _ corpus: String, _ tallies: [LanguageTally], tokenizers: [String]
  ) -> [String] {
    var warnings: [String] = []
    for tally in tallies where tally.counts.words == 0 {
      warnings.append(
        "\(corpus) \(tally.language): holds no word, so what is divided by words has no value")
    }
    for (index, name) in tokenizers.enumerated() {
      var languages: [String] = []
      var worst: Int64 = 0
      for tally in tallies {
        let tokens = tally.tokens[index].total(.tokens)
        let unknown = tally.tokens[index].total(.unknown)
        guard tokens > 0, unknown * 100 >= unknownPercent * tokens else { continue }
        languages.append(tally.language)
        worst = max(worst, unknown * 100 / tokens)
      }
      if languages.isEmpty { continue }
      let few = languages.prefix(3).joined(separator: ", ")
      let more = languages.count > 3 ? " and \(languages.count - 3) more" : ""
      let share = languages.count == 1 ? "\(worst) %" : "up to \(worst) %"
      warnings.append(
        "\(corpus): \(share) of the tokens of \(name) stand for unknown text (\(few)\(more)); few tokens are "
          + "no merit there")
    }
    return warnings
  }
}
