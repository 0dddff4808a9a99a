import Segmentation

extension MetricDefinition {
  /// Whether tokens go with morphological features.
  static let featureAlignment = MetricDefinition(
    record: MetricRecord(
      id: "feature_alignment", name: "Feature alignment",
      meaning: "how surely a token of a form is the one that expresses a feature of the form",
      formula:
        "mean over tokens s of forms w, each form once, of max t(s|f) over features f of w; t by IBM Model 1 "
        + "(\(FeatureAlignment.rounds) rounds)",
      unit: "", direction: .higher, source: "after Stephen and Libovický 2026 (arXiv 2601.18536)",
      caution:
        "Needs features (a treebank's FEATS, UniMorph), not where morphemes meet. Rises with cutting much, as recall "
        + "does, and falls with more forms: compare on one text, beside fertility and the characters."
    ),
    needs: CountingNeeds(forms: true, features: true), isFocusOnly: true,
    obstacle: { view, language in
      if let why = noMorphology(view, language) { return why }
      guard let language, !view.namesFeatures[language] else { return nil }
      return "the morphology names no features: give a CoNLL-U treebank or a UniMorph table"
    },
    onLanguage: { view, language in
      guard let counts = view.languages[language].formCounts else { return [] }
      return view.subjects(with: [.characters, .words, .gold]).map { subject in
        view.row(
          "feature_alignment", language, subject, counts.alignments[subject], n: counts.featured,
          of: "words", view.formPolicy(language))
      }
    })
}
