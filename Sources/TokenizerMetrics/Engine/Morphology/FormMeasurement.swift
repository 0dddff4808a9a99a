import Groundwork
import Morphology
import Tokenization

/// Measures what is counted by distinct forms and by the vocabulary, once a language has been read.
struct FormMeasurement {
  let tokenizers: [MeasuredTokenizer]
  let sources: [LanguageSource]
  let needs: [CountingNeeds]
  let settings: MetricSettings
  let pool: WorkerPool

  /// Measures the languages that need it.
  func run(
    _ tallies: inout [LanguageTally], _ verdicts: [[TokenVerdicts]]
  ) throws(Failure) {
    for (language, needs) in needs.enumerated() {
      guard let provider = sources[language].morphology else { continue }
      if needs.forms {
        tallies[language].formCounts = try counts(
          tallies[language].forms, provider, features: needs.features)
        tallies[language].forms = FormTable()
      }
      if needs.knownTokens {
        let tally = tallies[language]
        tallies[language].knownTokens = [KnownTokens?](
          repeating: nil, count: tokenizers.count + Control.allCases.count)
        for (tokenizer, verdicts) in verdicts[language].enumerated() {
          tallies[language].knownTokens[tokenizer] = verdicts.types(tally.tokenCounts[tokenizer])
        }
        tallies[language].knownTokens[tokenizers.count + Control.characters.rawValue] =
          try ScalarJudge.types(tally.scalarCounts, provider)
      }
    }
  }

  /// What each tokenizer's tokens are in each language; empty for a language that does not need it.
  func tokenVerdicts() throws(Failure) -> [[TokenVerdicts]] {
    var verdicts: [[TokenVerdicts]] = []
    let tokenizers = tokenizers
    for (source, needs) in zip(sources, needs) {
      guard needs.knownTokens, let provider = source.morphology else {
        verdicts.append([])
        continue
      }
      verdicts.append(
        try pool.map(tokenizers.count) { index throws(Failure) in
          try TokenJudge(provider).verdicts(tokenizers[index].tokenizer)
        })
    }
    return verdicts
  }

  /// What was found of the forms of one language.
  private func counts(
    _ table: FormTable, _ provider: any MorphemeProvider, features wantsFeatures: Bool
  ) throws(Failure) -> FormCounts {
    let forms = AnalyzedForms(table, provider)
    let features = wantsFeatures ? FormFeatures(forms, provider) : FormFeatures()
    let sample = FormSample(forms, seed: settings.resampling.seed)
    var counts = FormCounts()
    counts.forms = table.count
    counts.known = forms.count
    counts.goldCuts = forms.words.cuts.count
    for form in 0..<forms.count where forms.frequencies[form] > 0 {
      counts.weighted += 1
      counts.weightedGold += Int64(forms.words.cutRange(form).count) * forms.frequencies[form]
    }
    counts.sampled = sample.forms.count
    counts.morphemePairs = sample.morphemes.pairs
    let subjects = tokenizers.count + Control.allCases.count
    let tokenizers = tokenizers
    let measured = try pool.map(subjects) {
      subject throws(Failure) -> (sums: FormSums?, alignment: Double?) in
      if subject < tokenizers.count {
        let cutter = FormCutter(tokenizers[subject], forms, sample)
        return (try cutter.sums(), try cutter.alignment(features))
      }
      let control = Control.allCases[subject - tokenizers.count]
      return (control.sums(forms, sample), control.alignment(forms, features))
    }
    counts.subjects = measured.map(\.sums)
    counts.featured = features.forms.count
    counts.alignments = measured.map(\.alignment)
    return counts
  }
}

/// Cuts known forms with one tokenizer.
private struct FormCutter {
  let tokenizer: MeasuredTokenizer
  let forms: AnalyzedForms
  let sample: FormSample

  init(_ tokenizer: MeasuredTokenizer, _ forms: AnalyzedForms, _ sample: FormSample) {
    self.tokenizer = tokenizer
    self.forms = forms
    self.sample = sample
  }

