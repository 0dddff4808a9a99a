extension MetricDefinition {
  /// Types per token.
  static let typeTokenRatio = ofTokens(
    MetricRecord(
      id: "ttr", name: "Type/token ratio", meaning: "distinct tokens per token",
      formula: "types / tokens", unit: "", direction: .none, source: "",
      caution: "Falls as the text grows: comparable only at equal numbers of tokens. See MATTR."),
    isFocusOnly: true
  ) { text in
    text.spectrum.tokens == 0 ? nil : Double(text.spectrum.types) / Double(text.spectrum.tokens)
  }

  /// Types per token in windows of one length.
  static let movingTypeTokenRatio = MetricDefinition(
    record: MetricRecord(
      id: "mattr", name: "MATTR",
      meaning: "distinct tokens per token, mean over all windows of 500 tokens",
      formula: "mean over windows of W consecutive tokens of types / W", unit: "",
      direction: .none, source: "Covington and McFall 2010",
      caution: "A window holds less text where tokens are shorter; windows do not cross stretches "
        + "of 4096 documents."),
    needs: CountingNeeds(typeWindows: true), isFocusOnly: true,
    onLanguage: { view, language in
      var policy = view.policy
      policy.average = "macro-window"
      policy.further += [
        NamedText("window", "\(TextObserver.windowWidth) tokens"),
        NamedText("stretch", "\(Shard.stretch) documents"),
      ]
      let tally = view.languages[language]
      return view.subjects().map { subject in
        let sums = tally.windows[subject].sums
        let width = Double(TextObserver.windowWidth)
        let isText = !tally.hasWeights
        return view.plan(
          "mattr", language, subject,
          value: isText ? Double(sums.types) / (Double(sums.windows) * width) : nil,
          n: isText ? Int(sums.windows) : 0, of: "windows", policy,
          why: isText
            ? "no stretch of the text has \(TextObserver.windowWidth) tokens"
            : "texts with counts are no running text")
      }
    })
}
