#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The binary logarithm of a positive number.
func logarithm(_ number: Double) -> Double { log2(number) }

/// A positive number raised to a power.
func power(_ number: Double, _ exponent: Double) -> Double { pow(number, exponent) }
