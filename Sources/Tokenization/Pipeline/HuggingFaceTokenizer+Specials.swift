extension HuggingFaceTokenizer {
  /// What the post-processors put around a text.
  public var template: TokenTemplate { TokenTemplate(before: idsBefore, after: idsAfter) }

  /// Makes an encoder that treats special tokens in the text in a way.
  ///
  /// The reference's plain call already parses them. As text (its `encode_special_tokens`) the stages are
  /// built anew, which costs as much as loading; other added tokens are still found, but none inside a
  /// special token.
  public func makeEncoder(specials handling: SpecialHandling) -> any TextEncoder {
    HuggingFaceEncoder(stages(specials: handling), offsets: tokenOffsets)
  }

  /// The stages that treat special tokens in a way.
  func stages(specials handling: SpecialHandling) -> PipelineStages {
    if handling == .reference || handling == .parse { return stages }
    let forms = parts.added.map { (token: $0, form: Self.form(of: $0, parts.normalizers)) }
    // What loaded once loads again.
    return (try? PipelineStages(parts, forms, vocabulary, leavesSpecials: true)) ?? stages
  }
}
