import CICU

/// The letters that a language is written with: CLDR's exemplar characters, standard and auxiliary, both
/// cases, from ICU's data.
public struct ExemplarLetters: Sendable {
  private let bounds: [Int32]

  /// Finds a language's letters; nil where CLDR has none.
  public init?(_ language: Language) {
    let tag = language.text.map { $0 == "_" ? "-" : $0 }
    let count = derlius_icu_exemplars(String(tag), nil, 0)
    guard count > 0 else { return nil }
    var bounds = [Int32](repeating: 0, count: Int(count))
    guard derlius_icu_exemplars(String(tag), &bounds, count) == count else { return nil }
    self.bounds = bounds
  }

  /// Whether a scalar is among the letters.
  ///
  /// - Complexity: O(log ranges).
  public func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = bounds.count / 2
    while low < high {
      let middle = (low + high) / 2
      if Int32(bitPattern: scalar) > bounds[2 * middle + 1] {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < bounds.count / 2 && Int32(bitPattern: scalar) >= bounds[2 * low]
  }
}
