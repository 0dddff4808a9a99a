extension MetricDefinition {
  /// Texts that come back byte by byte.
  static let roundTrip = roundTrip(
    .sameBytes,
    MetricRecord(
      id: "round_trip", name: "Round trip",
      meaning: "texts that are the same, byte by byte, when their tokens are decoded",
      formula: "100 · documents with decode(T(x)) = x / documents", unit: "%",
      direction: .higher, source: "",
      caution: "A normalizer changes text on purpose: see the other two."),
    isFocusOnly: false)

  /// Texts that come back as the tokenizer normalizes them.
  static let normalizedRoundTrip = roundTrip(
    .sameNormalized,
    MetricRecord(
      id: "round_trip_l1", name: "Round trip, normalized",
      meaning: "texts that are the same when decoded, as the tokenizer's own normalizer has both",
      formula: "100 · documents with n(decode(T(x))) = n(x) / documents, n the normalizer",
      unit: "%", direction: .higher, source: "",
      caution: "What the normalizer drops, such as case, is not missed."),
    isFocusOnly: true)

  /// Texts that come back but for the form and white space.
  static let foldedRoundTrip = roundTrip(
    .sameFolded,
    MetricRecord(
      id: "round_trip_l2", name: "Round trip, NFC and spaces",
      meaning: "texts that are the same when decoded, both in NFC with white space folded",
      formula: "100 · documents with f(decode(T(x))) = f(x) / documents, f NFC, each run of "
        + "White_Space one space, none at the ends", unit: "%", direction: .higher, source: "",
      caution: "What people read is the same; compatibility forms and case are not folded."),
    isFocusOnly: true)

  private static func roundTrip(
    _ column: TokenColumn, _ record: MetricRecord, isFocusOnly: Bool
  ) -> MetricDefinition {
    MetricDefinition(
      record: record, needs: CountingNeeds(roundTrip: true), isFocusOnly: isFocusOnly,
      onLanguage: { view, language in
        view.subjects().map { subject in
          view.plan(
            record.id, language, subject,
            .ratio(
              .token(language: language, subject: subject, column),
              .text(language: language, .documents), factor: 100),
            n: view.languages[language].counts.documents, of: "documents", view.policy)
        }
      })
  }

  /// Text under unknown tokens.
  static let unknownScalars = MetricDefinition(
    record: MetricRecord(
      id: "unk_scalars", name: "Unknown text",
      meaning: "share of characters that lie under unknown tokens",
      formula: "scalars that start within unknown tokens / scalars", unit: "", direction: .lower,
      source: "", caution: "One unknown token may hide a whole word that is mostly known letters."),
    needs: CountingNeeds(unknownScalars: true), isFocusOnly: true,
    onLanguage: { view, language in
      view.subjects().map { subject in
        view.plan(
          "unk_scalars", language, subject,
          .ratio(
            .token(language: language, subject: subject, .unknownScalars),
            .text(language: language, .scalars)),
          n: view.total(language, .scalars), of: "scalars", view.policy)
      }
    })
}
