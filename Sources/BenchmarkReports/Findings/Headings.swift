import TokenizerMetrics

/// The short texts that more than one exporter shows.
enum Headings {
  /// Metrics that lead a comparison, in order, where they have rows.
  static let headlineMetrics = [
    "fertility", "premium", "premium_cross", "pcw", "chars_per_token", "fragments", "round_trip",
  ]

  /// The limit of every number here.
  static let downstream =
    "Intrinsic metrics such as these do not predict how well a language model will do its task "
    + "(Ali et al. 2024; Schmidt et al. 2024; Arnett et al. 2025): they say what text costs and how "
    + "it is cut."

  /// The report's heading.
  static func title(_ model: ReportModel) -> String {
    if let title = model.result.title, !title.isEmpty { return title }
    if model.choices.count == 1, let only = model.choices.first {
      return "\(model.focusName) with \(plain(only.name))"
    }
    return "\(model.focusName): which tokenizer?"
  }

  /// Where the numbers come from, in one line.
  static func provenance(_ model: ReportModel) -> String {
    let result = model.result
    func counted(_ count: Int, _ one: String, _ many: String) -> String {
      "\(NumberText.count(count)) \(count == 1 ? one : many)"
    }
    let languages = Set(result.corpora.flatMap { $0.languages.map(\.language) }).count
    var parts = [
      "derlius \(result.derlius)",
      counted(model.choices.count, "tokenizer", "tokenizers"),
      counted(result.corpora.count, "corpus", "corpora"),
    ]
    if languages > 1 { parts.append(counted(languages, "language", "languages")) }
    if let icu = result.versions.first(where: { $0.name == "icu" }) {
      parts.append("ICU \(icu.value)")
    }
    return parts.joined(separator: " · ")
  }

  /// What one of several tables under a heading holds; heads of columns are not said again.
  ///
  /// - Parameters:
  ///   - part: which of the tables, from 0.
  ///   - count: how many there are.
  static func table(
    _ what: String, _ language: String, corpus: String, part: Int, of count: Int
  ) -> String {
    "\(what), \(language) in \(corpus)" + (count > 1 ? ", \(part + 1) of \(count)" : "")
  }

  /// What stands under a headline: words, N, units, departures from the default, overlap.
  static func policyLabel(_ model: ReportModel, corpus: String, column: Column) -> String {
    let policy = column.policy
    let focus = column.cells.first?.row.language ?? model.result.focus
    var parts = [PolicyText.words(policy)] + PolicyText.departures(policy)
    let record = model.language(focus, of: corpus)
    if let record {
      let noun = record.documents == 1 ? "line" : "lines"
      parts.append(
        "\(corpus), \(NumberText.count(record.documents)) \(noun), "
          + "\(NumberText.count(record.words)) words\(withoutLetter(record))")
      parts.append("resampled by \(PolicyText.units(record.units, of: policy.unit))")
    } else if let cell = column.cells.first {
      parts.append("\(corpus), N = \(NumberText.count(cell.row.n)) \(cell.row.countedAs)")
    }
    parts.append("overlap with training text: \(overlap(model, corpus: corpus, language: focus))")
    return parts.joined(separator: " · ")
  }

  /// The share of words without a letter, which differs by register and moves fertility.
  private static func withoutLetter(_ record: LanguageRecord) -> String {
    guard record.words > 0 else { return "" }
    let share = Double(record.wordsWithoutLetter) / Double(record.words) * 100
    return " (\(NumberText.fixed(share, decimals: 1))\(NumberText.thin)% without a letter)"
  }

  /// What is known of evaluation lines in training text, tokenizers with the same answer together.
  static func overlap(_ model: ReportModel, corpus: String, language: String) -> String {
    var groups: [(answer: String, names: [String])] = []
    for tokenizer in model.choices {
      let record = model.result.overlaps.first {
        $0.tokenizer == tokenizer.name && $0.corpus == corpus && $0.language == language
      }
      let answer = answer(record)
      if let place = groups.firstIndex(where: { $0.answer == answer }) {
        groups[place].names.append(plain(tokenizer.name))
      } else {
        groups.append((answer, [plain(tokenizer.name)]))
      }
    }
    if groups.count == 1 { return groups[0].answer }
    return groups.map { group in
      let names =
        group.names.count > 3
        ? "\(NumberText.count(group.names.count)) tokenizers"
        : group.names.joined(separator: ", ")
      return "\(group.answer) for \(names)"
    }.joined(separator: "; ")
  }

  private static func answer(_ record: OverlapRecord?) -> String {
    guard let record, record.training != nil else { return "unknown" }
    if record.exactLines == 0, record.sharingLines == 0 { return "none" }
    let lines = NumberText.count(record.lines)
    return "\(NumberText.count(record.exactLines)) of \(lines) lines whole, "
      + "\(NumberText.count(record.sharingLines)) sharing 8 words,"
  }
}
