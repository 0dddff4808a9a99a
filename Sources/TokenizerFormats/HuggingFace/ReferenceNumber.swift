/// Reads decimal numbers as the reference's JSON library does, which rounds twice.
///
/// Digits make a 64-bit integer, which is then multiplied or divided by a power of ten: one of seven
/// scores with 17 digits is off by a unit in the last place. Ties between rows of tokens depend on it.
/// Definition: `f64_from_parts` in serde_json 1.0 without `float_roundtrip`.
enum ReferenceNumber {
  /// The value of a number in JSON's spelling; nil where it is out of range.
  static func parse(_ spelling: UnsafeBufferPointer<UInt8>) -> Double? {
    var at = 0
    func digit() -> UInt64? {
      guard at < spelling.count else { return nil }
      let value = spelling[at] &- UInt8(ascii: "0")
      return value < 10 ? UInt64(value) : nil
    }
    let isNegative = spelling.first == UInt8(ascii: "-")
    if isNegative { at = 1 }
    var significand: UInt64 = 0
    var exponent = 0
    var isFull = false
    var isInteger = true
    func add(_ digit: UInt64) {
      let (tens, first) = significand.multipliedReportingOverflow(by: 10)
      let (sum, second) = tens.addingReportingOverflow(digit)
      if isFull || first || second { isFull = true } else { significand = sum }
    }
    while let next = digit() {
      add(next)
      if isFull {
        exponent += 1
        isInteger = false
      }
      at += 1
    }
    if at < spelling.count, spelling[at] == UInt8(ascii: ".") {
      isInteger = false
      at += 1
      // A full integer part does not keep the fraction's digits from being tried.
      isFull = false
      while let next = digit() {
        add(next)
        if !isFull { exponent -= 1 }
        at += 1
      }
    }
    if at < spelling.count {
      isInteger = false
      at += 1
      var isDown = false
      if at < spelling.count, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(spelling[at]) {
        isDown = spelling[at] == UInt8(ascii: "-")
        at += 1
      }
      var power = 0
      while let next = digit() {
        power = min(power * 10 + Int(next), 1 << 31)
        at += 1
      }
      exponent += isDown ? -power : power
    }
    let value = isInteger ? Double(significand) : scaled(significand, exponent)
    guard let value, value.isFinite else { return nil }
    return isNegative ? -value : value
  }

  private static func scaled(_ significand: UInt64, _ exponent: Int) -> Double? {
    var value = Double(significand)
    var exponent = exponent
    while abs(exponent) > 308 {
      if value == 0 { return 0 }
      if exponent > 0 { return nil }
      value /= 1e308
      exponent += 308
    }
    let power = powers[abs(exponent)]
    return exponent >= 0 ? value * power : value / power
  }

  private static let powers: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }
}
