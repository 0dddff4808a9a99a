extension HuggingFaceTokenizer {
  /// What the post-processors put around a text.
  public var template: TokenTemplate { TokenTemplate(before: idsBefore, after: idsAfter) }

  /// Makes an encoder that treats special tokens in the text in a way.
  ///
  /// The reference's plain call already parses them. As text (its `encode_special_tokens`) the stages are
  /// built anew without them, which costs as much as loading; other added tokens are still found.
  public func makeEncoder(specials handling: SpecialHandling) -> any TextEncoder {
    HuggingFaceEncoder(stages(specials: handling), offsets: vocabulary.offsets)
  }

  /// The stages that treat special tokens in a way.
  func stages(specials handling: SpecialHandling) -> PipelineStages {
    if handling == .reference || handling == .parse { return stages }
    var plain = parts
    plain.added.removeAll { $0.isSpecial }
    let forms = plain.added.map { (token: $0, form: Self.form(of: $0, plain.normalizers)) }
    // What loaded with all added tokens loads with some of them.
    return (try? PipelineStages(plain, forms, vocabulary)) ?? stages
  }
}
