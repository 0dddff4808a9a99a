import Groundwork
import Segmentation

/// Documents in one form, with their words under each rule.
struct FormedTexts: Sendable {
  /// The documents.
  var texts = TextBatch()
  /// Whether the form changes each document.
  var isChanged: [Bool] = []
  /// Whether each document has a white-space word.
  var hasWords: [Bool] = []
  /// The words under each rule, in the rules' order.
  var rules: [RuleWords] = []

  /// Brings documents to a form and finds their words.
  init(_ documents: TextBatch, form: TextForm, rules: [WordRule]) throws(Failure) {
    let normalizer = try TextNormalizer(form)
    try documents.forEachText { (index, text) throws(Failure) in
      isChanged.append(try normalizer.append(text, to: &texts.bytes))
      texts.endText(weight: documents.weight(index))
    }
    texts.forEachText { _, text in hasWords.append(WhiteSpace.wordCount(in: text) > 0) }
    for rule in rules {
      let words =
        rule == .treebank
        ? try RuleWords(given: documents, normalizer) : try RuleWords(texts, rule: rule)
      self.rules.append(words)
    }
  }
}

/// The words of documents under one rule.
struct RuleWords: Sendable {
  /// The bytes that the words are ranges of.
  private(set) var bytes: [UInt8]
  /// The words, document by document.
  private(set) var words: [Range<Int>] = []
  /// Whether a treebank says of each word that it is punctuation; empty under other rules.
  private(set) var isPunctuation: [Bool] = []
  /// The end of each document's words in `words`.
  private(set) var ends: [Int] = []
  /// The type of each word, once they are numbered.
  var types: [UInt32] = []

  /// Finds the words of texts.
  init(_ texts: TextBatch, rule: WordRule) throws(Failure) {
    bytes = texts.bytes
    let segmenter = try WordSegmenter(rule)
    var found: [Range<Int>] = []
    try texts.forEachText { (index, text) throws(Failure) in
      try segmenter.words(in: text, into: &found)
      let start = texts.range(index).lowerBound
      for word in found { words.append(word.lowerBound + start..<word.upperBound + start) }
      ends.append(words.count)
    }
  }

  /// Takes the words that come with documents, brought to a form.
  init(given documents: TextBatch, _ normalizer: TextNormalizer) throws(Failure) {
    bytes = []
    guard let given = documents.givenWords else {
      ends = [Int](repeating: 0, count: documents.count)
      return
    }
    for document in 0..<documents.count {
      for word in given.wordRange(ofText: document) {
        let start = bytes.count
        let text = Array(given.bytes[given.range(word)])
        try text.withUnsafeBufferPointer { text throws(Failure) in
          _ = try normalizer.append(text, to: &bytes)
        }
        words.append(start..<bytes.count)
        isPunctuation.append(given.isPunctuation[word])
      }
      ends.append(words.count)
    }
  }

  /// A document's words.
  func range(_ document: Int) -> Range<Int> {
    (document == 0 ? 0 : ends[document - 1])..<ends[document]
  }
}
