/// The classes of UAX #29 that say where grapheme clusters break, as `Precompiled` has them.
///
/// Regional indicators are `any` here: their clusters are too long for `Precompiled` to see.
public enum ClusterClass: UInt8, Sendable {
  // swift-format-ignore
  case any, carriageReturn, lineFeed, control, extend, joiner, spacing, prepend,
    l, v, t, lv, lvt, pictograph

  /// The classes of Indic conjuncts (rule GB9c).
  public enum Conjunct: UInt8, Sendable {
    // swift-format-ignore
    case none, consonant, linker, extend
  }

  /// Four times the cluster class's number plus the conjunct class's, by scalar.
  public static let table = ScalarTable<UInt8>(runs: generatedClusterClasses)
}
