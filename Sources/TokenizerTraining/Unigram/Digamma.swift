#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The logarithmic derivative of the gamma function, by its asymptotic series from 7 on.
func digamma(_ value: Double) -> Double {
  var value = value
  var result = 0.0
  while value < 7 {
    result -= 1 / value
    value += 1
  }
  value -= 0.5
  let inverse = 1 / (value * value)
  result += log(value) + inverse / 24 - 7.0 / 960 * inverse * inverse
  result += 31.0 / 8064 * inverse * inverse * inverse
  return result - 127.0 / 30720 * inverse * inverse * inverse * inverse
}
