import Counting

/// Runs that count several texts, or one text in several ways.
extension TrainingRun {
  /// The same run for one of several texts.
  ///
  /// - Parameters:
  ///   - held: the bytes of the tables that are held meanwhile.
  ///   - sentences: which sentences are taken; nil for those of the run.
  ///   - minimumCount: rarer pieces are left out; nil as in the run.
  func part(
    holding held: Int = 0, sentences: SentenceChoice? = nil, minimumCount: UInt64? = nil
  ) -> TrainingRun {
    var inputs = inputs
    if let sentences { inputs.keepsReturns = sentences.keepsReturns }
    return TrainingRun(
      inputs: inputs, sentences: sentences ?? self.sentences,
      minimumCount: minimumCount ?? self.minimumCount, memory: memory?.holding(held),
      checkpoint: checkpoint, output: output, pool: pool, progress: progress)
  }
}
