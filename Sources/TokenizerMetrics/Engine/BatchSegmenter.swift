import Groundwork
import Morphology
import Segmentation

/// Finds what a batch is without any tokenizer; owned by one thread.
final class BatchSegmenter {
  private let settings: MetricSettings
  private let segmenter: WordSegmenter
  private var analyzers: [Int: WordAnalyzer] = [:]
  private var scratch: [Range<Int>] = []
  private var scalarJudges: [Int: ScalarJudge] = [:]
  private var weighings = [RowWeighing](repeating: .init(), count: 1 + Control.allCases.count)

  init(settings: MetricSettings) throws(Failure) {
    self.settings = settings
    // A treebank's words come with the texts.
    segmenter = try WordSegmenter(settings.words == .treebank ? .whitespace : settings.words)
  }

  /// The facts of a batch; `provider` is that of its language, and `keepsWords` whether they hold the places
  /// of words.
  func facts(
    of batch: PendingBatch, units: UnitMap, provider: (any MorphemeProvider)?, keepsWords: Bool,
    needs: CountingNeeds
  ) throws(Failure) -> BatchFacts {
    var facts = BatchFacts()
    if needs.forms { facts.forms = FormTable() }
    let first = batch.unit(of: 0, units)
    let count = batch.texts.count
    facts.firstUnit = first
    facts.units = count == 0 ? 0 : batch.unit(of: count - 1, units) - first + 1
    facts.textRows = [Int64](repeating: 0, count: facts.units * TextColumn.count)
    if provider != nil {
      for control in [Control.characters, .words, .gold] {
        facts.controlRows[control.rawValue] = [Int64](
          repeating: 0, count: facts.units * TokenColumn.count)
      }
    }
    let analyzer = try analyzer(for: batch.language, provider)
    let scalars = needs.knownTokens ? try scalarJudge(for: batch.language, provider) : nil
    try batch.texts.forEachText { index, text throws(Failure) in
      let unit = batch.unit(of: index, units) - first
      facts.unitOf.append(Int32(unit))
      let weight = batch.texts.weight(index)
      if weight != 1 { self.beginWeighing(facts, unit) }
      try self.add(
        text, index, of: batch.texts, unit: unit, keepsWords: keepsWords, to: &facts)
      if let analyzer {
        try self.analyze(
          text, with: analyzer, unit: unit, times: Int64(clamping: weight), to: &facts)
      }
      try scalars?.count(
        text, times: Int64(clamping: weight), row: unit * TokenColumn.count,
        into: &facts.controlRows[Control.characters.rawValue])
      if weight != 1 { self.endWeighing(&facts, unit, Int64(clamping: weight)) }
    }
    if let scalars { facts.scalarCounts = scalars.take() }
    return facts
  }

  private func beginWeighing(_ facts: BatchFacts, _ unit: Int) {
    weighings[0].begin(facts.textRows, TextColumn.range(unit))
    for (index, rows) in facts.controlRows.enumerated() where !rows.isEmpty {
      weighings[index + 1].begin(rows, TokenColumn.range(unit))
    }
  }

  private func endWeighing(_ facts: inout BatchFacts, _ unit: Int, _ weight: Int64) {
    weighings[0].end(&facts.textRows, TextColumn.range(unit), weight: weight)
    for index in facts.controlRows.indices where !facts.controlRows[index].isEmpty {
      weighings[index + 1].end(
        &facts.controlRows[index], TokenColumn.range(unit), weight: weight)
    }
  }

  private func analyzer(
    for language: Int, _ provider: (any MorphemeProvider)?
  ) throws(Failure) -> WordAnalyzer? {
    guard let provider else { return nil }
    if let analyzer = analyzers[language] { return analyzer }
    let analyzer = try WordAnalyzer(provider)
    analyzers[language] = analyzer
    return analyzer
  }

  private func scalarJudge(
    for language: Int, _ provider: (any MorphemeProvider)?
  ) throws(Failure) -> ScalarJudge? {
    guard let provider else { return nil }
    if let judge = scalarJudges[language] { return judge }
    let judge = try ScalarJudge(provider)
    scalarJudges[language] = judge
    return judge
  }

  /// Puts the words of a text into `scratch`, as ranges in the texts' bytes or, under the treebank's rule,
  /// in those of the words that come with them.
  private func findWords(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, of texts: TextBatch
  ) throws(Failure) {
    if settings.words == .treebank {
      guard let given = texts.givenWords else {
        throw .usage(
          "a text comes without the words of a treebank",
          remedy: "measure a CoNLL-U corpus, or choose another rule than treebank for words")
      }
      // The treebank knows what is punctuation.
      scratch = given.words(ofText: index, punctuation: settings.keepsPunctuation)
    } else {
      try segmenter.words(in: text, into: &scratch)
      if !settings.keepsPunctuation {
        scratch.removeAll {
          WordSegmenter.content(of: UnsafeBufferPointer(rebasing: text[$0])).isEmpty
        }
      }
      let start = texts.range(index).lowerBound
      for word in scratch.indices {
        scratch[word] = scratch[word].lowerBound + start..<scratch[word].upperBound + start
      }
    }
  }

  /// Counts a text's words, scalars and bytes.
  private func add(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, of texts: TextBatch, unit: Int,
    keepsWords: Bool, to facts: inout BatchFacts
  ) throws(Failure) {
    let isPlain = settings.words == .whitespace && settings.keepsPunctuation
    if keepsWords || !isPlain { try findWords(text, index, of: texts) }
    let totals = WordTotals(text)
    let plain = totals.words
    let words = keepsWords || !isPlain ? scratch.count : plain
    let scalars = totals.scalars
    let weight = Int(clamping: texts.weight(index))
    facts.wordsWithoutLetter += weight * totals.withoutLetter
    facts.totals.filledTexts += plain > 0 ? 1 : 0
    facts.totals.words += plain * weight
    facts.totals.documents += plain > 0 ? weight : 0
    facts.totals.emptyDocuments += plain > 0 ? 0 : weight
    facts.totals.scalars += scalars * weight
    facts.totals.bytes += text.count * weight
    facts.plainWords.append(UInt32(plain))
    facts.documentWords.append(UInt32(words))
    facts.scalars.append(UInt32(scalars))
    let row = unit * TextColumn.count
    facts.textRows[row + TextColumn.documents.rawValue] += plain > 0 ? 1 : 0
    facts.textRows[row + TextColumn.words.rawValue] += Int64(words)
    facts.textRows[row + TextColumn.scalars.rawValue] += Int64(scalars)
    facts.textRows[row + TextColumn.bytes.rawValue] += Int64(text.count)
    if keepsWords {
      facts.words += scratch
      facts.wordEnds.append(facts.words.count)
    }
  }

  /// Finds a text's known words, and what the controls make of them.
  private func analyze(
    _ text: UnsafeBufferPointer<UInt8>, with analyzer: WordAnalyzer, unit: Int, times: Int64,
    to facts: inout BatchFacts
  ) throws(Failure) {
    let first = facts.analyzed.count
    let letterWords = try analyzer.analyze(
      text, times: times, into: &facts.analyzed, &facts.forms)
    let known = first..<facts.analyzed.count
    facts.analyzedEnds.append(known.upperBound)
    let row = unit * TextColumn.count
    facts.textRows[row + TextColumn.letterWords.rawValue] += Int64(letterWords)
    facts.textRows[row + TextColumn.analyzedWords.rawValue] += Int64(known.count)
    for word in known { facts.countKnown(text, unit, word) }
  }
}
