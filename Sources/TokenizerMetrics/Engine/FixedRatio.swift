/// Ratios of one document as integers in units of 2⁻⁶⁰, so that their sums are the same in any order and grouping.
///
/// The nearest integer is at most 2⁻⁶¹ off, less than the rounding of a quotient near 1 in float64. 128 bits hold the sum
/// of any number of documents, each as often as its weight says.
enum FixedRatio {
  /// A sum of ratios.
  typealias Sum = Int128

  /// Tokens divided by tokens, the latter not 0.
  static func of(_ tokens: UInt32, over other: UInt32) -> Sum {
    let other = UInt128(other)
    return Sum(truncatingIfNeeded: (UInt128(tokens) << 60 + other / 2) / other)
  }

  /// Adds a ratio to a sum; one over 0 makes it infinite for good.
  static func add(_ tokens: UInt32, over other: UInt32, to sum: inout Sum) {
    if sum == .max { return }
    sum = other == 0 ? .max : sum + of(tokens, over: other)
  }

  /// A sum of ratios as a number.
  static func value(_ sum: Sum) -> Double {
    sum == .max ? .infinity : Double(sum) * 0x1p-60
  }
}
