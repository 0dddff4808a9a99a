import Segmentation
import Tokenization

extension ShowcaseSentence {
  /// Cuts a text by each tokenizer; spans are byte offsets in it.
  public init(
    corpus: String, language: String, line: Int, text: [UInt8], tokenizers: [BenchmarkTokenizer]
  ) {
    let cuts = tokenizers.map { tokenizer in
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer {
        tokenizer.tokenizer.makeEncoder().encode($0, into: &ids, spans: &spans)
      }
      let vocabulary = tokenizer.tokenizer.vocabulary
      return ShowcaseCut(
        tokenizer: tokenizer.name,
        tokens: zip(ids, spans).map { id, span in
          ShowcaseToken(
            id: id, start: span.start, end: span.end,
            isFragment: TokenFlags.isFragment(id, of: vocabulary))
        })
    }
    self.init(
      corpus: corpus, language: language, line: line, text: String(decoding: text, as: UTF8.self),
      words: text.withUnsafeBufferPointer { WhiteSpace.wordCount(in: $0) }, cuts: cuts)
  }
}
