import Counting
import Groundwork
import TokenizerTraining

/// What `train unigram` was asked to do.
struct UnigramTrainingPlan {
  let options: UnigramTrainingOptions
  let normalization: TrainingNormalization
  /// Which sentences are taken, and what becomes of long ones.
  let sentences: SentenceChoice

  /// Counts, trains, and writes the model with its record.
  func train(_ run: TrainingRun) throws(Failure) -> TrainingRun.Outcome {
    try options.validate()
    let text = try run.count(by: .sentences(try rule())) { UnigramTrainer.memory(for: $0, options) }
    let trained = try UnigramTrainer.train(
      counts: text.pieces, last: text.lastWord, options: options, pool: run.pool,
      progress: run.progress, store: run.checkpoint?.training)
    let ties = try save(trained, text, to: run.output)
    let size = trained.pieces.count + (try options.symbols.placed().count)
    let shortfall =
      "the text gives a vocabulary of \(size) at most, \(options.vocabularySize - size) fewer than asked for"
    let warnings = [
      trained.isShort ? shortfall : nil, ties?.warning(of: text.pieces.count),
    ].compactMap { $0 }
    return .init(
      summary: "\(size) pieces from \(trained.words) distinct words",
      warning: warnings.isEmpty ? nil : warnings.joined(separator: "; "), texts: [text.facts])
  }

  /// Writes a model with its record; gives how a tokenizer.json differs from the model on the text's words.
  @discardableResult
  func save(
    _ trained: TrainedUnigram, _ text: CountedText, to output: String
  ) throws(Failure) -> UnigramTies? {
    let record = UnigramTrainingRecord(trained, normalization, source: text.facts.source)
    return try trained.write(
      to: output, normalization, record: record, samples: text.samples, words: text.pieces)
  }

  /// How sentences become words.
  func rule() throws(Failure) -> SentenceRule {
    let isLike = options.likeness == .sentencePiece
    let symbols = options.symbols
    var rule = try SentenceRule(
      normalization, options.shapes,
      boundaries: isLike
        ? try symbols.placed().map { Array($0.piece.utf8) }
        : symbols.userDefined.map { Array($0.utf8) },
      longest: sentences.longest, isLike: isLike)
    rule.marksEnds = isLike
    return rule
  }
}
