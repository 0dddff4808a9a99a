import Groundwork
import Tokenization

/// A byte-level BPE by rank, on its way to another format.
package struct RankSource {
  /// The tokens; the rank is the id.
  package var tokens: RankedTokens
  /// The special tokens, in the order of ids.
  var specials: [TiktokenSpecification.Special]
  /// The split pattern for tiktoken: a name or a regular expression.
  package var pattern: String
  /// The number of ids, with those that have no token.
  package var vocabularySize: Int

  /// Takes a tokenizer apart.
  package init(_ tokenizer: RankTokenizer) {
    let vocabulary = tokenizer.vocabulary
    tokens = RankedTokens()
    tokens.reserveCapacity(tokens: vocabulary.count, bytes: vocabulary.bytes.count)
    specials = []
    for id in 0..<UInt32(vocabulary.count) {
      switch vocabulary.kind(of: id) {
      case .normal: tokens.append(vocabulary[id], rank: id)
      case .control:
        specials.append(.init(text: String(decoding: vocabulary[id], as: UTF8.self), id: id))
      default: break
      }
    }
    pattern = tokenizer.splitter.name
    vocabularySize = vocabulary.count
  }

  /// Creates a source of its parts.
  init(
    tokens: RankedTokens, specials: [TiktokenSpecification.Special], pattern: String,
    vocabularySize: Int
  ) {
    self.tokens = tokens
    self.specials = specials
    self.pattern = pattern
    self.vocabularySize = vocabularySize
  }

  /// The merges that can happen.
  package var reducedMerges: [LastMerge] {
    TextMerging(
      (0..<tokens.count).map { (tokens.ranks[$0], Array(tokens[$0]), Int(tokens.ranks[$0])) },
      symbols: .bytes
    ).reduced()
  }

  /// As a rank file and its side file.
  ///
  /// A rank is the id, also where the source adds an offset to its ranks: tiktoken knows none.
  func tiktoken(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    let last = max(tokens.ranks.last ?? 0, specials.last?.id ?? 0)
    let specification = TiktokenSpecification(
      name: options.name, pattern: pattern, specials: specials,
      explicitVocabularySize: vocabularySize > Int(last) + 1 ? vocabularySize : nil)
    let bytes = TiktokenWriter.rankFile(tokens)
    let side = TiktokenWriter.sideFile(specification)
    let read = try TiktokenSpecification(
      JSONValue(parsing: side, file: "the side file"), file: "the side file")
    return ConversionDraft(
      bytes: bytes, sideFile: side,
      tokenizer: try TiktokenReader.load(bytes: bytes, file: "the rank file", specification: read))
  }
}
