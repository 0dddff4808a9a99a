import Counting

extension SuperwordTrainer {
  /// The bytes of memory that training on some lines takes, with their table; an upper bound for common text.
  public static func memory(for lines: PieceTotals, _ options: BPETrainingOptions) -> Int {
    // A slot of 8 bytes and a place of 6 for each token, of which there are fewer than bytes, and the pairs.
    lines.tableMemory + 24 * lines.bytes + 32 * options.vocabularySize
  }
}
