import Counting

extension BPETrainer {
  /// The bytes of memory that training on some pieces takes, with their table; an estimate.
  public static func memory(for pieces: PieceTotals, _ options: BPETrainingOptions) -> Int {
    pieces.tableMemory + 40 * pieces.bytes + 32 * options.vocabularySize
  }
}
