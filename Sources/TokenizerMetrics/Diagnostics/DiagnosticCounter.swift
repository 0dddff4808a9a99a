import Groundwork
import Segmentation
import Tokenization

/// Counts surcharges and letter fragments of the languages whose metrics need them.
///
/// Apart from the other counts, since it looks at other texts and at spans: what does not need it does not pay
/// for it.
final class DiagnosticCounter {
  private let tokenizers: [BenchmarkTokenizer]
  private let encoders: [EncoderPool]
  private let needs: [CountingNeeds]
  private let finders: [LetterFinder?]
  private let pool: WorkerPool

  /// Creates a counter; nil where no language needs it.
  init?(
    _ tokenizers: [BenchmarkTokenizer], languages: [String], needs: [CountingNeeds],
    pool: WorkerPool
  ) {
    guard needs.contains(where: { $0.surcharges || $0.letterFragments }) else { return nil }
    self.tokenizers = tokenizers
    self.needs = needs
    self.pool = pool
    encoders = tokenizers.map { EncoderPool($0.tokenizer) }
    finders = zip(languages, needs).map { language, needs in
      needs.letterFragments ? LetterFinder(Alphabet(Language(language))) : nil
    }
  }

  /// The letters of a language that are counted one by one.
  func letters(_ language: Int) -> [Alphabet.Letter] { finders[language]?.letters ?? [] }

  /// Counts the part of batches that is looked at and adds it to their languages' tallies.
  ///
  /// Batches come in order; results depend neither on workers nor on where batches end.
  func count(
    _ batches: [PendingBatch], _ facts: [BatchFacts], _ measured: [[BatchCounts]],
    units: UnitMap, into tallies: inout [LanguageTally]
  ) throws(Failure) {
    let (needs, finders, encoders) = (self.needs, self.finders, self.encoders)
    let indices = batches.indices.filter { index in
      let batch = batches[index]
      return batch.diagnosed > 0
        && (needs[batch.language].surcharges || finders[batch.language] != nil)
    }
    if indices.isEmpty { return }
    let wanted = indices.map { index in
      var batch = batches[index]
      batch.texts = batch.texts.part(0..<min(batch.diagnosed, batch.texts.count))
      return batch
    }
    let texts = try pool.map(
      wanted.count, state: { () throws(Failure) in try DiagnosticTextMaker() },
      { (maker, index) throws(Failure) in
        let language = wanted[index].language
        return try maker.texts(
          of: wanted[index].texts, surcharges: needs[language].surcharges,
          finder: finders[language])
      })
    let columns = wanted.map { tallies[$0.language].diagnostics.tokenColumns }
    let kinds = tokenizers.map(\.tokenizer.vocabulary.kinds)
    let rows = try pool.map(kinds.count * wanted.count) { (work) throws(Failure) in
      let (tokenizer, item) = (work / wanted.count, work % wanted.count)
      return try encoders[tokenizer].withEncoder { (encoder) throws(Failure) in
        var measurer = DiagnosticMeasurer(
          encoder: encoder, kinds: kinds[tokenizer])
        return measurer.rows(
          of: wanted[item].texts, texts[item], measured[tokenizer][indices[item]].documentTokens,
          columns: columns[item])
      }
    }
    for (item, batch) in wanted.enumerated() {
      add(
        batch, facts[indices[item]], texts[item],
        tokenizers.indices.map { rows[$0 * wanted.count + item] }, units,
        to: &tallies[batch.language].diagnostics)
    }
  }

  private func add(
    _ batch: PendingBatch, _ facts: BatchFacts, _ texts: DiagnosticTexts, _ rows: [[Int64]],
    _ units: UnitMap, to tally: inout DiagnosticTally
  ) {
    let columns = tally.tokenColumns
    for document in 0..<batch.texts.count {
      let unit = batch.unit(of: document, units)
      let slot = unit % UnitMap.limit
      tally.grow(to: min(unit + 1, UnitMap.limit))
      let weight = Int64(clamping: batch.texts.weight(document))
      tally.documents += facts.plainWords[document] > 0 ? Int(weight) : 0
      if !texts.letters.isEmpty { tally.add(texts.letters[document], unit: slot, weight: weight) }
      for (tokenizer, rows) in rows.enumerated() {
        let row = rows[document * columns..<(document + 1) * columns]
        tally.add(
          weight == 1 ? row : row.map { $0 * weight }[...], tokenizer: tokenizer, unit: slot)
      }
    }
  }
}
