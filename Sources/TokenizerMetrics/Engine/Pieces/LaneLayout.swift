import Tokenization

/// Where the counts of a piece stand in its row: a byte each, those of all tokenizers of a group in one row.
struct LaneLayout: Sendable {
  /// The lanes of one tokenizer; −1 for what is always 0 with it.
  struct Lanes: Sendable {
    /// Tokens.
    var tokens = -1
    /// Tokens that are no whole characters.
    var fragments = -1
    /// Unknown tokens.
    var unknown = -1
    /// `PieceProof.magnitude`, rounded up.
    var magnitude = -1
    /// `PieceProof.limit` as a code.
    var limit = -1
    /// 1 for a piece that starts with the unknown token, 2 for one that ends with it, 4 for pieces that meet at it.
    var edges = -1
    /// 1 for a piece whose tokens' bytes are not the piece.
    var changed = -1
  }

  /// For each tokenizer of the group its lanes.
  private(set) var tokenizers: [Lanes] = []
  /// The number of lanes.
  private(set) var count = 0
  /// Whether a tokenizer's pieces depend on what is around them.
  private(set) var hasProofs = false
  /// Whether rows end with a count of the piece in eight bytes.
  let hasCounts: Bool

  init(hasCounts: Bool) { self.hasCounts = hasCounts }

  /// Adds tokenizers with their encoders.
  mutating func add(_ tokenizers: [MeasuredTokenizer], _ encoders: [any PieceEncoder]) {
    for (tokenizer, encoder) in zip(tokenizers, encoders) {
      add(tokenizer.flags, encoder, comparesBytes: tokenizer.provesRoundTrip)
    }
  }

  /// Adds a tokenizer; `comparesBytes` where pieces are to tell whether texts come back.
  private mutating func add(_ flags: TokenFlags, _ encoder: any PieceEncoder, comparesBytes: Bool) {
    func next() -> Int {
      defer { count += 1 }
      return count
    }
    var lanes = Lanes()
    lanes.tokens = next()
    if flags.hasFragments { lanes.fragments = next() }
    if flags.hasUnknown { lanes.unknown = next() }
    if encoder.isScored {
      lanes.magnitude = next()
      lanes.limit = next()
    }
    if encoder.joinsUnknown { lanes.edges = next() }
    if comparesBytes { lanes.changed = next() }
    hasProofs = hasProofs || encoder.isScored || encoder.joinsUnknown
    tokenizers.append(lanes)
  }

  /// The bytes of a row.
  var rowBytes: Int { (count + (hasCounts ? 8 : 0) + 15) & ~15 }
  /// Where in a row the count stands.
  var countPlace: Int { rowBytes - 8 }

  /// The code of a limit: how many eighths of an octave it is below 2¹⁶, rounded so that the limit is not below; 255
  /// for never.
  static func code(_ limit: Float) -> Int {
    limit >= 1 ? top - steps(min(limit, 0x1p16)) : 255
  }

  /// The largest sum that a code allows; the larger of two codes allows less.
  static func limit(ofCode code: UInt8) -> Int64 {
    code == 255 ? -1 : Int64(Float(bitPattern: UInt32(top - Int(code)) << 20))
  }

  /// The exponent and the first three bits of a number's significand.
  private static func steps(_ number: Float) -> Int { Int(number.bitPattern >> 20) }
  private static let top = 143 << 3
}
