import TokenizerMetrics

/// How the order of the tokenizers depends on the policy, as a short table.
enum SensitivityMarkdown {
  /// The part of `results.md`; empty where nothing was studied.
  static func text(_ model: ReportModel) -> String {
    var text = ""
    for corpus in ComparisonSection.ordered(model) {
      let found = SensitivityText.all(model, corpus: corpus)
      if found.isEmpty { continue }
      func escape(_ text: String) -> String { ResultMarkdown.escape(text) }
      text += "\n## Sensitivity to policy, \(escape(corpus))\n\n"
      text += "| Metric | Policies | Another best | Least τ | under |\n"
      text += "| :--- | ---: | ---: | ---: | :--- |\n"
      for metric in found {
        let changed = metric.others.count { metric.hasOtherWinner($0) }
        let least = metric.leastLike
        text +=
          "| \(escape(model.record(metric.metric).name)) | \(metric.records.count) | \(changed) | "
        text += least?.tau.map { NumberText.fixed($0, decimals: 2) } ?? "–"
        text += " | \(escape(least.map { metric.policy($0) } ?? "–")) |\n"
      }
      text += "\n"
      for metric in found {
        for sentence in metric.sentences() { text += "- \(escape(sentence))\n" }
      }
      if let scope = SensitivityText.scope(model, corpus: corpus) { text += "\n\(scope)\n" }
    }
    return text
  }
}
