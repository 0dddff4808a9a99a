#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// log Σ exp(x), without overflow; −∞ for no terms.
func logOfSum(_ terms: [Double]) -> Double {
  guard let largest = terms.max(), largest.isFinite else { return -.infinity }
  return largest + log(terms.reduce(0) { $0 + exp($1 - largest) })
}

/// The index of the term that a number in 0 ..< 1 falls on when each has exp(x − total) of it.
///
/// The last takes what rounding leaves.
func choose(_ terms: [Double], total: Double, at unit: Double) -> Int {
  var rest = unit
  for index in 0..<max(terms.count - 1, 0) {
    rest -= exp(terms[index] - total)
    if rest < 0 { return index }
  }
  return max(terms.count - 1, 0)
}
