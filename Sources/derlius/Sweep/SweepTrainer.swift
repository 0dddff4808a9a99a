import Counting
import Groundwork
import TokenizerMetrics
import TokenizerTraining

/// Trains all sizes of one kind on one count, as `derlius train` would train each.
enum SweepTrainer {
  case bpe(BPETrainingPlan)
  case unigram(UnigramTrainingPlan)

  /// What came of a kind.
  struct Outcome {
    /// The models, sizes rising.
    var models: [(size: Int, path: String)] = []
    /// The sizes that cannot be.
    var gaps: [SweepResult.Gap] = []
    /// What was read.
    var facts: CountedText.Facts
  }

  /// Sorts out the options of a kind; throws (usage) for those that make no sense for some size.
  init(_ kind: SweepKind, sizes: [Int], _ arguments: [String]) throws {
    let largest = sizes.max() ?? 0
    let all = ["--vocab-size", "\(largest)", "--output", kind.file(largest)] + arguments
    switch kind {
    case .bpe, .bpeCharacters:
      let plan = try BPETrainingPlan(TrainBPE.parse(all))
      var options = plan.options
      for size in sizes {
        options.vocabularySize = size
        try options.validate()
      }
      self = .bpe(plan)
    case .unigram:
      let plan = try TrainUnigram.parse(all).plan()
      var options = plan.options
      for size in sizes {
        options.vocabularySize = size
        try options.validate()
      }
      self = .unigram(plan)
    }
  }

  /// Counts, trains and writes the models.
  ///
  /// - Parameters:
  ///   - kind: the kind.
  ///   - sizes: the sizes, rising.
  ///   - inputs: what is read.
  ///   - folder: where the models go.
  ///   - pool: the workers.
  ///   - progress: told of what is read and trained.
  func train(
    _ kind: SweepKind, _ sizes: [Int], on inputs: TrainingInputs, to folder: String,
    pool: WorkerPool, progress: Progress
  ) throws(Failure) -> Outcome {
    func path(_ size: Int) -> String { joinPath(folder, kind.file(size)) }
    switch self {
    case .bpe(let plan):
      let text = try count(plan.rule, plan.sentences, inputs, pool, progress)
      var outcome = Outcome(facts: text.facts)
      let trained = try BPETrainer.train(
        counts: text.pieces, sizes: sizes, options: plan.options, progress: progress)
      for (size, result) in zip(sizes, trained) {
        switch result {
        case .success(let trained) where trained.shortfall == nil:
          try plan.save(trained, text, to: path(size))
          outcome.models.append((size, path(size)))
        case .success(let trained):
          // A vocabulary that is smaller than its size has no place on the axis of sizes.
          outcome.gaps.append(
            .init(kind: kind.rawValue, size: size, why: trained.shortfall ?? ""))
        case .failure(let failure):
          outcome.gaps.append(.init(kind: kind.rawValue, size: size, why: failure.problem))
        }
      }
      return outcome
    case .unigram(let plan):
      let text = try count(
        .sentences(try plan.rule()), plan.sentences, inputs, pool, progress)
      var outcome = Outcome(facts: text.facts)
      let trained = try UnigramTrainer.train(
        counts: text.pieces, last: text.lastWord, sizes: sizes, options: plan.options, pool: pool,
        progress: progress)
      for (size, result) in zip(sizes, trained) {
        switch result {
        case .success(let trained):
          try plan.save(trained, text, to: path(size))
          outcome.models.append((size, path(size)))
        case .failure(let failure):
          outcome.gaps.append(.init(kind: kind.rawValue, size: size, why: failure.problem))
        }
      }
      return outcome
    }
  }

  private func count(
    _ rule: PieceRule, _ sentences: SentenceChoice, _ inputs: TrainingInputs, _ pool: WorkerPool,
    _ progress: Progress
  ) throws(Failure) -> CountedText {
    try TrainingRun(
      inputs: inputs, sentences: sentences, minimumCount: 1, memory: nil, checkpoint: nil,
      output: "", pool: pool, progress: progress
    ).count(by: rule)
  }
}
