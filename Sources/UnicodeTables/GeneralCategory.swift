/// The general category of a scalar, as in Unicode 16.0 (UAX #44, table 12).
///
/// Pinned: Swift's own tables and ICU's are of other versions, and split patterns must not depend on
/// what is installed.
public enum GeneralCategory: UInt8, Sendable, CaseIterable {
  // swift-format-ignore
  case lu, ll, lt, lm, lo, mn, mc, me, nd, nl, no, pc, pd, ps, pe, pi, pf, po,
    sm, sc, sk, so, zs, zl, zp, cc, cf, cs, co, cn

  /// The two letters that patterns use: `Lu`, `Nd`, …
  public var abbreviation: String {
    let name = "\(self)"
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
