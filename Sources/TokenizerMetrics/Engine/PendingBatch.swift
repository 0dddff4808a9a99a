import Groundwork

/// A batch that waits to be measured: which language it is of, and where in it.
struct PendingBatch: Sendable {
  /// The language's index in the corpus.
  var language: Int
  /// The number of documents before it in the language.
  var firstDocument: Int
  /// The texts.
  var texts: TextBatch
  /// The groups that are its units; nil where units are those of the corpus's map.
  var groups: BatchGroups?
  /// How many of the texts, from the first on, lie in the part of the language that diagnostics look at.
  var diagnosed = Int.max

  /// The resampling unit of a text.
  func unit(of text: Int, _ units: UnitMap) -> Int {
    groups?.group(of: text) ?? units.unit(of: firstDocument + text)
  }
}

/// What a batch is without any tokenizer: its words, and its counts by document and by unit.
struct BatchFacts: Sendable {
  /// The unit of the first document, before the limit on units.
  var firstUnit = 0
  /// The unit of each document, less the first.
  var unitOf: [Int32] = []
  /// The number of units that the batch touches.
  var units = 0
  /// Words as byte ranges in the batch's texts, or in its given words under the treebank's rule.
  var words: [Range<Int>] = []
  /// The end of each document's words in `words`.
  var wordEnds: [Int] = []
  /// The type of each word, once they are numbered.
  var types: [UInt32] = []
  /// White-space words without a letter, of all documents.
  var wordsWithoutLetter = 0
  /// What all documents add up to.
  var totals = Totals()

  /// Sums over documents, each counted as often as its weight says.
  struct Totals: Sendable {
    var words = 0
    var documents = 0
    var emptyDocuments = 0
    var scalars = 0
    var bytes = 0
    /// Documents with a word, each once.
    var filledTexts = 0
  }
  /// White-space words of each document.
  var plainWords: [UInt32] = []
  /// Words of each document by the run's rule.
  var documentWords: [UInt32] = []
  /// Scalars of each document.
  var scalars: [UInt32] = []
  /// Known words, with offsets in their documents.
  var analyzed = AnalyzedWords()
  /// The end of each document's known words in `analyzed`.
  var analyzedEnds: [Int] = []
  /// The look-up forms of letter words; nil unless they are needed.
  var forms: FormTable?
  /// How often each scalar came; empty unless that is needed.
  var scalarCounts = TokenCounter.Counts()
  /// Unit by unit, the text columns.
  var textRows: [Int64] = []
  /// For `words`, `characters` and `gold`: unit by unit, the token columns that morphology fills.
  var controlRows = [[Int64]](repeating: [], count: Control.allCases.count)

  /// The words of a document.
  func wordRange(_ document: Int) -> Range<Int> {
    (document == 0 ? 0 : wordEnds[document - 1])..<wordEnds[document]
  }

  /// The known words of a document.
  func analyzedRange(_ document: Int) -> Range<Int> {
    (document == 0 ? 0 : analyzedEnds[document - 1])..<analyzedEnds[document]
  }
}

/// What a tokenizer makes of a batch.
struct BatchCounts: Sendable {
  /// The token columns of the units that the batch touches.
  var sums: UnitSums
  /// Tokens of each document.
  var documentTokens: [UInt32]
  /// How often each token came; empty unless that is needed.
  var tokenCounts = TokenCounter.Counts()
  /// How often tokens came in earlier batches of another language.
  var earlier: [(language: Int, counts: TokenCounter.Counts)] = []
  /// Windows of types, stretch by stretch; empty unless that is needed.
  var stretches: [TextObserver.Stretch] = []
}
