/// What a tokenizer makes of a text.
struct TextCounts: BitwiseCopyable {
  var tokens = 0
  var fragments = 0
  var unknown = 0
  /// What comes back; of no meaning where that was not asked for.
  var same = RoundTrip.Sameness()
}

/// The counts of a batch's texts for some tokenizers while they are gathered.
///
/// Flat memory: arrays of arrays would be looked at for other owners with every number.
final class TextResults {
  private let tokenizers: Int
  private let units: Int
  private let texts: Int
  /// Tokenizer by tokenizer, the token columns of each unit.
  private let rows: UnsafeMutablePointer<Int64>
  /// Tokenizer by tokenizer, the tokens of each text.
  private let tokens: UnsafeMutablePointer<UInt32>

  init(tokenizers: Int, units: Int, texts: Int) {
    self.tokenizers = tokenizers
    self.units = units
    self.texts = texts
    rows = .allocate(capacity: tokenizers * units * TokenColumn.count)
    rows.initialize(repeating: 0, count: tokenizers * units * TokenColumn.count)
    tokens = .allocate(capacity: tokenizers * texts)
    tokens.initialize(repeating: 0, count: tokenizers * texts)
  }

  deinit {
    rows.deallocate()
    tokens.deallocate()
  }

  /// Adds what each tokenizer makes of a text.
  func add(_ counts: UnsafePointer<TextCounts>, text: Int, unit: Int, weight: Int64) {
    for tokenizer in 0..<tokenizers {
      let counts = counts[tokenizer]
      tokens[tokenizer * texts + text] = UInt32(truncatingIfNeeded: counts.tokens)
      let row = rows + (tokenizer * units + unit) * TokenColumn.count
      row[TokenColumn.tokens.rawValue] += Int64(counts.tokens) * weight
      row[TokenColumn.fragments.rawValue] += Int64(counts.fragments) * weight
      row[TokenColumn.unknown.rawValue] += Int64(counts.unknown) * weight
      row[TokenColumn.sameBytes.rawValue] += counts.same.bytes ? weight : 0
      row[TokenColumn.sameNormalized.rawValue] += counts.same.normalized ? weight : 0
      row[TokenColumn.sameFolded.rawValue] += counts.same.folded ? weight : 0
    }
  }

  /// The counts of one tokenizer.
  func counts(of tokenizer: Int) -> BatchCounts {
    let columns = units * TokenColumn.count
    return BatchCounts(
      rows: Array(UnsafeBufferPointer(start: rows + tokenizer * columns, count: columns)),
      documentTokens: Array(UnsafeBufferPointer(start: tokens + tokenizer * texts, count: texts)))
  }
}
