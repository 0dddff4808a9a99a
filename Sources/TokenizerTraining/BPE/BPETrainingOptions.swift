import Groundwork

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

  /// Which of two pairs with the same count is merged first.
  public enum TieRule: String, Sendable, Hashable {
    /// The pair whose left token's bytes come first; with the same left token, the one whose right
    /// token's bytes do. Bytes are unsigned, and the shorter comes first where one starts the other.
    case bytes
    /// The pair with the smaller left id; with the same left token, with the smaller right id.
    case ids
  }

  /// All tokens of the vocabulary.
  ///
  /// For bytes: 256, the merges, the specials. For characters: `<unk>`, `<s>`, `</s>`, the specials,
  /// the 256 byte pieces where asked for, the merges, the characters.
  public var vocabularySize: Int
  /// What merging starts from.
  public var alphabet: Alphabet
  /// The longest token, in bytes or in scalars by the alphabet; nil for no limit.
  public var maxPieceLength: Int?
  /// Tokens that no text gives.
  ///
  /// No merge makes a token of the same text either.
  public var specials: [String]
  /// Pairs that are rarer are not merged: at least 1.
  ///
  /// A token seen once saves nothing elsewhere.
  public var minimumFrequency: UInt64
  /// Which of two pairs with the same count is merged first.
  public var tieRule: TieRule

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
  /// The control pieces that every SentencePiece model of ours starts with.
  public static let sentencePieceSpecials = ["<unk>", "<s>", "</s>"]

  /// Whether merging starts from bytes.
  var startsFromBytes: Bool { alphabet == .bytes }

  /// Whether the model has byte pieces besides its characters.
  var hasByteFallback: Bool {
    if case .characters(_, let byteFallback) = alphabet { byteFallback } else { false }
  }

  /// The tokens that are neither merges nor letters of the alphabet.
  var reservedCount: Int {
    if startsFromBytes { return specials.count }
    return Self.sentencePieceSpecials.count + specials.count + (hasByteFallback ? 256 : 0)
  }

  /// The texts that no merge may make: specials, and the names of byte pieces.
  var reservedTexts: Set<[UInt8]> {
    var texts = specials
    if !startsFromBytes { texts += Self.sentencePieceSpecials }
    var result = Set(texts.map { Array($0.utf8) })
    if hasByteFallback { result.formUnion(reservedBytePieces) }
    return result
  }

  /// The names `<0x00>` … `<0xFF>`.
  private var reservedBytePieces: Set<[UInt8]> {
    let digits = Array("0123456789ABCDEF".utf8)
    return Set(
      (0..<256).map { Array("<0x".utf8) + [digits[$0 >> 4], digits[$0 & 15]] + [0x3E] })
  }

  /// Throws (usage) what cannot be trained whatever the text is.
  func validate() throws(Failure) {
    if case .characters(let coverage, _) = alphabet, !(coverage > 0 && coverage <= 1) {
      throw .usage(
        "a character coverage of \(coverage) is not above 0 and at most 1",
        remedy: "use 0.9995, or 1 for a small alphabet")
    }
    if minimumFrequency < 1 {
      throw .usage("a minimum frequency of 0 means nothing", remedy: "use 1 or more")
    }
    if let length = maxPieceLength, length < 1 {
      throw .usage("a longest piece of \(length) means nothing", remedy: "use 1 or more")
    }
    var seen = Set(startsFromBytes ? [] : Self.sentencePieceSpecials.map { Array($0.utf8) })
    for special in specials {
      if special.isEmpty {
        throw .usage("a special token is empty", remedy: "give it a text such as <|endoftext|>")
      }
      if !seen.insert(Array(special.utf8)).inserted {
        throw .usage("the special token \(special) is there twice", remedy: "name it once")
      }
    }
    for special in specials where isBytePiece(special) {
      throw .usage(
        "the special token \(special) has the name of a byte piece",
        remedy: "name it otherwise, such as <|endoftext|>")
    }
    if startsFromBytes { try requireRoom(letters: 256) }
    // Scores of SentencePiece models are whole numbers in 32-bit floats; RankTokenizer takes 2²² ids.
    let largest = startsFromBytes ? 1 << 22 : 1 << 24
    if vocabularySize > largest {
      throw .usage(
        "a vocabulary of \(vocabularySize) is larger than a model can hold",
        remedy: "use \(largest) at most")
    }
  }

  private func isBytePiece(_ special: String) -> Bool {
    let text = Array(special.utf8)
    return hasByteFallback && text.starts(with: "<0x".utf8) && reservedBytePieces.contains(text)
  }

  /// Throws (usage) where a special token is a letter too: no model can hold one piece twice.
  func requireDistinct(letters: TokenList) throws(Failure) {
    if startsFromBytes { return }
    for letter in 0..<letters.count {
      let text = letters[UInt32(letter)]
      if let special = specials.first(where: { $0.utf8.elementsEqual(text) }) {
        throw .usage(
          "the special token \(special) is a character of the text",
          remedy: "name it otherwise, such as <|endoftext|>")
      }
    }
  }

  /// Throws (usage) where the alphabet alone is larger than the vocabulary.
  func requireRoom(letters: Int) throws(Failure) {
    let least = letters + reservedCount
    if vocabularySize >= least { return }
    if startsFromBytes {
      throw .usage(
        "a vocabulary of \(vocabularySize) has no room for 256 bytes and "
          + "\(specials.count) special tokens",
        remedy: "use a size of at least \(least)")
    }
    throw .usage(
      "a vocabulary of \(vocabularySize) has no room for \(letters) characters and "
        + "\(reservedCount) reserved pieces",
      remedy: "use a size of at least \(least), or a lower character coverage")
  }
}
