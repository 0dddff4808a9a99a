import Counting
import Groundwork

/// Trains byte-pair encodings (Gage 1994; Sennrich, Haddow and Birch 2016) on distinct pieces with counts.
///
/// **Definition.** Each piece is a row of symbols, first its letters. The count of a pair of symbols is
/// the sum of the pieces' counts over all positions where the two stand side by side, so `aaa` holds `aa`
/// twice. Each step merges the pair with the highest count; among equal counts the one that comes first
/// by `TieRule`. It is merged in every piece from left to right without overlap into one new symbol.
/// Training ends when the vocabulary is full or no pair has the minimum frequency.
///
/// Two pairs never make the same bytes: up to any merge, what lies between two places that no token
/// crosses is cut as if it stood alone. So a token is known by its bytes, the order of pairs is total,
/// and an encoder that merges the lowest rank first (tiktoken, SentencePiece) cuts each training piece as
/// the trainer left it.
///
/// The result depends on the content of the counts alone, not on the order of pieces. Time is
/// O(letters of the distinct pieces · log), whatever their lengths; no merge allocates.
public enum BPETrainer {
  /// Trains a vocabulary.
  ///
  /// - Parameters:
  ///   - counts: distinct pieces and how often each occurs.
  ///   - options: the size, the alphabet, the tie rule.
  ///   - progress: told of the merges done, about a hundred times, as stage `merge`.
  /// - Returns: the vocabulary; smaller than asked for where the text gives no more pairs
  ///   (`TrainedBPE.ranOut`).
  /// - Throws: `Failure` (usage) for options that make no sense together or a size below the alphabet's,
  ///   (data) where there is nothing to train on or the counts are too large for 63 bits.
  public static func train(
    counts: PieceTable, options: BPETrainingOptions, progress: Progress = .silent
  ) throws(Failure) -> TrainedBPE {
    try options.validate()
    if counts.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    }
    try checkSize(counts)
    let alphabet = BPEAlphabet(options, counts: counts)
    try options.requireRoom(letters: alphabet.letters.count)
    try options.requireDistinct(letters: alphabet.letters)
    return train(counts, alphabet, options, stops: [], progress).trained
  }

  /// Trains and notes the state at some numbers of tokens that merges made.
  static func train(
    _ counts: PieceTable, _ alphabet: BPEAlphabet, _ options: BPETrainingOptions, stops: [Int],
    _ progress: Progress
  ) -> (trained: TrainedBPE, marks: [BPEMark]) {
    var training = BPETraining(counts, alphabet, options)
    training.stops = stops
    training.run(progress)
    if training.ranOut, options.likeness == .sentencePiece {
      // Few texts get here: all pairs that ever were are asked for, which costs more memory.
      training = BPETraining(counts, alphabet, options, keepsAllPairs: true)
      training.stops = stops
      training.run(progress)
      training.appendUnusedPairs()
    }
    let marks = training.marks
    return (training.result(), marks)
  }
}

extension BPETrainer {
  /// Throws where the text is larger than 32-bit places allow, or its weighted size than 63 bits, so that
  /// no sum of counts can overflow afterwards.
  static func checkSize(_ table: PieceTable) throws(Failure) {
    guard table.bytes.count + table.count + 1 < Int(UInt32.max) else {
      throw Failure(
        "the distinct pieces have more than 2^32 bytes",
        remedy: "train on a part of the text, or use a split that gives shorter pieces")
    }
    var total: UInt64 = 0
    for piece in 0..<table.count {
      let (size, overflow) = table.counts[piece].multipliedReportingOverflow(
        by: UInt64(table.range(piece).count))
      total = overflow ? .max : total + min(size, .max - total)
    }
    guard total <= UInt64(Int64.max) else {
      throw Failure(
        "the weighted text has more than 2^63 - 1 bytes", remedy: "use smaller weights")
    }
  }
}
