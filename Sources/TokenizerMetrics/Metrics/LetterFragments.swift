import Segmentation

extension MetricDefinition {
  /// Which letters break.
  static let letterFragments = MetricDefinition(
    record: MetricRecord(
      id: "letter_fragments", name: "Broken letters",
      meaning:
        "share of the occurrences of the alphabet's letters beyond ASCII that are cut into bytes",
      formula: "occurrences with a token boundary inside, or made of single bytes / occurrences",
      unit: "", direction: .lower, source: "alphabets: CLDR's standard exemplar characters",
      caution:
        "Small and capital letters together; letter * is all of them. Unknown letters are not "
        + "broken: see unknown tokens."),
    needs: CountingNeeds(letterFragments: true), isFocusOnly: true,
    obstacle: { view, language in
      guard let language, LetterFinder(Alphabet(Language(view.languages[language].language))) == nil
      else { return nil }
      return "CLDR names no letters beyond ASCII for this language"
    },
    onLanguage: { view, language in
      let tally = view.languages[language].diagnostics
      let columns = (0..<tally.letterColumns).filter { $0 == 0 || tally.total($0) > 0 }
      return view.subjects().flatMap { subject in
        columns.map { column in
          var policy = view.diagnosticPolicy(language)
          policy.further.append(
            NamedText("letter", column == 0 ? "*" : String(tally.letters[column - 1].small)))
          return view.plan(
            "letter_fragments", language, subject,
            .ratio(
              .diagnostic(
                language: language, subject: subject,
                column: DiagnosticTally.Variant.count + column),
              .letterOccurrences(language: language, column: column)),
            n: tally.total(column), of: "letters", policy)
        }
      }
    })
}
