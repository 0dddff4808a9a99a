import Groundwork
import Tokenization

extension PieceSource {
  /// The model as a Unigram of tokenizer.json.
  func unigram(
    _ options: ConversionOptions, _ obstacles: inout [ConversionObstacle]
  ) -> TokenizerJSON {
    let normal = model.pieces.filter { $0.type == .normal }.map(\.score)
    // What sentencepiece takes off for an unknown scalar starts at the least score of ordinary pieces,
    // and tokenizers' at that of all: the others get it too, the least that changes nothing there.
    let least = normal.min() ?? 0
    let scores = model.pieces.map { Double($0.type == .normal ? $0.score : least) }
    if let example = UnigramSums.roundingExample(normal), !options.allowsRounding {
      obstacles.append(example)
    }
    for (id, piece) in model.pieces.enumerated() where piece.type == .byte {
      obstacles.append(
        ConversionObstacle(
          "tokenizers finds the text of its byte piece \(id) in a text, and sentencepiece does not",
          example: piece.text))
      break
    }
    return TokenizerJSON(
      tokens: writtenTokens,
      model: .unigram(
        scores: scores, unknown: unknown ?? 0, byteFallback: model.trainer.byteFallback))
  }
}

/// Whether sums of scores are the same in single precision, as sentencepiece adds them, and in double.
enum UnigramSums {
  /// What is to be said of a Unigram that is written although its sums round.
  static func notes(_ scores: [Float]) -> [String] {
    guard roundingExample(scores) != nil else { return [] }
    return [
      "sentencepiece sums scores in single precision, tokenizers in double: near ties in long texts may "
        + "come out otherwise"
    ]
  }

  /// What stands in the way; nil where all sums are exact.
  ///
  /// They are where each score, and that of unknown scalars, is a multiple of 1/128: sentencepiece starts
  /// afresh at ±100,000, so that 24 bits hold every sum.
  static func roundingExample(_ scores: [Float]) -> ConversionObstacle? {
    let isExact = (scores + [(scores.min() ?? 0) - 10]).allSatisfy { score in
      abs(score) < 100_000 && (score * 128).rounded() == score * 128
    }
    if isExact { return nil }
    return ConversionObstacle(
      "sentencepiece sums its scores in single precision over the whole text, tokenizers in double, so "
        + "that near ties in long texts come out otherwise (--allow-rounding writes it nevertheless)",
      examples: [ProbeTexts.longLine])
  }
}
