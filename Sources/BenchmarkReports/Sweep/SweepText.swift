import TokenizerMetrics

/// What a sweep found, in sentences.
struct SweepText: Sendable {
  let result: SweepResult

  /// The heading.
  var title: String {
    if let title = result.title, !title.isEmpty { return title }
    return result.language.name == "und"
      ? "How large a vocabulary?" : "\(plain(result.language.value)): how large a vocabulary?"
  }

  /// Where the numbers come from, in one line.
  var provenance: String {
    let sizes = Set(result.points.map(\.size)).count
    return
      ([
        "derlius \(result.derlius)", "\(NumberText.count(sizes)) \(sizes == 1 ? "size" : "sizes")",
        result.kinds.map(\.id).joined(separator: ", "),
      ] + result.versions.filter { $0.name == "icu" }.map { "ICU \($0.value)" })
      .joined(separator: " · ")
  }

  /// The answer: a sentence for each kind.
  var answers: [String] { result.kinds.map { kind in "\(kind.name): \(answer(kind))" } }

  private func answer(_ kind: SweepResult.Kind) -> String {
    let points = result.points(of: kind.id).filter { $0.value("fertility") != nil }
    guard let first = points.first, let last = points.last,
      let least = first.value("fertility"), let most = last.value("fertility")
    else { return "nothing could be measured." }
    if points.count == 1 {
      return
        "\(NumberText.significant(least)) tokens per word with \(NumberText.count(first.size))."
    }
    return
      "from \(NumberText.count(first.size)) to \(NumberText.count(last.size)) tokens of vocabulary, a "
      + "word goes from \(NumberText.significant(least)) to \(NumberText.significant(most)) tokens; "
      + knee(kind, last) + "."
  }

  private func knee(_ kind: SweepResult.Kind, _ last: SweepResult.Point) -> String {
    if let knee = result.knee(of: kind.id) {
      return "knee at \(NumberText.count(knee)), beyond which a doubling saves less than \(least)"
    }
    let saving =
      result.saving(at: last).map { ", where a doubling still saves \(percent($0))" } ?? ""
    return "no knee up to \(NumberText.count(last.size))\(saving)"
  }

  /// The share that a doubling must save.
  var least: String {
    NumberText.exact((result.leastSaving * 1e8).rounded() / 1e6) + NumberText.thin + "%"
  }

  /// A saving: two digits.
  func percent(_ share: Double) -> String { NumberText.percent(share) }

  /// What the numbers were measured on.
  var policy: String {
    let policy = result.points.first?.row("fertility")?.policy ?? Policy()
    let files = result.heldOut.flatMap(\.languages)
    let documents = files.reduce(0) { $0 + $1.documents }
    let words = files.reduce(0) { $0 + $1.words }
    let units = files.first?.units ?? 0
    return
      ([PolicyText.words(policy)] + PolicyText.departures(policy) + [
        "held-out text \(heldOutNames), \(NumberText.count(documents)) "
          + "\(documents == 1 ? "line" : "lines"), \(NumberText.count(words)) words",
        result.resampling.resamples > 0
          ? "resampled by \(PolicyText.units(units, of: policy.unit))" : "without intervals",
        overlap,
      ]).joined(separator: " · ")
  }

  /// The held-out files' names.
  var heldOutNames: String {
    let names = result.heldOut.flatMap { $0.languages.map { plain($0.file) } }
    return names.count > 3
      ? "\(names.prefix(2).joined(separator: ", ")) and \(names.count - 2) more"
      : names.joined(separator: ", ")
  }

  /// What became of training lines that stand in the held-out text.
  var overlap: String {
    "\(NumberText.count(result.leftOut)) training \(result.leftOut == 1 ? "line" : "lines") left out "
      + "for overlap"
  }

  /// What the model of `--hidden` is.
  func model(_ cost: ModelCost) -> String {
    "a width of \(NumberText.count(cost.hidden)), \(NumberText.count(cost.layers)) "
      + (cost.layers == 1 ? "layer" : "layers")
      + (cost.window.map { ", a context of \(NumberText.count($0))" } ?? "")
  }

  /// The sizes whose text takes the fewest operations, a sentence; nil where there is no model.
  var cheapest: String? {
    guard let cost = result.cost else { return nil }
    let parts = result.kinds.compactMap { kind -> String? in
      guard let point = cheapest(of: kind.id, cost) else { return nil }
      let sizes = result.points(of: kind.id).map(\.size)
      // The least at an end of the grid is no minimum.
      let end =
        sizes.count < 2 || sizes.first != point.size && sizes.last != point.size
        ? "" : sizes.last == point.size ? ", its largest" : ", its smallest"
      return "\(NumberText.count(point.size)) (\(kind.id)\(end))"
    }
    if parts.isEmpty { return nil }
    return
      "For \(model(cost)), forward passes over the same text take the fewest operations in this grid "
      + "at \(parts.joined(separator: ", "))."
  }

  /// The point of a kind whose text takes the fewest operations.
  func cheapest(of kind: String, _ cost: ModelCost) -> SweepResult.Point? {
    result.points(of: kind).filter { $0.operationsPerMegabyte(cost) != nil }.min {
      ($0.operationsPerMegabyte(cost) ?? 0) < ($1.operationsPerMegabyte(cost) ?? 0)
    }
  }
}
