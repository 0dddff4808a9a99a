import Groundwork
import Segmentation
import Tokenization

/// Makes the sentences that are shown of a corpus: cut by tokenizers, morphemes beneath.
struct ShowcaseBuilder {
  private let source: LanguageSource
  private let tokenizers: [BenchmarkTokenizer]
  private let baseline: BenchmarkTokenizer?
  private let analyzer: WordAnalyzer?

  /// - Parameter source: the focus language of the corpus.
  init(
    _ source: LanguageSource, tokenizers: [BenchmarkTokenizer], baseline: String?
  ) throws(Failure) {
    self.source = source
    self.tokenizers = tokenizers
    self.baseline = tokenizers.first { $0.name == baseline }
    if let morphology = source.morphology {
      analyzer = try WordAnalyzer(morphology)
    } else {
      analyzer = nil
    }
  }

  /// The sentence that leads, cut by all; none where nothing was picked.
  func lead(_ picker: ShowcasePicker) throws(Failure) -> [ShowcaseSentence] {
    guard let pick = picker.pick else { return [] }
    var sentence = try sentence(pick.text, line: pick.line, tokenizers)
    sentence.isPart = pick.isPart
    sentence.translation = pick.translation
    return [sentence]
  }

  /// The dearest sentences of each tokenizer, cut by it and by the baseline.
  func worst(_ picker: WorstSentencePicker) throws(Failure) -> [WorstSentence] {
    var worst: [WorstSentence] = []
    for (index, tokenizer) in tokenizers.enumerated() {
      let shown = tokenizers.filter { $0.name == tokenizer.name || $0.name == baseline?.name }
      for order in WorstSentence.Order.allCases {
        for entry in picker.entries(index, order) {
          worst.append(
            WorstSentence(
              tokenizer: tokenizer.name, order: order, tokens: entry.tokens,
              against: entry.against,
              sentence: try sentence(entry.text, line: entry.line, shown)))
        }
      }
    }
    return worst
  }

  private func sentence(
    _ text: [UInt8], line: Int, _ tokenizers: [BenchmarkTokenizer]
  ) throws(Failure) -> ShowcaseSentence {
    var sentence = ShowcaseSentence(
      corpus: source.corpus, language: source.language, line: line, text: text,
      tokenizers: tokenizers)
    guard let analyzer else { return sentence }
    var known = AnalyzedWords()
    var forms: FormTable?
    try text.withUnsafeBufferPointer { (text) throws(Failure) in
      _ = try analyzer.analyze(text, times: 1, into: &known, &forms)
    }
    sentence.morphemes = (0..<known.count).map { word in
      ShowcaseWord(
        start: known.starts[word], end: known.ends[word],
        cuts: known.cutRange(word).map { known.cuts[$0] })
    }
    return sentence
  }
}
