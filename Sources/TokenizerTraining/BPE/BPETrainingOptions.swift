import Groundwork
import TokenizerFormats

/// What a BPE is to be trained to.
public struct BPETrainingOptions: Sendable, Hashable {
  /// What merging starts from.
  public enum Alphabet: Sendable, Hashable {
    /// The 256 bytes, for rank files (Radford et al. 2019).
    case bytes
    /// The Unicode scalars of the text, for SentencePiece models.
    ///
    /// Scalars are taken from the most frequent down (the smaller code point first where two are as
    /// frequent) until those taken are at least `coverage` of all occurrences, as `spm_train
    /// --character_coverage` counts it (in float). The others are never merged; with `byteFallback`
    /// the model has the 256 byte pieces for them.
    case characters(coverage: Double = 0.9995, byteFallback: Bool = false)
  }

  /// Whose results are to come out.
  public enum Likeness: String, Sendable, Hashable {
    /// Our own rules: `tieRule`, `minimumFrequency`.
    case native
    /// Those of `spm_train --model_type=bpe` of sentencepiece 0.2.3: of equally frequent pairs the one of
    /// fewer characters, then the one whose joined bytes come first; pairs are merged however rare, and
    /// after all pairs that occur those that no longer do are pieces too, in the same order.
    case sentencePiece = "sentencepiece"
    /// Those of `BpeTrainer` of tokenizers 0.23.3: ids are given to the special tokens, then to the letters
    /// by code point, then to merges; of equally frequent pairs the one with the smaller ids; what is not
    /// in the alphabet is dropped; tokens are below the length given, but for pairs of letters.
    case huggingFace = "huggingface"
  }

  /// Which of two pairs with the same count is merged first; of the native likeness alone.
  public enum TieRule: String, Sendable, Hashable {
    /// The pair whose left token's bytes come first; with the same left token, the one whose right
    /// token's bytes do. Bytes are unsigned, and the shorter comes first where one starts the other.
    case bytes
    /// The pair with the smaller left id; with the same left token, with the smaller right id.
    case ids
  }

  /// All tokens of the vocabulary.
  ///
  /// For bytes: 256, the merges, the specials. For characters: `symbols` and the specials with their ids,
  /// the merges, the characters.
  public var vocabularySize: Int
  /// What merging starts from.
  public var alphabet: Alphabet
  /// The longest token, in bytes or in scalars by the alphabet; nil for no limit.
  public var maxPieceLength: Int?
  /// Tokens that no text gives.
  ///
  /// No merge makes a token of the same text either, but where tokenizers does.
  public var specials: [String]
  /// Pairs that are rarer are not merged: at least 1.
  ///
  /// A token seen once saves nothing elsewhere. Not used where the result is to be like sentencepiece's.
  public var minimumFrequency: UInt64
  /// Which of two pairs with the same count is merged first.
  public var tieRule: TieRule
  /// Whose results are to come out.
  public var likeness = Likeness.native
  /// For characters: the pieces that training does not make; `specials` and byte pieces are added to them.
  public var symbols = SentencePieceSymbols()
  /// For characters: which strings may be pieces; nil leaves it to `maxPieceLength`.
  public var shapes: PieceShapeRules?
  /// For characters: those that get a piece whatever their count.
  public var requiredCharacters = ""
  /// Like tokenizers: the most letters that merging starts from, the most frequent; nil for all.
  public var limitAlphabet: Int?
  /// Like tokenizers, over bytes: whether all 256 are letters, as with `initial_alphabet`, or those that
  /// occur.
  public var hasWholeByteAlphabet = true

  /// Creates options.
  public init(
    vocabularySize: Int, alphabet: Alphabet = .bytes, maxPieceLength: Int? = nil,
    specials: [String] = [], minimumFrequency: UInt64 = 2, tieRule: TieRule = .bytes
  ) {
    self.vocabularySize = vocabularySize
    self.alphabet = alphabet
    self.maxPieceLength = maxPieceLength
    self.specials = specials
    self.minimumFrequency = minimumFrequency
    self.tieRule = tieRule
  }
}

extension BPETrainingOptions {
  /// Whether merging starts from bytes.
  var startsFromBytes: Bool { alphabet == .bytes }

  /// Whether the model has byte pieces besides its characters.
  var hasByteFallback: Bool {
    if case .characters(_, let byteFallback) = alphabet { byteFallback } else { false }
  }

  /// `symbols` with the specials as control symbols and the bytes of byte fallback.
  var allSymbols: SentencePieceSymbols {
    var all = symbols
    all.control = specials + symbols.control
    all.hasBytes = hasByteFallback
    return all
  }

  /// Whether the result is a SentencePiece model's.
  var makesPieces: Bool { !startsFromBytes && likeness != .huggingFace }

  /// The tokens that are neither merges nor letters of the alphabet.
  var reservedCount: Int {
    if !makesPieces { return likeness == .huggingFace ? specialIDs.count : specials.count }
    return (try? allSymbols.placed().count) ?? 0
  }

  /// The texts of all pieces that training does not make; throws (usage) where they contradict each other.
  public func givenPieces() throws(Failure) -> [[UInt8]] {
    try allSymbols.placed().map { Array($0.piece.utf8) }
  }

  /// The texts that no merge may make: specials, and the names of byte pieces.
  ///
  /// None where the reference knows no such rule.
  var reservedTexts: Set<[UInt8]> {
    if likeness != .native { return [] }
    if startsFromBytes { return Set(specials.map { Array($0.utf8) }) }
    return Set(((try? allSymbols.placed()) ?? []).map { Array($0.piece.utf8) })
  }

  /// Like tokenizers: the ids of the special tokens, each text once.
  var specialIDs: [[UInt8]: UInt32] {
    var ids: [[UInt8]: UInt32] = [:]
    for special in specials where ids[Array(special.utf8)] == nil {
      ids[Array(special.utf8)] = UInt32(ids.count)
    }
    return ids
  }

  /// The rules of pieces that hold together with `maxPieceLength`.
  var shapeRules: PieceShapeRules {
    guard var rules = shapes, makesPieces else { return .length(maxPieceLength) }
    rules.longest = maxPieceLength
    return rules
  }
}
