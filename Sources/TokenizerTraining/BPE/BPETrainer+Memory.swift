import Counting

extension BPETrainer {
  /// The bytes of memory that training on some pieces takes at most, with their table.
  ///
  /// An estimate: the most that was measured on law, on random words of 2 to 300 letters and of two letters
  /// was 27 bytes for a byte of distinct pieces, besides the table.
  public static func memory(for pieces: PieceTotals, _ options: BPETrainingOptions) -> Int {
    pieces.tableMemory + 30 * pieces.bytes + 32 * options.vocabularySize
  }
}
