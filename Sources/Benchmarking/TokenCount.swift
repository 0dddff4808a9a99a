import Corpora
import Groundwork
import Tokenization

/// What a tokenizer makes of some inputs, in all.
public struct TokenCount: Sendable, Hashable {
  /// The tokenizer's name.
  public var tokenizer: String
  /// Tokens, without those that a template adds.
  public var tokens = 0
  /// White-space words.
  public var words = 0
  /// UTF-8 bytes, line ends left out.
  public var bytes = 0
  /// Documents: lines, or rows of a list whose counts weigh the rest.
  public var documents = 0

  /// Counts the tokens of all documents with each tokenizer; reads the inputs once.
  ///
  /// Memory holds a window of text, never all of it. With `specials` as `error` a document that holds a
  /// special token of any of the tokenizers is refused with its line.
  ///
  /// - Returns: a count for each tokenizer, and what was read from each file.
  public static func count(
    _ inputs: CorpusInputs, with tokenizers: [LocatedTokenizer],
    specials: SpecialHandling = .reference, pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> (counts: [TokenCount], records: [ReadingRecord]) {
    let encoders = tokenizers.map { located in
      EncoderPool(making: { located.tokenizer.makeEncoder(specials: specials) })
    }
    var check = SpecialsCheck(
      SpecialTokens(specials == .error ? tokenizers.flatMap(\.tokenizer.specials) : []))
    var totals = [Int](repeating: 0, count: tokenizers.count)
    let isChecked = specials == .error
    // Batches are small, so that a file of a megabyte keeps all workers busy.
    let records = try inputs.map(
      batchBytes: 256 << 10, pool: pool, takesWeights: true, progress: progress,
      state: { () throws(Failure) in () },
      { (_, batch) throws(Failure) in
        var counts: [Int] = []
        for encoder in encoders {
          counts.append(
            try encoder.withEncoder { (encoder) throws(Failure) in
              var count = 0
              batch.forEachText { index, text in
                count += encoder.count(text) * Int(clamping: batch.weight(index))
              }
              return count
            })
        }
        return (counts: counts, checked: isChecked ? batch : nil)
      }
    ) { (file, result) throws(Failure) in
      if let batch = result.checked { try check.add(batch, file: file, of: inputs) }
      for (index, count) in result.counts.enumerated() { totals[index] += count }
    }
    let counts = zip(tokenizers, totals).map { located, tokens in
      var count = TokenCount(tokenizer: located.name)
      count.tokens = tokens
      for record in records {
        count.words += record.words
        count.bytes += record.bytes
        count.documents += record.documents
      }
      return count
    }
    return (counts, records)
  }
}
