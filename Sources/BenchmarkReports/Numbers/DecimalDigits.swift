/// A finite number as decimal digits, so that rounding needs no locale and no C library.
struct DecimalDigits {
  /// Whether it is below zero.
  private(set) var isNegative: Bool
  /// Digits without leading zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// Where the point stands: the value is 0.d₁d₂d₃… × 10^point.
  private(set) var point: Int

  /// Takes the digits of the shortest text that gives the number back; nil for what is not finite.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    digits = []
    point = 0
    let parts = "\(value.magnitude)".split(separator: "e")
    var seenPoint = false
    for byte in parts[0].utf8 {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else if digits.isEmpty, byte == UInt8(ascii: "0") {
        if seenPoint { point -= 1 }
      } else {
        digits.append(byte - UInt8(ascii: "0"))
        if !seenPoint { point += 1 }
      }
    }
    if parts.count > 1 { point += Int(parts[1]) ?? 0 }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      point = 0
      isNegative = false
    }
  }

  /// Rounds half away from zero to a number of digits from the first.
  func rounded(toDigits count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var copy = self
    guard count >= 0 else {
      copy.digits = []
      copy.point = 0
      copy.isNegative = false
      return copy
    }
    let up = digits[count] >= 5
    copy.digits.removeSubrange(count...)
    if up {
      var index = count - 1
      while index >= 0, copy.digits[index] == 9 { index -= 1 }
      copy.digits.removeSubrange((index + 1)...)
      if index >= 0 {
        copy.digits[index] += 1
      } else {
        copy.digits = [1]
        copy.point += 1
      }
    }
    while copy.digits.last == 0 { copy.digits.removeLast() }
    if copy.digits.isEmpty {
      copy.point = 0
      copy.isNegative = false
    }
    return copy
  }

  /// The digits before the point and `decimals` digits after it.
  func text(decimals: Int) -> (whole: String, fraction: String) {
    let rounded = rounded(toDigits: point + decimals)
    func digit(_ place: Int) -> Character {
      let index = place + rounded.point
      guard index >= 0, index < rounded.digits.count else { return "0" }
      return Character(Unicode.Scalar(UInt8(ascii: "0") + rounded.digits[index]))
    }
    let length = max(rounded.point, 1)
    let whole = String((0..<length).map { digit($0 - length) })
    return (whole, String((0..<max(decimals, 0)).map { digit($0) }))
  }
}
