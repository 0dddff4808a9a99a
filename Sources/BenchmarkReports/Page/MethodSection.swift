import TokenizerMetrics

/// How it was measured: policies, intervals, definitions, limits.
enum MethodSection {
  static func make(_ model: ReportModel) -> Section {
    let resampling = model.result.resampling
    return Section("method", "How this was measured") {
      h("p") { Headings.downstream }
      h("p") {
        "Intervals: percentile bootstrap over units, \(NumberText.count(resampling.resamples)) "
          + "resamples, \(NumberText.percent(resampling.confidence)), seed \(resampling.seed); "
          + "\(unit(resampling)). "
          + "Differences: paired bootstrap and permutation on the same units, p after Holm's correction; "
          + "a difference is claimed with p below 0.05 and at least 1\(NumberText.thin)%, else it says "
          + "about equal. The bootstrap says nothing of the variance of training."
      }
      policies(model)
      comparisons(model)
      definitions(model)
    }
  }

  private static func unit(_ resampling: Resampling) -> String {
    switch resampling.unit {
    case .automatic:
      "where a corpus knows no articles or files, a unit is \(resampling.linesPerUnit) adjacent lines"
    case .lines: "a unit is \(resampling.linesPerUnit) adjacent lines"
    case .document: "a unit is a document"
    case .file: "a unit is a file"
    case .group: "a unit is an article, document or file that the corpus knows"
    }
  }

  private static func policies(_ model: ReportModel) -> Markup {
    var groups: [(policy: Policy, metrics: [String])] = []
    for row in model.result.rows {
      let name = model.record(row.metric).name
      var policy = row.policy
      // A metric has one row for each letter, and one for all.
      policy.further.removeAll { $0.name == "letter" }
      if let place = groups.firstIndex(where: { $0.policy == policy }) {
        if !groups[place].metrics.contains(name) { groups[place].metrics.append(name) }
      } else {
        groups.append((policy, [name]))
      }
    }
    let keys = [
      "words", "leading space", "punctuation", "specials", "form", "average", "join", "unit",
    ]
    return .group([
      h("h3") { "Policies" },
      TableFrame(id: "table-policies", caption: "The conditions each metric was measured under.")
        .markup {
          h("thead") {
            h("tr") {
              head("metrics")
              keys.map { key in head(.text(key), class: "text") }
              head("further", class: "text")
            }
          }
          h("tbody") {
            groups.map { group in
              h("tr") {
                h("th", ["scope": "row"]) { group.metrics.joined(separator: ", ") }
                group.policy.entries.prefix(keys.count).map { entry in
                  h("td", ["class": "text"]) { entry.value }
                }
                h("td", ["class": "text"]) {
                  group.policy.further.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
                }
              }
            }
          }
        },
    ])
  }

  private static func comparisons(_ model: ReportModel) -> Markup {
    let rows = model.result.comparisons
    guard !rows.isEmpty else { return .none }
    let confidence = model.result.resampling.confidence
    return .group([
      h("h3") { "Differences from \(plain(model.result.baseline))" },
      h("ul") {
        rows.enumerated().filter { $0.element.language == model.result.focus }.map { place, row in
          h("li", ["class": "small", "id": "c\(place)"]) {
            isolated(row.tokenizer)
            ", \(model.record(row.metric).name), \(row.corpus): "
            claim(row, confidence)
          }
        }
      },
    ])
  }

  /// Ratios of other metrics than fertility read badly as "fewer": they are given as they are.
  private static func claim(_ row: ComparisonRow, _ confidence: Double) -> String {
    if ["fertility", "tokens"].contains(row.metric) {
      return Verdict.claim(row, confidence: confidence)
    }
    var evidence: [String] = []
    if let low = row.low, let high = row.high {
      evidence.append(NumberText.interval(low, high, decimals: 3))
    }
    evidence.append(
      row.p.map { NumberText.probability($0, isBound: row.pIsBound) } ?? row.why ?? "not tested")
    let equal = [.equal, .untested].contains(Verdict(row)) ? "about equal, " : ""
    return
      "\(equal)ratio \(NumberText.significant(row.ratio)) (\(evidence.joined(separator: ", ")))"
  }

  private static func definitions(_ model: ReportModel) -> Markup {
    let ids = model.metricIDs
    return .group([
      h("h3") { "Metrics" },
      h("dl") {
        ids.map { id in
          let metric = model.record(id)
          let unit = metric.unit.isEmpty ? "" : " Unit: \(metric.unit)."
          return .group([
            h("dt") { metric.name },
            h("dd") {
              if !metric.meaning.isEmpty { h("p") { "\(metric.meaning).\(unit)" } }
              if !metric.formula.isEmpty { h("p") { h("code") { metric.formula } } }
              if !metric.source.isEmpty {
                h("p", ["class": "source"]) { "From: \(metric.source)." }
              }
              if !metric.caution.isEmpty {
                h("p", ["class": "source"]) { "Does not show: \(metric.caution)" }
              }
              h("p", ["class": "source"]) { "In files: \(metric.id)" }
            },
          ])
        }
      },
    ])
  }
}
