/// What is counted of a text alone, one integer per resampling unit.
enum TextColumn: Int, CaseIterable, Sendable {
  /// Texts with a white-space word.
  case documents
  /// Words by the run's rule.
  case words
  /// Unicode scalars.
  case scalars
  /// UTF-8 bytes.
  case bytes
  /// Letter words.
  case letterWords
  /// Letter words that the morphology knows.
  case analyzedWords
  /// Gold cuts inside known words.
  case goldCuts

  /// Known words whose form has several analyses.
  case ambiguousWords
  /// Known words that the first provider of a chain answered for.
  case firstWords
  /// Known words of one segment.
  case onlySegments
  /// Known words of several segments.
  case cutWords
  /// Segments between the first and the last of a known word.
  case middleSegments

  /// The number of columns.
  static let count = allCases.count

  /// The columns of a unit in rows of sums.
  static func range(_ unit: Int) -> Range<Int> { unit * count..<(unit + 1) * count }
}

/// What is counted of a text cut by a tokenizer or a control, one integer per resampling unit.
enum TokenColumn: Int, CaseIterable, Sendable {
  /// Tokens of texts.
  case tokens
  /// Tokens that stand for what the vocabulary does not know.
  case unknown
  /// Tokens that are not valid UTF-8 alone, or stand for one byte.
  case fragments
  /// Tokens of words encoded alone.
  case isolatedTokens
  /// Words that are more than one token alone.
  case continuedWords
  /// Tokens that start in known words.
  case knownWordTokens
  /// Tokens that are exactly one segment of a known word.
  case pure
  /// Tokens that start and end at segment boundaries of one known word.
  case aligned
  /// Cuts inside known words: where a token starts after the word's start.
  case cuts
  /// Cuts that are gold cuts.
  case rightCuts
  /// Cuts that chance would make right, in units of 2⁻²⁰ so that sums are exact.
  case chanceCuts

  /// Texts with a word that come back byte by byte.
  case sameBytes
  /// Texts with a word that come back as the tokenizer's own normalizer has them.
  case sameNormalized
  /// Texts with a word that come back in NFC with white space folded.
  case sameFolded
  /// Scalars that start in unknown tokens.
  case unknownScalars
  /// Words alone that are cut as the tokenizer compared with cuts them.
  case wordsAlike
  /// Cuts of words alone that the tokenizer compared with makes too.
  case sharedCuts
  /// Cuts of words alone that either makes.
  case eitherCuts

  /// Known words whose tokens are their segments.
  case pureWords
  /// Tokens that start in words that the first provider of a chain answered for.
  case firstTokens
  /// Those that are exactly one segment.
  case firstPure
  /// Pieces that tokens cut segments that are a whole word into.
  case onlyPieces
  /// Pieces that tokens cut words' first segments into.
  case leadingPieces
  /// Pieces that tokens cut segments between the first and the last into.
  case middlePieces
  /// Pieces that tokens cut words' last segments into.
  case trailingPieces
  /// Tokens that are a word or one segment of the language, where they stand.
  case knownTokens
  /// Tokens that are a word or a segment, wherever they stand.
  case validTokens
  /// Tokens that are a word of one segment.
  case rootTokens

  // Compatibility modes.
  /// Tokens of a treebank's words, each encoded alone.
  case treebankTokens
  /// A treebank's words of a token and more, alone.
  case treebankWords
  /// A treebank's words of more than one token, alone.
  case treebankContinued
  /// Texts without a space, as entries of a list of words; each once, whatever its weight.
  case listEntries
  /// Entries that are one token.
  case listEntriesKept
  /// Entries that are one token with a space before them.
  case listEntriesKeptAfterSpace

  /// The number of columns.
  static let count = allCases.count

  /// The columns of a unit in rows of sums.
  static func range(_ unit: Int) -> Range<Int> { unit * count..<(unit + 1) * count }
}

/// What stands in for a tokenizer, to show what a number means.
enum Control: Int, CaseIterable, Sendable {
  case bytes, characters, words, gold

  /// The name in tables.
  var name: String {
    switch self {
    case .bytes: "bytes"
    case .characters: "characters"
    case .words: "words"
    case .gold: "gold"
    }
  }
}

/// Where the sums of one column lie: what a formula refers to.
enum ColumnKey: Hashable, Sendable {
  /// A count of a language's text.
  case text(language: Int, TextColumn)
  /// A count of a language's text cut by a subject (tokenizers in order, then controls).
  case token(language: Int, subject: Int, TokenColumn)
  /// Sums over texts of the subject's tokens divided by the baseline's, and how many texts have them.
  case lengthRatios(language: Int, subject: Int)
  /// The texts that `lengthRatios` is over.
  case lengthRatioCount(language: Int)
  /// Sums over pairs of the subject's tokens in a language divided by those in the reference.
  case pairRatios(language: Int, subject: Int)
  /// The pairs with words on both sides.
  case pairs(language: Int)

  /// A column of `DiagnosticTally.tokens`.
  case diagnostic(language: Int, subject: Int, column: Int)
  /// A column of `DiagnosticTally.occurrences`.
  case letterOccurrences(language: Int, column: Int)
}
