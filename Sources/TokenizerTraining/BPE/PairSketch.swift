/// Upper bounds of the counts of pairs, in a fixed memory: pairs that share a place are summed up.
///
/// It tells most of the rare pairs before any of them is numbered (the first row of a count-min sketch, Cormode and
/// Muthukrishnan 2005).
struct PairSketch: ~Copyable {
  private var sums: RawBuffer<UInt64>
  private let shift: UInt64

  /// Creates a sketch of 2^`bits` places, which take 8 bytes each.
  init(bits: Int) {
    sums = RawBuffer(capacity: 1 << bits)
    sums.base.initialize(repeating: 0, count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  /// Adds a place of a pair; all weights together must be below 2⁶⁴.
  @inline(__always)
  func add(_ key: UInt64, weight: UInt64) { sums.base[place(key)] &+= weight }

  /// A number that the pair's count is not above.
  @inline(__always)
  func bound(_ key: UInt64) -> UInt64 { sums.base[place(key)] }

  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    // Left symbols lie above 32 bits: folded down first, so that both decide about the high bits.
    Int(truncatingIfNeeded: ((key ^ key &>> 29) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }
}
