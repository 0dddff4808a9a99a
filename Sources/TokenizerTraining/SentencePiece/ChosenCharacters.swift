import Counting

/// The characters that a SentencePiece model has pieces for, by `spm_train`'s rule (sentencepiece 0.2.3,
/// `LoadSentences`).
///
/// Required characters first, then from the most frequent down (the smaller code point first where two are
/// as frequent), while those before are below the coverage, in single precision.
struct ChosenCharacters {
  /// The characters with their counts, the most frequent first, then by code point.
  private(set) var characters: [(scalar: UInt32, count: UInt64)] = []
  /// The share of all characters that those chosen are, with boundaries.
  private(set) var coverage = 1.0

  /// Chooses characters.
  ///
  /// - Parameters:
  ///   - counts: how often each scalar occurs.
  ///   - coverage: the share that is enough.
  ///   - required: characters that are taken whatever their count.
  ///   - reserves: whether U+0000 is passed over, and U+001F and U+2585 get no piece, as in `spm_train`.
  init(
    _ counts: CharacterCounts, coverage: Float, required: String = "", reserves: Bool = false
  ) {
    var wanted: [UInt32: UInt64] = [:]
    for scalar in required.unicodeScalars { wanted[scalar.value] = 0 }
    var others: [(scalar: UInt32, count: UInt64)] = []
    var all = 0.0
    for (scalar, count) in counts.counts where !(reserves && scalar == 0) {
      all += Double(count)
      if wanted[scalar] != nil { wanted[scalar] = count } else { others.append((scalar, count)) }
    }
    if reserves { wanted[0] = nil }
    let first = wanted.map { (scalar: $0.key, count: $0.value) }
    let ordered = first.sorted(by: Self.precedes) + others.sorted(by: Self.precedes)
    var taken = 0.0
    for (scalar, count) in ordered {
      if Float(taken / all) >= coverage { break }
      taken += Double(count)
      if reserves, scalar == 0x1F || scalar == 0x2585 { continue }
      guard Unicode.Scalar(scalar) != nil else { continue }
      characters.append((scalar, count))
    }
    characters.sort(by: Self.precedes)
    self.coverage = all > 0 ? taken / all : 1
  }

  private static func precedes(
    _ a: (scalar: UInt32, count: UInt64), _ b: (scalar: UInt32, count: UInt64)
  ) -> Bool {
    a.count != b.count ? a.count > b.count : a.scalar < b.scalar
  }
}
