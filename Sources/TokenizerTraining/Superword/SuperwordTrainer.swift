import Counting
import Groundwork
import Tokenization

/// Trains SuperBPE: Liu, Hayase, Hofmann, Oh, Smith and Choi (2025), "SuperBPE: Space Travel for Language
/// Models", arXiv 2503.13423.
///
/// **Definition.** The first stage is `BPETrainer` on the pieces of lines that a pattern cuts at white space, up
/// to `transition` tokens. The second cuts the same lines by a pattern that leaves words together, writes each
/// piece in the first stage's tokens, merge by merge in their order, and goes on merging the most frequent
/// pair. It makes no token of more than `maxWords` words, nor one with a space behind a colon, as the authors'
/// trainer does. Text is encoded with the second pattern and all merges.
///
/// With `likeness` `.huggingFace`: the ids and merges of the authors' trainer, a fork of tokenizers 0.20, but
/// that a merge of the first stage stays where the second never meets its pair; the fork leaves it out.
///
/// The first stage costs what `BPETrainer` does. The second has no distinct words to go by, for few lines are
/// equal: 12 bytes for each token of the distinct lines, 4 for each place of a pair, and the lines themselves.
public enum SuperwordTrainer {
  /// Trains a vocabulary.
  ///
  /// - Parameters:
  ///   - lines: the distinct lines of the text with counts, as `LineSplitter` cuts them.
  ///   - options: the sizes and patterns.
  ///   - pool: the workers that cut and encode lines; the result does not depend on their number.
  ///   - progress: told of the merges done, about a hundred times a stage, as stage `merge`.
  /// - Throws: `Failure` (usage) for options that make no sense together, (data) where there is nothing to train
  ///   on or the counts are too large for 63 bits.
  public static func train(
    lines: PieceTable, options: SuperwordTrainingOptions, pool: WorkerPool = WorkerPool(),
    progress: Progress = .silent
  ) throws(Failure) -> TrainedSuperwords {
    try options.validate()
    try BPETrainer.checkSize(lines)
    let counts = try words(of: lines, options.words, pool)
    let first = try BPETrainer.train(
      counts: counts, options: options.firstStage, progress: progress)
    let alphabet = BPEAlphabet(options.bpe, counts: counts)
    let tokens = TokenList(bytes: first.bytes, offsets: first.offsets)
    var rows = SuperwordRows()
    try rows.append(lines, first, options.superwords, pool)
    let start = rows.tokens
    let room = options.bpe.vocabularySize + options.bpe.specials.count + 256
    let arena = rows.arena(
      weights: lines.counts, letters: first.symbolCount, symbols: max(room, first.symbolCount),
      join: JoinRule(
        tokens, .init(words: options.maxWords, allowsColons: options.allowsColons), options.bpe))
    var training = BPETraining(continuing: first, alphabet, options.bpe, arena: arena)
    training.run(progress)
    return TrainedSuperwords(
      bpe: training.result(), transition: options.transition, firstMerges: first.merges.count,
      firstTokens: first.trainingTokens, startTokens: start, words: counts.count)
  }

  /// The pieces of the first stage.
  private static func words(
    of lines: PieceTable, _ splitter: any Splitter, _ pool: WorkerPool
  ) throws(Failure) -> PieceTable {
    let counter = PieceCounter(rule: .splitter(splitter), pool: pool)
    var batch = TextBatch()
    for line in 0..<lines.count {
      batch.append(lines[line], weight: lines.counts[line])
      if batch.bytes.count > 4 << 20 {
        try counter.count(batch)
        batch.removeAll()
      }
    }
    try counter.count(batch)
    return counter.finish()
  }
}
