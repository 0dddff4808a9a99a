import Groundwork

/// An input with what each of its occurrences counts for.
public struct WeightedInput: Sendable, Hashable {
  /// A file, folder or pattern.
  public var path: String
  /// What each occurrence counts for, at least 1.
  public var weight: UInt64

  /// Creates an input.
  public init(path: String, weight: UInt64 = 1) {
    self.path = path
    self.weight = weight
  }

  /// Reads `PATH` or `PATH=WEIGHT`; a path that exists is never taken apart.
  ///
  /// Throws (usage) where the weight is no whole number above 0.
  public init(parsing input: String) throws(Failure) {
    guard input != "-", !exists(input), let equals = input.utf8.lastIndex(of: UInt8(ascii: "="))
    else {
      self.init(path: input)
      return
    }
    let path = String(input[..<equals])
    let text = String(input[input.utf8.index(after: equals)...])
    guard let weight = Self.weight(text.utf8) else {
      throw Failure.usage(
        "the weight \(text) of \(path) is not a whole number above 0", remedy: "write INPUT=3")
    }
    self.init(path: path, weight: weight)
  }

  /// A whole number above 0 in decimal digits.
  static func weight(_ digits: some Sequence<UInt8>) -> UInt64? {
    var weight: UInt64 = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      let (product, overflow) = weight.multipliedReportingOverflow(by: 10)
      let (sum, more) = product.addingReportingOverflow(UInt64(digit - 0x30))
      if overflow || more { return nil }
      weight = sum
    }
    return weight > 0 ? weight : nil
  }
}
