extension MetricDefinition {
  /// Tokens of segments that are whole words.
  static let tokensPerOnlySegment = segmentPieces(
    "only", name: "Tokens per whole-word morpheme", of: "words of one morpheme", .onlyPieces,
    .onlySegments)

  /// Tokens of words' first segments.
  static let tokensPerFirstSegment = segmentPieces(
    "first", name: "Tokens per first morpheme", of: "words' first morphemes (stems, prefixes)",
    .leadingPieces, .cutWords)

  /// Tokens of segments between the first and the last.
  static let tokensPerMiddleSegment = segmentPieces(
    "middle", name: "Tokens per middle morpheme",
    of: "morphemes between a word's first and last (stems, suffixes)", .middlePieces,
    .middleSegments)

  /// Tokens of words' last segments.
  static let tokensPerLastSegment = segmentPieces(
    "last", name: "Tokens per last morpheme", of: "words' last morphemes (mostly endings)",
    .trailingPieces, .cutWords)

  /// Morphemes are told apart by place, for morphologies give segments without their classes.
  private static func segmentPieces(
    _ place: String, name: String, of segments: String, _ pieces: TokenColumn,
    _ count: TextColumn
  ) -> MetricDefinition {
    let id = "tokens_per_\(place)_segment"
    return MetricDefinition(
      record: MetricRecord(
        id: id, name: name, meaning: "pieces that tokens cut \(segments) of known words into",
        formula: "(segments + cuts inside them) / segments", unit: "tokens/morpheme",
        direction: .lower, source: "",
        caution:
          "Morphemes by their place in the word, since morphologies give no classes; a token that "
          + "holds several counts for each."),
      needs: CountingNeeds(morphology: true), isFocusOnly: true, obstacle: noMorphology,
      onLanguage: { view, language in
        view.subjects(with: [.characters, .words, .gold]).map { subject in
          view.plan(
            id, language, subject,
            .ratio(
              .token(language: language, subject: subject, pieces),
              .text(language: language, count)),
            n: view.total(language, count), of: "morphemes", view.morphemePolicy(language))
        }
      })
  }
}
