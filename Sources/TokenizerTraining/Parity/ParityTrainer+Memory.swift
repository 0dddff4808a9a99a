import Counting

extension ParityTrainer {
  /// The bytes of memory that training on some texts takes at most, with their tables.
  ///
  /// An estimate: the most that was measured on law, on random words of 2 to 300 letters, of two letters and of
  /// 20,000 letters was 56 bytes for a byte of distinct pieces, besides the tables.
  ///
  /// - Parameters:
  ///   - pieces: the distinct pieces of all texts, those of development texts too; of a piece that stands in
  ///     several texts each time.
  ///   - texts: the number of texts.
  ///   - options: the size; merges that are chosen by all languages together need all texts once more.
  public static func memory(
    for pieces: PieceTotals, texts: Int, _ options: ParityTrainingOptions
  ) -> Int {
    let rounds = options.globalMerges > 0 ? 2 : 1
    return rounds * (pieces.tableMemory + 64 * pieces.bytes)
      + 64 * options.mostTokens * (texts + rounds - 1)
  }
}
