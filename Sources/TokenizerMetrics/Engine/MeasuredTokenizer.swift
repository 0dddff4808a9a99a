import Groundwork
import Tokenization

/// A tokenizer of a run with what is needed to count with it; shared by threads.
struct MeasuredTokenizer: Sendable {
  /// Its place among the run's tokenizers.
  let index: Int
  /// The name in tables.
  let name: String
  /// The tokenizer.
  let tokenizer: any Tokenizer
  /// Whether it puts a space before each text by itself.
  let addsLeadingSpace: Bool
  private let flags: TokenFlags
  private let needs: CountingNeeds
  private let encoders: EncoderPool

  /// - Parameters:
  ///   - tokenizer: the tokenizer.
  ///   - index: its place among the run's tokenizers.
  ///   - needs: all that is counted of any language.
  init(_ tokenizer: BenchmarkTokenizer, index: Int, needs: CountingNeeds) {
    self.index = index
    self.needs = needs
    name = tokenizer.name
    self.tokenizer = tokenizer.tokenizer
    addsLeadingSpace = tokenizer.tokenizer.summary.addsLeadingSpace
    flags = TokenFlags(tokenizer.tokenizer.vocabulary)
    encoders = EncoderPool(tokenizer.tokenizer)
  }

  /// Lends a measurer with an encoder that may have learnt pieces before.
  func withMeasurer<Result>(
    _ body: (BatchMeasurer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try encoders.withEncoder { (encoder) throws(Failure) in
      let observer = try TextObserver(tokenizer, encoder: encoder, flags: flags, needs: needs)
      return try body(
        BatchMeasurer(
          encoder: encoder, flags: flags, observer: observer, addsLeadingSpace: addsLeadingSpace))
    }
  }

  /// Lends an encoder that may have learnt pieces before.
  func withEncoder<Result>(
    _ body: (any TextEncoder) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try encoders.withEncoder(body)
  }
}
