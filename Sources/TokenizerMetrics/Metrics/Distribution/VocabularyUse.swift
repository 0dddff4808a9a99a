import Segmentation

extension MetricDefinition {
  /// How much of a vocabulary a text uses.
  static let vocabularyUse = MetricDefinition(
    record: MetricRecord(
      id: "vocabulary_use", name: "Vocabulary use",
      meaning: "share of the vocabulary's tokens that the text has",
      formula: "types that came / |V|, both without specials", unit: "", direction: .none,
      source: "", caution: "Grows with the text: compare at equal texts only."),
    needs: CountingNeeds(tokenCounts: true),
    onLanguage: { view, language in
      var policy = view.policy
      policy.further.append(Base.vocabulary)
      return view.subjects().map { subject in
        let distribution = view.distribution(language, subject)
        let vocabulary = view.subjects[subject].tokenizer?.vocabulary
        let used = distribution.ids.count {
          let kind = vocabulary?.kind(of: $0)
          return kind != .control && kind != .unused
        }
        let all = view.subjects[subject].vocabulary?.ordinary ?? 0
        return view.plan(
          "vocabulary_use", language, subject, value: Double(used) / Double(all),
          n: Int(distribution.spectrum.tokens), of: "tokens", policy,
          note: "\(used) of \(all) types")
      }
    })

  /// Tokens that no text gives.
  static let unreachable = MetricDefinition(
    record: MetricRecord(
      id: "unreachable", name: "Unreachable tokens",
      meaning: "tokens of the vocabulary that its own model never gives",
      formula:
        "types whose bytes, as a piece without normalizer, prefix or splitter, do not give them",
      unit: "types", direction: .lower, source: "after Land and Bartolo 2024",
      caution: "A splitter or normalizer may keep further tokens from coming out."),
    onCorpus: { view in view.unreachable("unreachable") { count, _ in Double(count) } })

  /// The share of tokens that no text gives.
  static let unreachableShare = MetricDefinition(
    record: MetricRecord(
      id: "unreachable_share", name: "Unreachable share",
      meaning: "share of the vocabulary that its own model never gives",
      formula: "unreachable types / |V|", unit: "", direction: .lower,
      source: "after Land and Bartolo 2024",
      caution: "A splitter or normalizer may keep further tokens from coming out."),
    onCorpus: { view in
      view.unreachable("unreachable_share") { count, all in Double(count) / Double(all) }
    })

  /// How much of a vocabulary is written in the text's script.
  static let vocabularyScript = MetricDefinition(
    record: MetricRecord(
      id: "vocabulary_script", name: "Vocabulary in the script",
      meaning: "share of the vocabulary's tokens that are in the script of the text alone",
      formula: "types with letters of the text's main script and of no other / |V|", unit: "",
      direction: .none, source: "",
      caution: "Latin tokens serve many languages; the text's main script is that of most tokens."),
    needs: CountingNeeds(tokenCounts: true), isFocusOnly: true,
    onLanguage: { view, language in
      view.subjects().map { subject in
        var policy = view.policy
        policy.further += [Base.vocabulary, CorpusView.segmentation[1]]
        guard let facts = view.subjects[subject].vocabulary,
          let script = facts.mainScript(of: view.distribution(language, subject))
        else {
          return view.plan(
            "vocabulary_script", language, subject, value: nil, n: 0, of: "types", policy,
            why: "no token of the text is in one script alone")
        }
        policy.further.append(NamedText("script", ScriptFinder.name(of: script)))
        return view.plan(
          "vocabulary_script", language, subject,
          value: Double(facts.types(of: script)) / Double(facts.ordinary), n: facts.ordinary,
          of: "types", policy, note: facts.shares(most: 6))
      }
    })
}

extension CorpusView {
  /// Rows that follow from a vocabulary's unreachable tokens and its size.
  fileprivate func unreachable(
    _ metric: String, _ value: (_ count: Int, _ all: Int) -> Double
  ) -> [RowPlan] {
    var policy = policy
    policy.further.append(MetricDefinition.Base.vocabulary)
    return subjects().map { subject in
      let facts = subjects[subject].vocabulary
      let all = facts?.ordinary ?? 0
      return plan(
        metric, nil, subject, value: facts?.unreachable.map { value($0.count, all) }, n: all,
        of: "types", policy,
        why: all == 0
          ? RowValues.nothingCounted
          : "what the model gives for a piece alone does not decide it for this kind of model")
    }
  }
}
