import Groundwork
import Segmentation

/// Hashes of a line and of its runs of words, for comparing texts.
///
/// Owned by one thread. A line's hash is the polynomial of its words' hashes, so that white space is folded without a copy;
/// a run's hash is the same polynomial over a window, moved on word by word.
final class LineHasher {
  /// The hashes of the runs of the line last hashed, in order.
  private(set) var runs: [UInt64] = []
  private var words: [UInt64] = []
  private let run: Int
  private let normalizer: TextNormalizer
  private let power: UInt64
  private static let base: UInt64 = 0x9E6C_63D0_876A_68E5

  init(run: Int) throws(Failure) {
    self.run = run
    normalizer = try TextNormalizer(TextForm(.nfc, letterCase: .folded))
    power = (0..<run).reduce(1) { power, _ in power &* Self.base }
  }

  /// The hash of a line, or nil where it has no words; fills `runs`.
  func hash(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> UInt64? {
    runs.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    return try normalizer.withNormalized(text) { (text, _) throws(Failure) in hashWords(of: text) }
  }

  private func hashWords(of text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var index = 0
    var line: UInt64 = 0
    var window: UInt64 = 0
    while index < text.count {
      let space = WhiteSpace.length(at: index, in: text)
      if space > 0 {
        index += space
        continue
      }
      let start = index
      repeat { index += 1 } while index < text.count && WhiteSpace.length(at: index, in: text) == 0
      let word = byteHash(UnsafeBufferPointer(rebasing: text[start..<index]))
      words.append(word)
      line = line &* Self.base &+ word
      window = window &* Self.base &+ word
      if words.count > run { window = window &- words[words.count - 1 - run] &* power }
      if words.count >= run { runs.append(Self.mix(window)) }
    }
    return words.isEmpty ? nil : Self.mix(line ^ UInt64(words.count) << 48)
  }

  /// Spreads the polynomial's low bits, which index tables (the finalizer of MurmurHash3).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    z = (z ^ (z >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return z ^ (z >> 33)
  }
}
