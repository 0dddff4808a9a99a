import Groundwork
import Tokenization

/// What a superword BPE is to be trained to.
public struct SuperwordTrainingOptions: Sendable {
  /// The vocabulary in all; over bytes, native or like tokenizers.
  public var bpe: BPETrainingOptions
  /// The tokens, letters and specials among them, at which words stop to part text.
  public var transition: Int
  /// The most words that a token of the second stage may hold, or parts of them; nil for any number.
  public var maxWords: Int? = 4
  /// Whether a token of the second stage may have a colon with a space behind it.
  public var allowsColons = false
  /// What cuts lines in the first stage: at white space.
  public var words: any Splitter
  /// What cuts lines in the second stage.
  public var superwords: any Splitter

  /// Creates options with SuperBPE's patterns.
  ///
  /// - Parameters:
  ///   - bpe: the vocabulary in all.
  ///   - transition: the tokens at which words stop to part text.
  public init(bpe: BPETrainingOptions, transition: Int) throws(Failure) {
    self.bpe = bpe
    self.transition = transition
    words = try SplitPattern.splitter(for: "superbpe-words")
    superwords = try SplitPattern.splitter(for: "superbpe")
  }

  /// Throws (usage) what cannot be trained whatever the text is.
  public func validate() throws(Failure) {
    try bpe.validate()
    if !bpe.startsFromBytes || bpe.likeness == .sentencePiece || bpe.limitAlphabet != nil {
      throw .usage(
        "superwords are trained over all bytes", remedy: "leave out what chooses an alphabet")
    }
    let least = 256 + bpe.reservedCount
    if bpe.likeness == .native, transition < least, bpe.vocabularySize >= least {
      throw .usage(
        "a transition at \(transition) tokens has no room for 256 bytes and \(bpe.specials.count) special "
          + "tokens", remedy: "use \(least) or more")
    }
    if transition > bpe.vocabularySize {
      throw .usage(
        "a transition at \(transition) tokens is behind the vocabulary of \(bpe.vocabularySize)",
        remedy: "use a smaller one, such as nine tenths of the vocabulary")
    }
    if let maxWords, maxWords < 1 {
      throw .usage("tokens of \(maxWords) words mean nothing", remedy: "use 1 or more")
    }
    try firstStage.validate()
  }

  /// The options of the first stage.
  var firstStage: BPETrainingOptions {
    var options = bpe
    options.vocabularySize = transition
    return options
  }
}
