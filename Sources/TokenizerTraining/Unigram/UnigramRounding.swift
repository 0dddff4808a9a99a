/// Scores whose sums come out the same in any order and in single as in double precision.
///
/// sentencepiece sums scores of single precision over a whole text, tokenizers in double: ways of cutting a text whose
/// scores are equal or nearly so can come out otherwise. Of multiples of 1/128 every sum up to 131,072 is exact in 24
/// bits, and sentencepiece starts afresh at 100,000.
enum UnigramRounding {
  /// The nearest multiple of 1/128.
  static func rounded(_ score: Double) -> Double { (score * 128).rounded() / 128 }

  /// The same piece with such a score.
  static func rounded(_ piece: TrainedUnigram.Piece) -> TrainedUnigram.Piece {
    .init(text: piece.text, score: Float(rounded(Double(piece.score))))
  }
}
