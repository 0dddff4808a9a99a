/// Random numbers keyed by (seed, stream, index): the same key gives the same number on every
/// machine, in any order, on any thread.
///
/// Each number is the SplitMix64 finalizer (Steele, Lea and Flood 2014) over a counter that mixes the key.
public struct KeyedRandom: Sendable {
  private let base: UInt64

  /// Creates the generator for a seed and a stream (one stream for each purpose).
  public init(seed: UInt64, stream: UInt64) {
    base = Self.mix(Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ (stream &* 0xD1B5_4A32_D192_ED03))
  }

  /// 64 random bits for an index.
  public func bits(_ index: UInt64) -> UInt64 {
    Self.mix(base &+ index &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A number below `bound` for an index, by the high half of a 128-bit product.
  ///
  /// The bias is below `bound` / 2⁶⁴ and is accepted, so that one index costs one draw. `bound` > 0.
  public func below(_ bound: Int, _ index: UInt64) -> Int {
    Int(truncatingIfNeeded: bits(index).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number in 0 ..< 1 for an index, with 53 random bits.
  public func unit(_ index: UInt64) -> Double {
    Double(bits(index) >> 11) * 0x1p-53
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
