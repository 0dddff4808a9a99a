import TokenizerMetrics

/// What one metric's records under many policies say, in words and in rows of a table.
struct SensitivityText: Sendable {
  /// The metric's records; the default's first.
  let records: [SensitivityRecord]
  /// The metric's id.
  let metric: String
  /// The policy that the others are compared with.
  let standard: SensitivityRecord
  /// The tokenizers, in the order of the values.
  private let tokenizers: [String]

  /// Takes a metric's records of one corpus; nil without a default.
  init?(_ records: [SensitivityRecord], _ model: ReportModel) {
    guard let standard = records.first(where: \.isDefault) else { return nil }
    self.records = records
    self.standard = standard
    metric = standard.metric
    tokenizers = model.choices.map(\.name)
  }

  /// All metrics of a corpus that have records, in their order.
  static func all(_ model: ReportModel, corpus: String) -> [SensitivityText] {
    var groups: [[SensitivityRecord]] = []
    for record in model.result.sensitivity where record.corpus == corpus {
      if let place = groups.firstIndex(where: { $0[0].metric == record.metric }) {
        groups[place].append(record)
      } else {
        groups.append([record])
      }
    }
    return groups.compactMap { SensitivityText($0, model) }
  }

  /// The records under other policies.
  var others: [SensitivityRecord] { records.filter { !$0.isDefault } }

  /// Whether the default's best is not among a record's best.
  func hasOtherWinner(_ record: SensitivityRecord) -> Bool {
    !record.best.isEmpty && !standard.best.isEmpty
      && Set(record.best).isDisjoint(with: standard.best)
  }

  /// The number of axes on which a record's policy is not the default.
  func distance(_ record: SensitivityRecord) -> Int { parts(record.policy).count }

  /// The record whose order is least like the default's; of equals the one with fewest departures, then the first.
  var leastLike: SensitivityRecord? {
    others.filter { $0.tau != nil }.enumerated().min { one, two in
      (one.element.tau ?? 1, distance(one.element), one.offset)
        < (two.element.tau ?? 1, distance(two.element), two.offset)
    }?.element
  }

  /// The records for a table: the default, those that depart from it on one axis, and the one least like it.
  var shown: [SensitivityRecord] {
    var shown = [standard] + others.filter { distance($0) == 1 }
    if let changed = others.first(where: hasOtherWinner), !shown.contains(where: hasOtherWinner) {
      shown.append(changed)
    }
    if let leastLike, !shown.contains(leastLike) { shown.append(leastLike) }
    return shown
  }

  /// The best tokenizers of a record, in words.
  func best(_ record: SensitivityRecord) -> String {
    let names = record.best.map(plain)
    return switch names.count {
    case 0: "–"
    case 1: names[0]
    case 2: "\(names[0]) and \(names[1])"
    default: "\(names[0]) and \(names.count - 1) others"
    }
  }

  /// The best value of a record.
  func bestValue(_ record: SensitivityRecord) -> Double? {
    guard let first = record.best.first, let place = tokenizers.firstIndex(of: first),
      place < record.values.count
    else { return nil }
    return record.values[place]
  }

  /// A policy by what tells it from the default.
  func policy(_ record: SensitivityRecord) -> String {
    if record.isDefault {
      // A premium of texts as they are has nothing to do with words.
      let counted =
        metric == "premium" ? axes(record.policy).dropFirst(2) : axes(record.policy)[...]
      return "default: " + counted.joined(separator: ", ")
    }
    return parts(record.policy).joined(separator: ", ")
  }

  /// What tells a policy from the default, axis by axis.
  private func parts(_ policy: Policy) -> [String] {
    zip(axes(policy), axes(standard.policy)).filter { $0 != $1 }.map(\.0)
  }

  private func axes(_ policy: Policy) -> [String] {
    let space =
      switch policy.leadingSpace {
      case "prefixed": "a space before each word"
      case "bare": "bare words"
      default: "text as it is"
      }
    let form =
      switch policy.form {
      case "raw": "text as written"
      case "lower": "lower case"
      default: "text in \(policy.form)"
      }
    let average =
      switch policy.average {
      case "macro-document": "mean over documents"
      case "macro-type": "mean over distinct words"
      default: "ratio of sums"
      }
    let punctuation =
      policy.punctuation == "kept" ? "all words" : "words without letter or digit left out"
    return [PolicyText.words(policy), punctuation, space, form, average]
  }

  /// What the best tokenizer does, by metric.
  private var verb: String {
    switch metric {
    case "fertility": "needs fewest tokens per word"
    case "pcw": "cuts fewest words"
    case "strr": "keeps most words whole"
    default: "is nearest to parity"
    }
  }

  /// What a reader must know, in whole sentences.
  func sentences() -> [String] {
    guard records.contains(where: { $0.best.count < tokenizers.count }), tokenizers.count > 1
    else { return [] }
    let changed = others.filter(hasOtherWinner)
    let winner = best(standard)
    var sentences: [String] = []
    if changed.isEmpty {
      sentences.append(
        "\(winner) \(verb) under all \(NumberText.count(records.count)) policies.")
    } else {
      let nearest = changed.map(distance).min() ?? 1
      // Each single departure is worth a sentence; of several at once one is enough.
      let limit = nearest == 1 ? 3 : 1
      for record in changed where distance(record) == nearest && sentences.count < limit {
        sentences.append(
          "With \(policy(record)) \(best(record)) \(verb); by default \(winner) does.")
      }
      sentences.append(
        "Another than \(winner) does under \(NumberText.count(changed.count)) of "
          + "\(NumberText.count(others.count)) other policies.")
    }
    if let leastLike, let tau = leastLike.tau, tau < 1 {
      sentences.append(
        "The order of all is least like the default's with \(policy(leastLike)): "
          + "τ\u{A0}\(NumberText.fixed(tau, decimals: 2)).")
    } else if leastLike != nil {
      sentences.append("The order of all is the same under every policy.")
    }
    return sentences
  }

  /// How much text was looked at, where it was not all.
  static func scope(_ model: ReportModel, corpus: String) -> String? {
    guard let text = model.result.studiedTexts.first(where: { $0.corpus == corpus }), !text.isWhole
    else { return nil }
    return "Measured on the first \(NumberText.count(text.documents)) documents "
      + "(\(NumberText.count(text.bytes)) bytes)."
  }
}
