import ArgumentParser
import Groundwork
import Tokenization

/// Other ways to cut a text than the best one.
struct SamplingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The N best ways, for Unigram models.", valueName: "n"))
  var nbest: Int?

  @Flag(help: "A random way: Unigram by the forward algorithm, SentencePiece BPE by dropout.")
  var sample = false

  @Option(
    help: ArgumentHelp(
      "With --sample: smoothing for Unigram, the rate of dropout for BPE.", valueName: "a"))
  var alpha = 0.1

  @Option(help: ArgumentHelp("With --sample: where random numbers come from.", valueName: "s"))
  var seed: UInt64 = 0

  var isUsed: Bool { sample || nbest != nil }

  func validate() throws {
    if sample, nbest != nil { throw ValidationError("--nbest and --sample exclude each other") }
    if let nbest, !(1...512).contains(nbest) {
      throw ValidationError("--nbest must be 1 to 512")
    }
    if !alpha.isFinite || alpha < 0 { throw ValidationError("--alpha must not be negative") }
  }

  /// What gives the ways of a text; nil where the best one is wanted.
  func ways(of tokenizer: any Tokenizer) throws(Failure) -> SampledWays? {
    guard isUsed else { return nil }
    guard let model = tokenizer as? SentencePieceTokenizer else {
      throw .usage(
        "\(nbest == nil ? "--sample" : "--nbest") is for SentencePiece models",
        remedy: "leave it out")
    }
    let ways = SampledWays(model: model, nbest: nbest, alpha: alpha, seed: seed)
    // What the model cannot do is said before any text is read.
    _ = try ways([], number: 0)
    return ways
  }
}

/// Gives the ways of texts.
struct SampledWays: Sendable {
  let model: SentencePieceTokenizer
  let nbest: Int?
  let alpha: Double
  let seed: UInt64

  /// The N best ways of a text, or one drawn with the numbers of its place among all texts.
  func callAsFunction(_ text: [UInt8], number: UInt64) throws(Failure) -> [Segmentation] {
    if let nbest { return try model.encodeNBest(text, count: nbest) }
    let random = KeyedRandom(seed: seed, stream: number)
    return [try model.sample(text, alpha: alpha, random: random)]
  }
}
