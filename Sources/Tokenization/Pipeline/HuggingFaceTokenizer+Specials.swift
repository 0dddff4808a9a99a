extension HuggingFaceTokenizer {
  /// What the post-processors put around a text.
  public var template: TokenTemplate { TokenTemplate(before: idsBefore, after: idsAfter) }

  /// Makes an encoder that treats special tokens in the text in a way.
  ///
  /// The reference's plain call already parses them. As text (its `encode_special_tokens`) the stages are
  /// built anew without them, which costs as much as loading; other added tokens are still found.
  public func makeEncoder(specials handling: SpecialHandling) -> any TextEncoder {
    if handling == .reference || handling == .parse { return makeEncoder() }
    var plain = parts
    plain.added.removeAll { $0.isSpecial }
    let forms = plain.added.map { (token: $0, form: Self.form(of: $0, plain.normalizers)) }
    // What loaded with all added tokens loads with some of them.
    guard let stages = try? PipelineStages(plain, forms, vocabulary) else { return makeEncoder() }
    return HuggingFaceEncoder(stages, offsets: vocabulary.offsets)
  }
}
