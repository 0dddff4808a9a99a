import Counting

extension UnigramTrainer {
  /// The bytes of memory that training on some pieces takes, with their table; an estimate.
  public static func memory(for pieces: PieceTotals, _ options: UnigramTrainingOptions) -> Int {
    pieces.tableMemory + 80 * pieces.bytes + 32 * options.vocabularySize
  }
}
