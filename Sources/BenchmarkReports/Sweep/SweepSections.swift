import TokenizerMetrics

/// The parts of a sweep's page that are words and lists.
enum SweepSections {
  static func missing(_ result: SweepResult) -> Section? {
    if result.gaps.isEmpty, result.warnings.isEmpty { return nil }
    return Section("missing", "Missing sizes and warnings") {
      h("ul") {
        result.gaps.map { gap in
          h("li") {
            h("b") { "\(gap.kind), \(NumberText.count(gap.size))" }
            " is missing: \(gap.why)"
          }
        }
        result.warnings.map { warning in h("li") { warning } }
      }
    }
  }

  static func method(_ result: SweepResult) -> Section {
    let text = SweepText(result: result)
    return Section("method", "How this was measured") {
      h("dl") {
        term("Vocabularies") {
          result.kinds.map { kind in h("p") { "\(kind.name): \(kind.sharing)" } }
        }
        term("Knee") {
          h("p") {
            "The smallest size beyond which every step to the next larger size saves less than \(text.least) of "
              + "the tokens for a doubling. From V to W tokens of vocabulary a doubling saves"
          }
          h("p") { h("code") { "1 − (T(W) / T(V))^(1 / log₂(W / V))" } }
          h("p") {
            "of the T tokens of the held-out text. It depends on neighbouring sizes alone; there is none where "
              + "the last step still saves as much. Kneedle (Satopää et al. 2011) was not taken: on so few points its "
              + "answer moves with the ends of the grid."
          }
        }
        if let cost = result.cost { costs(cost, text) }
        term("Overlap") {
          h("p") {
            "Training lines that stand in \(result.excludedFor.map(plain).joined(separator: ", ")), or share "
              + "8 words in a row with it, were left out before anything was counted (NFC, case and white space "
              + "folded): \(NumberText.count(result.leftOut))."
          }
        }
        term("Intervals") {
          h("p") {
            result.resampling.resamples > 0
              ? "95\(NumberText.thin)%, bootstrap with \(NumberText.count(result.resampling.resamples)) resamples "
                + "over units of the held-out text, where a metric is a sum over them. They say nothing of other "
                + "training texts." : "None were drawn."
          }
        }
        result.metrics.map { metric in
          term(metric.name) {
            h("p") { "\(metric.meaning): \(metric.formula)" }
            if !metric.caution.isEmpty { h("p", ["class": "quiet"]) { metric.caution } }
          }
        }
      }
    }
  }

  private static func costs(_ cost: ModelCost, _ text: SweepText) -> Markup {
    let attention = cost.window == nil ? "" : " + 2·L·W·D"
    let tied =
      cost.isUntied
      ? "twice, since input and output embeddings are two matrices (untied)"
      : "once, since input and output share one matrix (tied); untied it is twice that"
    return .group([
      term("Cost of a size") {
        h("p") {
          "A transformer of \(text.model(cost)), by the counts of Kaplan et al. (2020, table 1), with V the "
            + "vocabulary, D the width, L the layers"
            + (cost.window == nil ? "" : ", W the context") + ":"
        }
        h("p") { h("code") { "embedding parameters = \(cost.isUntied ? "2·" : "")V·D" } }
        h("p") { "counted \(tied);" }
        h("p") { h("code") { "operations per token = 24·L·D²\(attention) + 2·D·V" } }
        h("p") { h("code") { "softmax share = 2·D·V / operations per token" } }
        h("p") { h("code") { "operations per MB = tokens per MB · operations per token" } }
        h("p") {
          "Biases, norms and position embeddings are left out. "
            + (cost.window == nil
              ? "So is attention over a context, since no --window was given. "
              : "Each token attends to a full context. ")
            + "Without --layers, L is D / 128, as in GPT-3 175B and Llama 7B."
        }
      }
    ])
  }

  private static func term(
    _ name: String, @MarkupBuilder _ content: () -> [Markup]
  ) -> Markup {
    .group([h("dt") { name }, h("dd", [:], content)])
  }

  static func inputs(_ result: SweepResult) -> Section {
    Section("inputs", "Inputs, hashes and versions") {
      InputsSection.table(
        "table-held-out", "Held-out text",
        ["file", "lines", "words", "scalars", "bytes", "SHA-256"],
        result.heldOut.flatMap(\.languages).map { file in
          [
            file.file, NumberText.count(file.documents), NumberText.count(file.words),
            NumberText.count(file.scalars), NumberText.count(file.bytes), file.sha256,
          ]
        }, numbers: [1, 2, 3, 4])
      InputsSection.table(
        "table-training", "Training text", ["file", "lines", "weight", "bytes", "SHA-256"],
        result.training.map { file in
          [
            file.name, NumberText.count(file.documents), "\(file.weight)",
            NumberText.count(file.bytes), file.sha256,
          ]
        }, numbers: [1, 2, 3])
      InputsSection.table(
        "table-vocabularies", "Vocabularies",
        ["name", "vocabulary", "ordinary", "file", "bytes", "SHA-256"],
        result.points.map(\.record).map { record in
          [
            record.name, NumberText.count(record.vocabularySize),
            NumberText.count(record.ordinarySize), record.file, NumberText.count(record.bytes),
            record.sha256,
          ]
        }, numbers: [1, 2, 4])
      InputsSection.table(
        "table-versions", "Versions that decide the numbers", ["name", "version"],
        [["derlius", result.derlius]] + result.versions.map { [$0.name, $0.value] }, numbers: [])
    }
  }

  static func train(_ result: SweepResult) -> Section {
    Section("train", "Train one of them") {
      h("p") {
        result.keepsModels
          ? "The models lie in the folder models. Alone, a size gives the same bytes with:"
          : "The models were not kept (--keep-models keeps them). A size gives the same bytes with:"
      }
      h("pre") { h("code") { result.kinds.map(\.command).joined(separator: "\n") } }
      h("p") {
        "The folder also holds "
        h("a", ["href": "sweep.json"]) { "sweep.json" }
        " (everything) and "
        h("a", ["href": "sweep.csv"]) { "sweep.csv" }
        " (a row for each vocabulary)."
      }
    }
  }
}
