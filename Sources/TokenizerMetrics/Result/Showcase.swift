/// A sentence shown cut by tokenizers.
public struct ShowcaseSentence: Sendable, Hashable {
  /// The corpus it stands in.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// The line, counted from 1.
  public var line: Int
  /// The sentence.
  public var text: String
  /// White-space words in it.
  public var words: Int
  /// Whether the text goes on after what is shown.
  public var isPart = false
  /// One cut for each tokenizer that is shown, in the tokenizers' order, controls left out.
  public var cuts: [ShowcaseCut]
  /// The words whose morphemes are known, in order; empty without a morphology.
  public var morphemes: [ShowcaseWord] = []
  /// The same sentence in the reference language; nil where the corpus is not parallel or has none.
  public var translation: ShowcaseTranslation?

  /// Creates a sentence.
  public init(
    corpus: String, language: String, line: Int, text: String, words: Int, cuts: [ShowcaseCut]
  ) {
    self.corpus = corpus
    self.language = language
    self.line = line
    self.text = text
    self.words = words
    self.cuts = cuts
  }
}

/// What a shown sentence says in another language of its corpus.
public struct ShowcaseTranslation: Sendable, Hashable {
  /// The language tag.
  public var language: String
  /// The text on the same line.
  public var text: String
  /// Whether the text goes on after what is shown.
  public var isPart: Bool

  /// Creates a translation.
  public init(language: String, text: String, isPart: Bool = false) {
    self.language = language
    self.text = text
    self.isPart = isPart
  }
}

/// A word of a shown sentence and where its morphemes meet.
public struct ShowcaseWord: Sendable, Hashable {
  /// The byte of the sentence that it starts at.
  public var start: Int
  /// The offset after its last byte.
  public var end: Int
  /// Offsets between start and end at which a morpheme starts, rising.
  public var cuts: [Int]

  /// Creates a word.
  public init(start: Int, end: Int, cuts: [Int]) {
    self.start = start
    self.end = end
    self.cuts = cuts
  }
}

/// How one tokenizer cuts a sentence.
public struct ShowcaseCut: Sendable, Hashable {
  /// The tokenizer's name.
  public var tokenizer: String
  /// The tokens in order.
  public var tokens: [ShowcaseToken]

  /// Creates a cut.
  public init(tokenizer: String, tokens: [ShowcaseToken]) {
    self.tokenizer = tokenizer
    self.tokens = tokens
  }
}

/// One token of a shown sentence.
public struct ShowcaseToken: Sendable, Hashable {
  /// The id.
  public var id: UInt32
  /// The bytes of the sentence that it stands for: start ..< end.
  public var start: Int
  /// The offset after its last byte.
  public var end: Int
  /// Whether it is not valid UTF-8 alone.
  public var isFragment: Bool

  /// Creates a token.
  public init(id: UInt32, start: Int, end: Int, isFragment: Bool) {
    self.id = id
    self.start = start
    self.end = end
    self.isFragment = isFragment
  }
}
