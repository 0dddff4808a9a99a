import Groundwork
import Segmentation
import Tokenization

/// The counts of a study of one corpus: the focus language, and the reference where there is one.
struct CorpusStudy: Sendable {
  /// Documents are taken in parts of about so many bytes.
  private static let partBytes = 1 << 19

  let forms: [(name: String, form: TextForm)]
  let rules: [WordRule]
  let choices: [WordChoice]
  /// Whether the reference comes with the words of a treebank too, where the focus does.
  private(set) var referenceHasGivenWords = false
  private(set) var facts: [StudyFacts]
  /// By tokenizer and form.
  private(set) var sums: [[StudySums]]
  private(set) var types: StudyTypes

  private let tokenizers: [StudyTokenizer]
  private let countsLetters: Bool
  private let pool: WorkerPool

  init(
    _ tokenizers: [StudyTokenizer], forms: [(name: String, form: TextForm)], rules: [WordRule],
    countsLetters: Bool, pool: WorkerPool
  ) {
    self.tokenizers = tokenizers
    self.forms = forms
    self.rules = rules
    self.countsLetters = countsLetters
    self.pool = pool
    let choices = WordChoice.all(rules)
    self.choices = choices
    facts = forms.map { _ in StudyFacts(choices: choices.count, rules: rules.count) }
    sums = tokenizers.map { _ in forms.map { _ in StudySums(choices: choices.count) } }
    types = StudyTypes(tokenizers: tokenizers.count)
  }

  /// Counts all documents of texts, part by part.
  ///
  /// Document i of the reference belongs to document i of the focus.
  mutating func count(_ focus: FocusTexts, _ reference: FocusTexts?) throws(Failure) {
    referenceHasGivenWords = reference?.texts.givenWords != nil
    var start = 0
    while start < focus.texts.count {
      var end = start + 1
      let limit = focus.texts.range(start).lowerBound + Self.partBytes
      while end < focus.texts.count, focus.texts.ends[end] <= limit { end += 1 }
      try count(
        focus.part(start..<end),
        reference.map { $0.part(min(start, $0.texts.count)..<min(end, $0.texts.count)) })
      start = end
    }
  }

  private mutating func count(_ focus: TextBatch, _ reference: TextBatch?) throws(Failure) {
    let (forms, rules) = (forms, rules)
    let sides = [focus] + (reference.map { [$0] } ?? [])
    var formed = try pool.map(forms.count * sides.count) { (work) throws(Failure) in
      try FormedTexts(
        sides[work / forms.count], form: forms[work % forms.count].form, rules: rules)
    }
    for index in formed.indices {
      for rule in rules.indices { types.number(&formed[index].rules[rule]) }
    }
    try types.encode(tokenizers, pool)
    let parts = forms.indices.map { form in
      StudyPart(
        rules: rules, choices: choices, focus: formed[form],
        reference: reference == nil ? nil : formed[forms.count + form])
    }
    for (form, part) in parts.enumerated() {
      facts[form].add(part.focus, rules, choices, types, counting: countsLetters && form == 0)
      if part.reference?.isChanged.contains(true) == true { facts[form].hasEffect = true }
    }
    let (tokenizers, types, sums) = (tokenizers, types, sums)
    self.sums = try pool.map(tokenizers.count) { (index) throws(Failure) in
      var sums = sums[index]
      var plain: (focus: [UInt32], reference: [UInt32])?
      for (form, part) in parts.enumerated() {
        let tokens = (
          focus: try tokenizers[index].counts(part.focus, unchanged: plain?.focus),
          reference: try part.reference.map { (texts) throws(Failure) in
            try tokenizers[index].counts(texts, unchanged: plain?.reference)
          } ?? []
        )
        // The first form is the text as it is.
        if form == 0 { plain = tokens }
        part.add(tokens, types, index, to: &sums[form])
      }
      return sums
    }
  }
}
