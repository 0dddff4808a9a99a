import Groundwork

/// Which sentences are taken, and what becomes of long ones.
struct SentenceChoice {
  /// The longest sentence in bytes; longer ones are left out like sentencepiece, else cut.
  var longest: Int?
  /// How many are taken; nil for all.
  var size: Int?
  /// Where random numbers come from; nil takes the first.
  var seed: UInt64?
  /// Whether a carriage return before a line feed is part of a sentence.
  var keepsReturns = false
  /// How many sentences the model keeps with their pieces.
  var selfTest = 0

  /// All sentences.
  static let all = SentenceChoice()

  private init() {}

  /// Sorts out the options; throws (usage) for those that make no sense together.
  ///
  /// - Parameters:
  ///   - pieces: the options.
  ///   - isLike: whether the result is to be like that of sentencepiece.
  ///   - isModel: whether a SentencePiece model is written.
  init(_ pieces: PieceOptions, isLike: Bool, isModel: Bool) throws(Failure) {
    selfTest = pieces.selfTestSampleSize ?? 0
    if !(0...1_000_000).contains(selfTest) {
      throw .usage(
        "--self-test-sample-size \(selfTest) is not from 0 to 1000000", remedy: "use 100")
    }
    if selfTest > 0, !isModel {
      throw .usage(
        "--self-test-sample-size and --output .json contradict each other: a tokenizer.json has no place "
          + "for samples", remedy: "leave out one of them")
    }
    if let length = pieces.maxSentenceLength, length < 10 {
      throw .usage("--max-sentence-length \(length) is below 10", remedy: "use 4192")
    }
    let size = pieces.inputSentenceSize ?? 0
    if size < 0 {
      throw .usage("--input-sentence-size \(size) is negative", remedy: "use 0 for all sentences")
    }
    if size == 0, pieces.seed != nil || pieces.shuffleInputSentence != nil {
      throw .usage(
        "\(pieces.seed != nil ? "--seed" : "--shuffle-input-sentence") is for --input-sentence-size",
        remedy: "say how many sentences to take")
    }
    if isLike, size > 0, size <= 100 {
      throw .usage(
        "spm_train takes --input-sentence-size above 100, not \(size)", remedy: "use 101 or more")
    }
    if pieces.shuffleInputSentence == false, pieces.seed != nil {
      throw .usage(
        "--seed and --no-shuffle-input-sentence contradict each other: the first sentences are taken",
        remedy: "leave out one of them")
    }
    keepsReturns = isLike
    longest = pieces.maxSentenceLength ?? (isLike ? 4192 : nil)
    self.size = size > 0 ? size : nil
    seed = pieces.shuffleInputSentence == false ? nil : pieces.seed ?? 0
  }
}
