import Counting

extension BPETrainer {
  /// The bytes of memory that training on some pieces takes at most, with their table.
  ///
  /// An estimate: the most that was measured on 10 to 100 MB of law, on random words of 2 to 22 and of 2 to 300 letters
  /// and of two letters was 20 bytes for a byte of distinct pieces besides the table, and 32 like sentencepiece, where
  /// pairs are merged however rare.
  public static func memory(for pieces: PieceTotals, _ options: BPETrainingOptions) -> Int {
    let mergesAll = options.likeness == .sentencePiece || options.minimumFrequency <= 1
    return pieces.tableMemory + (mergesAll ? 33 : 30) * pieces.bytes + 32 * options.vocabularySize
  }
}
