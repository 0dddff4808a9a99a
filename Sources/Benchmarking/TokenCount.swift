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
  public static func count(
    _ inputs: CorpusInputs, with tokenizers: [LocatedTokenizer],
    specials: SpecialHandling = .reference, pool: WorkerPool
  ) throws(Failure) -> [TokenCount] {
    let encoders = tokenizers.map { located in
      EncoderPool(making: { located.tokenizer.makeEncoder(specials: specials) })
    }
    var check = SpecialsCheck(
      SpecialTokens(specials == .error ? tokenizers.flatMap(\.tokenizer.specials) : []))
    var totals = [Int](repeating: 0, count: tokenizers.count)
    var window: [TextBatch] = []
    // Work is a batch with a tokenizer; a window of batches keeps all workers busy.
    func countWindow() throws(Failure) {
      let batches = window
      window.removeAll()
      let counts = try pool.map(batches.count * encoders.count) { (item) throws(Failure) in
        let batch = batches[item / encoders.count]
        return try encoders[item % encoders.count].withEncoder { (encoder) throws(Failure) in
          var ids: [UInt32] = []
          var count = 0
          batch.forEachText { index, text in
            ids.removeAll(keepingCapacity: true)
            encoder.encode(text, into: &ids)
            count += ids.count * Int(clamping: batch.weight(index))
          }
          return count
        }
      }
      for (item, count) in counts.enumerated() { totals[item % encoders.count] += count }
    }
    let records = try inputs.read { (file, batch) throws(Failure) in
      if specials == .error { try check.add(batch, file: file, of: inputs) }
      window.append(batch)
      if window.count >= 4 * pool.workers { try countWindow() }
    }
    try countWindow()
    return zip(tokenizers, totals).map { located, tokens in
      var count = TokenCount(tokenizer: located.name)
      count.tokens = tokens
      for record in records {
        count.words += record.words
        count.bytes += record.bytes
        count.documents += record.documents
      }
      return count
    }
  }
}
