import Counting

extension UnigramTrainer {
  /// The bytes of memory that training on some pieces takes at most, with their table.
  ///
  /// An estimate: the most that was measured on law, on random words of 2 to 300 letters and of two letters
  /// was 49 bytes for a byte of distinct words, besides the table. Matches of longer pieces take more.
  public static func memory(for pieces: PieceTotals, _ options: UnigramTrainingOptions) -> Int {
    pieces.tableMemory + (34 + (options.shapes.longest ?? 16)) * pieces.bytes + 32
      * options.vocabularySize
  }
}
