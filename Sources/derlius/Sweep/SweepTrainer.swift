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
  ///   - run: what is read, how much memory may be taken, what is kept.
  ///   - folder: where the models go.
  func train(
    _ kind: SweepKind, _ sizes: [Int], _ run: TrainingRun, to folder: String
  ) throws(Failure) -> Outcome {
    func path(_ size: Int) -> String { joinPath(folder, kind.file(size)) }
    switch self {
    case .bpe(let plan):
      let text = try run.part(sentences: plan.sentences).count(by: plan.rule) {
        BPETrainer.memory(for: $0, plan.options)
      }
      var outcome = Outcome(facts: text.facts)
      let trained = try BPETrainer.train(
        counts: text.pieces, sizes: sizes, options: plan.options, progress: run.progress)
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
      let text = try run.part(sentences: plan.sentences).count(by: .sentences(try plan.rule())) {
        // Where sizes part, the training that goes on and its copy are held.
        UnigramTrainer.memory(for: $0, plan.options) * (sizes.count > 1 ? 2 : 1)
      }
      var outcome = Outcome(facts: text.facts)
      let trained = try UnigramTrainer.train(
        counts: text.pieces, last: text.lastWord, sizes: sizes, options: plan.options,
        pool: run.pool, progress: run.progress)
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

  /// What decides how text is counted, and is not on the command line.
  var settings: [UInt8] {
    switch self {
    case .bpe(let plan): plan.normalization.charsmap
    case .unigram(let plan): plan.normalization.charsmap
    }
  }
}
