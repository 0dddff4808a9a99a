import Groundwork

/// What a parity-aware BPE is to be trained to; names and defaults of `ParityBpeTrainer` of tokenizers 0.23.3.
public struct ParityTrainingOptions: Sendable, Hashable {
  /// When training ends, if no language runs out before.
  public enum Size: Sendable, Hashable {
    /// At that many tokens: specials, letters, merges.
    case vocabulary(Int)
    /// After that many merges; `lessLetters` takes off the specials and letters, as `total_symbols` does.
    case merges(Int, lessLetters: Bool = false)
  }

  /// Which language the next merge is for.
  public enum Variant: Sendable, Hashable {
    /// The one that needs it most.
    case base
    /// The one that needs it most of those that had at most `alpha` / languages of the last `size` merges.
    case window(size: Int = 100, alpha: Double = 2)
  }

  /// When training ends.
  public var size: Size
  /// Which language the next merge is for.
  public var variant = Variant.base
  /// How many merges are chosen by all languages' counts together before languages take turns ("hybrid").
  public var globalMerges = 0
  /// The compression that each language is to have, one for each, of which only proportions matter; nil where
  /// lengths decide.
  public var ratios: [Double]?
  /// What merging starts from.
  public var alphabet = BPETrainingOptions.Alphabet.bytes
  /// Tokens that no text gives; they have the first ids.
  public var specials: [String] = []
  /// A language in which no pair is so frequent gets no more merges.
  public var minimumFrequency: UInt64 = 1
  /// Tokens are below this length in letters, but for pairs of letters; nil for no limit.
  public var maxPieceLength: Int?
  /// The most letters that merging starts from, the most frequent; nil for all.
  public var limitAlphabet: Int?
  /// Over bytes: whether all 256 are letters, or those that occur.
  public var hasWholeByteAlphabet = true

  /// Creates options.
  public init(size: Size) { self.size = size }

  /// The options of the BPE that comes out, which has at most `vocabularySize` tokens.
  func bpe(vocabularySize: Int) -> BPETrainingOptions {
    var options = BPETrainingOptions(
      vocabularySize: vocabularySize, alphabet: alphabet, maxPieceLength: maxPieceLength,
      specials: specials, minimumFrequency: max(1, minimumFrequency))
    options.likeness = .huggingFace
    options.limitAlphabet = limitAlphabet
    options.hasWholeByteAlphabet = hasWholeByteAlphabet
    return options
  }

  /// Throws (usage) what cannot be trained whatever the texts are.
  ///
  /// - Parameters:
  ///   - languages: the number of languages.
  ///   - development: the number of languages with development text; nil where there is none at all.
  public func validate(languages: Int, development: Int?) throws(Failure) {
    if let development, development != languages {
      throw .usage(
        "there are \(languages) languages to train on and development text of \(development)",
        remedy: "give each language one")
    }
    if let ratios {
      if development != nil {
        throw .usage(
          "ratios and development text contradict each other: both say which language is next",
          remedy: "leave out one of them")
      }
      if ratios.count != languages {
        throw .usage(
          "there are \(languages) languages and \(ratios.count) ratios", remedy: "give each one")
      }
      if let ratio = ratios.first(where: { !($0 > 0 && $0.isFinite) }) {
        throw .usage("a ratio of \(ratio) means nothing", remedy: "use a number above 0")
      }
    }
    if case .window(let size, let alpha) = variant {
      if size < 1 { throw .usage("a window of \(size) merges means nothing", remedy: "use 100") }
      if !(alpha > 0 && alpha.isFinite) {
        throw .usage("an alpha of \(alpha) means nothing", remedy: "use 2")
      }
    }
    if globalMerges < 0 {
      throw .usage("\(globalMerges) global merges mean nothing", remedy: "use 0 or more")
    }
    if case .merges(let count, _) = size, count < 0 {
      throw .usage("\(count) merges mean nothing", remedy: "use 0 or more")
    }
    try bpe(vocabularySize: mostTokens).validate()
  }

  /// No vocabulary is larger than this, specials, letters and merges together.
  var mostTokens: Int {
    switch size {
    case .vocabulary(let size): size
    case .merges(let count, _): count
    }
  }
}
