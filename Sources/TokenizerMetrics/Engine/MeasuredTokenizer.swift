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
  /// What its tokens count as.
  let flags: TokenFlags
  /// How it cuts texts into pieces; nil where it encodes whole texts.
  let cutting: PieceCutting?
  /// Whether pieces whose tokens are their bytes prove that a text comes back.
  var provesRoundTrip: Bool { needs.roundTrip && RoundTrip.joinsBytes(tokenizer) }
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
    flags = tokenizer.flags ?? TokenFlags(tokenizer.tokenizer.vocabulary)
    cutting =
      tokenizer.tokenizer.makePieceEncoder() == nil ? nil : tokenizer.tokenizer.pieceCutting
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

  /// Makes what encodes whole texts, for one thread; throws where ICU's data is missing.
  func makeMeasurer() throws(Failure) -> BatchMeasurer {
    let encoder = tokenizer.makeEncoder()
    return BatchMeasurer(
      encoder: encoder, flags: flags,
      observer: try TextObserver(tokenizer, encoder: encoder, flags: flags, needs: needs),
      addsLeadingSpace: addsLeadingSpace)
  }

  /// Lends an encoder that may have learnt pieces before.
  func withEncoder<Result>(
    _ body: (any TextEncoder) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try encoders.withEncoder(body)
  }
}
