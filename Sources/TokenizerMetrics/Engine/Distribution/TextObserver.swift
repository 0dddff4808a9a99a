import Groundwork
import Tokenization

/// What a tokenizer makes of texts beyond counts of tokens: round trips, windows of types, text that is unknown.
///
/// It takes whole texts with their ids, in order. Owned by one thread.
final class TextObserver {
  /// The tokens of a window of `mattr`.
  static let windowWidth = 500

  /// The windows of a part of one stretch.
  struct Stretch: Sendable {
    /// The number of the stretch in its language.
    var number: Int
    /// The windows within the part.
    var windows: TypeWindows
  }

  private let encoder: any TextEncoder
  private let flags: TokenFlags
  private var roundTrip: RoundTrip?
  private var windows: TypeWindowCounter?
  private var stretch: Int?
  private var stretches: [Stretch] = []
  private var ids: [UInt32] = []
  private var spans: [TokenSpan] = []

  /// Creates an observer; throws where ICU's data is missing.
  init(
    _ tokenizer: any Tokenizer, encoder: any TextEncoder, flags: TokenFlags, needs: CountingNeeds
  ) throws(Failure) {
    self.encoder = encoder
    self.flags = flags
    if needs.roundTrip { roundTrip = try RoundTrip(tokenizer) }
    if needs.typeWindows {
      windows = TypeWindowCounter(width: Self.windowWidth, vocabulary: flags.count)
    }
  }

  /// Adds a text to a row of token columns.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - ids: its ids.
  ///   - document: its place in the language.
  ///   - hasWords: whether it counts as a document.
  ///   - row: where its unit's columns start in `rows`.
  func add(
    _ text: UnsafeBufferPointer<UInt8>, _ ids: [UInt32], document: Int, hasWords: Bool, row: Int,
    needs: CountingNeeds, into rows: inout [Int64]
  ) {
    if needs.roundTrip, hasWords, let roundTrip {
      let same = roundTrip.compare(text, ids)
      rows[row + TokenColumn.sameBytes.rawValue] += same.bytes ? 1 : 0
      rows[row + TokenColumn.sameNormalized.rawValue] += same.normalized ? 1 : 0
      rows[row + TokenColumn.sameFolded.rawValue] += same.folded ? 1 : 0
    }
    if needs.unknownScalars, ids.contains(where: flags.isUnknown) {
      rows[row + TokenColumn.unknownScalars.rawValue] += Int64(unknownScalars(of: text))
    }
    if needs.typeWindows, windows != nil {
      let number = document / Shard.stretch
      if let stretch, stretch != number { endStretch() }
      stretch = number
      windows?.add(ids)
    }
  }

  /// Compares a text with what its ids are decoded to; nothing is the same where that was not asked for.
  func compare(_ text: UnsafeBufferPointer<UInt8>, _ ids: [UInt32]) -> RoundTrip.Sameness {
    roundTrip?.compare(text, ids) ?? RoundTrip.Sameness()
  }

  /// The windows of the texts since the last call, stretch by stretch.
  func takeStretches() -> [Stretch] {
    endStretch()
    let taken = stretches
    stretches = []
    return taken
  }

  private func endStretch() {
    if let stretch, let taken = windows?.take() {
      stretches.append(Stretch(number: stretch, windows: taken))
    }
    stretch = nil
  }

  /// The scalars that start within unknown tokens, each once; white space at a token's start is not its own.
  private func unknownScalars(of text: UnsafeBufferPointer<UInt8>) -> Int {
    ids.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    encoder.encode(text, into: &ids, spans: &spans)
    var count = 0
    var covered = 0
    for (id, span) in zip(ids, spans) where flags.isUnknown(id) {
      guard let start = firstByte(of: span, in: text) else { continue }
      for index in max(start, covered)..<max(start, covered, span.end)
      where text[index] & 0xC0 != 0x80 {
        count += 1
      }
      covered = max(covered, span.end)
    }
    return count
  }
}