  func sums() throws(Failure) -> FormSums {
    try tokenizer.withEncoder { (encoder) throws(Failure) in
      var sums = FormSums()
      var isSampled = [Int](repeating: -1, count: forms.count)
      for (place, form) in sample.forms.enumerated() { isSampled[form] = place }
      var parts = [[UInt32]](repeating: [], count: sample.forms.count)
      let prefix: [UInt8] = tokenizer.addsLeadingSpace ? [] : [0x20]
      for form in 0..<forms.count {
        let spaced = cut(form, after: prefix, encoder)
        sums.add(spaced.tokens, of: form, in: forms)
        if isSampled[form] >= 0 { parts[isSampled[form]] = spaced.ids }
        let bare = prefix.isEmpty ? spaced : cut(form, after: [], encoder)
        sums.stems.add(
          bare.tokens, count: bare.ids.count, of: form, in: forms.words,
          times: forms.occurrences[form])
      }
      sums.addPairs(SharedParts(parts), sample)
      return sums
    }
  }

  /// How strongly the tokens that start in the forms go with the forms' features; nil where there are none.
  func alignment(_ features: FormFeatures) throws(Failure) -> Double? {
    if features.forms.isEmpty { return nil }
    let prefix: [UInt8] = tokenizer.addsLeadingSpace ? [] : [0x20]
    let parts = try tokenizer.withEncoder { (encoder) throws(Failure) in
      features.forms.map { cut($0, after: prefix, encoder).starting }
    }
    return features.alignment(parts)
  }

  /// The ids of a form after a prefix; of the tokens that start in the form, their places and ids.
  private func cut(
    _ form: Int, after prefix: [UInt8], _ encoder: any TextEncoder
  ) -> (ids: [UInt32], tokens: [Range<Int>], starting: [UInt32]) {
    let range = forms.range(form)
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    let text = prefix + forms.bytes[range]
    var tokens: [Range<Int>] = []
    var starting: [UInt32] = []
    text.withUnsafeBufferPointer { text in
      encoder.encode(text, into: &ids, spans: &spans)
      let shift = range.lowerBound - prefix.count
      for (id, span) in zip(ids, spans) {
        guard let start = firstByte(of: span, in: text) else { continue }
        tokens.append(start + shift..<span.end + shift)
        starting.append(id)
      }
    }
    return (ids, tokens, starting)
  }
}

extension Control {
  /// What the control makes of known forms; nil for bytes.
  fileprivate func sums(_ forms: AnalyzedForms, _ sample: FormSample) -> FormSums? {
    if self == .bytes { return nil }
    var sums = FormSums()
    for form in 0..<forms.count {
      let tokens = tokens(of: form, forms)
      sums.add(tokens, of: form, in: forms)
      sums.stems.add(
        tokens, count: tokens.count, of: form, in: forms.words, times: forms.occurrences[form])
    }
    let parts = sample.forms.map { tokens(of: $0, forms) }
    sums.addPairs(SharedParts(parts, of: forms.bytes), sample)
    return sums
  }

  /// How strongly the control's parts of forms go with the forms' features; nil for bytes and where there are none.
  fileprivate func alignment(_ forms: AnalyzedForms, _ features: FormFeatures) -> Double? {
    if self == .bytes || features.forms.isEmpty { return nil }
    return features.alignment(features.forms.map { tokens(of: $0, forms) }, of: forms.bytes)
  }

  private func tokens(of form: Int, _ forms: AnalyzedForms) -> [Range<Int>] {
    switch self {
    case .characters: forms.scalars(form)
    case .gold: forms.segments(form)
    case .words, .bytes: [forms.range(form)]
    }
  }
}

extension FormSums {
  /// Adds the pairs of sampled forms that share a token.
  fileprivate mutating func addPairs(_ tokens: SharedParts, _ sample: FormSample) {
    tokenPairs = tokens.pairs
    bothPairs = tokens.pairs(with: sample.morphemes)
  }
}
