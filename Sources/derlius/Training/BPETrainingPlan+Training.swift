import Groundwork
import TokenizerTraining

extension BPETrainingPlan {
  /// Counts, trains, and writes the model with its record.
  func train(_ run: TrainingRun) throws(Failure) -> TrainingRun.Outcome {
    try options.validate()
    let text = try run.count(by: rule) { BPETrainer.memory(for: $0, options) }
    let trained = try BPETrainer.train(
      counts: text.pieces, options: options, progress: run.progress)
    if trained.ranOut, isHardLimit { throw shortfall(trained) }
    var record = TrainingRecord(trained, counts: text.pieces, source: text.facts.source)
    if case .sentences = rule { record.normalization = normalization }
    try write(trained, to: run.output, record: record)
    return .init(
      summary: "\(trained.vocabularySize) tokens from \(text.pieces.count) distinct pieces",
      warning: trained.shortfall, texts: [text.facts])
  }

  private func shortfall(_ trained: TrainedBPE) -> Failure {
    Failure(
      "the text gives a vocabulary of \(trained.vocabularySize) at most, and "
        + "\(options.vocabularySize) is asked for",
      remedy: "use --vocab-size \(trained.vocabularySize) or less, or --no-hard-vocab-limit")
  }

  private func write(
    _ trained: TrainedBPE, to output: String, record: TrainingRecord
  ) throws(Failure) {
    switch kind {
    case .tiktoken: try trained.writeRankFile(to: output, pattern: split, record: record)
    case .model: try trained.writeSentencePieceModel(to: output, normalization, record: record)
    case .json:
      try trained.writeTokenizerJSON(to: output, pattern: split, normalization, record: record)
    }
  }
}
