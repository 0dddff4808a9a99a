/// How large a difference between two tokenizers is on the units of a corpus, beside the ratio of their values.
///
/// A unit has a value of its own, such as its tokens per word; units in which either tokenizer has nothing to
/// divide by are left out.
public struct PairedEffect: Sendable, Hashable {
  /// The units that both have a value in.
  public var units: Int
  /// The mean difference from the baseline divided by the differences' standard deviation (Cohen's d_z,
  /// divisor n − 1); nil with fewer than two units or where all differences are equal.
  public var standardized: Double?
  /// The share of units whose value is below the baseline's, equal ones counted half (the probability of
  /// superiority, where less is better); nil without units.
  public var shareBelow: Double?

  /// Creates an effect.
  public init(units: Int, standardized: Double?, shareBelow: Double?) {
    self.units = units
    self.standardized = standardized
    self.shareBelow = shareBelow
  }
}
