extension HuggingFaceTokenizer {
  /// The tokens by id as people know them from the file: with `##`, `</w>` and the like, and with
  /// byte-level marks undone.
  public var writtenVocabulary: Vocabulary {
    if parts.hasByteLevelMarks { return vocabulary }
    let forms = parts.added.map { (token: $0, form: Self.form(of: $0, parts.normalizers)) }
    return VocabularyBuilder.withAdded(parts.tokens, forms)
  }

  /// The scores of a Unigram by id, 0 for added tokens that the model does not have; nil for other models.
  public var tokenScores: [Float]? {
    guard case .unigram(let scores, _, _) = parts.model else { return nil }
    let added = max(vocabulary.count - scores.count, 0)
    return scores.map { Float($0) } + [Float](repeating: 0, count: added)
  }
}
