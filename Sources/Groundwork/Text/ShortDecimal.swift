#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number with up to six significant digits, as C's `%g` and C++'s streams print it.
public func shortDecimal(_ number: Float) -> String { shortDecimal(Double(number)) }

/// A number with up to six significant digits, as C's `%g` and C++'s streams print it.
public func shortDecimal(_ number: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 32)
  let count = buffer.count
  _ = withVaList([number]) { vsnprintf(&buffer, count, "%g", $0) }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
