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
  /// The columns that are filled, in the order of their sums; the last three only where texts are compared.
  private static let columns: [TokenColumn] = [
    .tokens, .fragments, .unknown, .sameBytes, .sameNormalized, .sameFolded,
  ]

  private let tokenizers: Int
  private let units: Int
  private let texts: Int
  /// How many columns there are.
  private let width: Int
  /// Tokenizer by tokenizer and column by column, the sums of each unit.
  private let sums: UnsafeMutablePointer<Int64>
  /// Tokenizer by tokenizer, the tokens of each text.
  private let tokens: UnsafeMutablePointer<UInt32>

  init(tokenizers: Int, units: Int, texts: Int, compares: Bool) {
    self.tokenizers = tokenizers
    self.units = units
    self.texts = texts
    width = compares ? 6 : 3
    sums = .allocate(capacity: tokenizers * width * units)
    sums.initialize(repeating: 0, count: tokenizers * width * units)
    tokens = .allocate(capacity: tokenizers * texts)
    tokens.initialize(repeating: 0, count: tokenizers * texts)
  }

  deinit {
    sums.deallocate()
    tokens.deallocate()
  }

  /// Adds what each tokenizer makes of a text.
  func add(_ counts: UnsafePointer<TextCounts>, text: Int, unit: Int, weight: Int64) {
    var token = tokens + text
    var sum = sums + unit
    for tokenizer in 0..<tokenizers {
      let counts = counts[tokenizer]
      token.pointee = UInt32(truncatingIfNeeded: counts.tokens)
      sum[0] += Int64(counts.tokens) * weight
      sum[units] += Int64(counts.fragments) * weight
      sum[2 &* units] += Int64(counts.unknown) * weight
      if width > 3 {
        sum[3 &* units] += counts.same.bytes ? weight : 0
        sum[4 &* units] += counts.same.normalized ? weight : 0
        sum[5 &* units] += counts.same.folded ? weight : 0
      }
      token += texts
      sum += width &* units
    }
  }

  /// The counts of one tokenizer.
  func counts(of tokenizer: Int) -> BatchCounts {
    var columns = UnitSums(units: units)
    for (index, column) in Self.columns.prefix(width).enumerated() {
      let first = sums + (tokenizer * width + index) * units
      let values = UnsafeBufferPointer(start: first, count: units)
      if values.contains(where: { $0 != 0 }) { columns.take(Array(values), for: column) }
    }
    return BatchCounts(
      sums: columns,
      documentTokens: Array(UnsafeBufferPointer(start: tokens + tokenizer * texts, count: texts)))
  }
}
