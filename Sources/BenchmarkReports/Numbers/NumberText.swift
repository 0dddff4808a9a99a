/// Numbers as people read them: few digits, thin spaces between thousands, a real minus.
package enum NumberText {
  /// A narrow space that does not break: between thousands, and before `%` and `×`.
  static let thin = "\u{202F}"

  /// `value` with a number of significant digits: 3 in prose and charts, 4 in tables.
  static func significant(_ value: Double, _ digits: Int = 3) -> String {
    guard let decimal = DecimalDigits(value) else { return "–" }
    return fixed(value, decimals: decimals(of: decimal.rounded(toDigits: digits), digits))
  }

  /// `value` with a fixed number of decimals.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard let decimal = DecimalDigits(value) else { return "–" }
    let (whole, fraction) = decimal.text(decimals: decimals)
    let isZero = !(whole + fraction).contains { $0 != "0" }
    return (decimal.isNegative && !isZero ? "\u{2212}" : "") + grouped(whole)
      + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// A count, exact, with thousands apart.
  package static func count(_ value: Int) -> String {
    (value < 0 ? "\u{2212}" : "") + grouped("\(value.magnitude)")
  }

  /// An interval, both ends with the decimals of the value: `1.64–1.68`.
  static func interval(_ low: Double, _ high: Double, decimals: Int) -> String {
    let dash = low < 0 ? " – " : "–"
    return fixed(low, decimals: decimals) + dash + fixed(high, decimals: decimals)
  }

  /// The decimals that give a number its significant digits; at most 6.
  static func decimals(of value: Double, significant digits: Int) -> Int {
    guard let decimal = DecimalDigits(value) else { return 0 }
    return decimals(of: decimal.rounded(toDigits: digits), digits)
  }

  /// The decimals for a column: what its smallest value needs, within reason for its largest.
  static func columnDecimals(_ values: [Double], significant digits: Int) -> Int {
    let magnitudes = values.map(\.magnitude).filter { $0 > 0 && $0.isFinite }
    guard let largest = magnitudes.max() else { return 0 }
    if magnitudes.allSatisfy({ $0 == $0.rounded() && $0 >= 1 }) { return 0 }
    return decimals(of: largest < 1 ? largest : max(largest, 1), significant: digits)
  }

  /// A share as per cent: `51 %`, two digits from 10 on.
  static func percent(_ share: Double, digits: Int = 2) -> String {
    significant(share * 100, digits) + thin + "%"
  }

  /// A p-value: `p < 0.001`, else two digits.
  static func probability(_ p: Double, isBound: Bool = false) -> String {
    if p < 0.001 { return "p\u{A0}<\u{A0}0.001" }
    return "p\u{A0}\(isBound ? "≤" : "=")\u{A0}" + significant(min(p, 1), 2)
  }

  /// A number for files: the shortest text that gives the same number back.
  static func exact(_ value: Double) -> String {
    if value == 0 { return "0" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func decimals(of rounded: DecimalDigits, _ digits: Int) -> Int {
    rounded.digits.isEmpty ? 0 : min(max(digits - rounded.point, 0), 6)
  }

  private static func grouped(_ whole: String) -> String {
    guard whole.utf8.count > 3 else { return whole }
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.utf8.count - index).isMultiple(of: 3) { text += thin }
      text.append(digit)
    }
    return text
  }
}
