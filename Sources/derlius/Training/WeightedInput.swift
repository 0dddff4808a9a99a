import Groundwork

/// An input with what each of its occurrences counts for.
enum WeightedInput {
  /// `PATH` or `PATH=WEIGHT`; a path that exists is never taken apart.
  static func parse(_ input: String) throws(Failure) -> (path: String, weight: UInt64) {
    guard input != "-", !exists(input), let equals = input.utf8.lastIndex(of: UInt8(ascii: "="))
    else { return (input, 1) }
    let path = String(input[..<equals])
    let text = String(input[input.utf8.index(after: equals)...])
    guard let weight = UInt64(text), weight > 0 else {
      throw Failure.usage(
        "the weight \(text) of \(path) is not a whole number above 0", remedy: "write INPUT=3")
    }
    return (path, weight)
  }
}
