/// The stretches of a text that all tokenizers cut alike, and those that some cut otherwise.
struct CutComparison: Sendable {
  /// A stretch; it ends where all tokenizers cut.
  struct Stretch: Sendable, Equatable {
    var range: Range<Int>
    /// The tokenizers that cut it alike, by their numbers, in the order of the first; one group where all do.
    var groups: [[Int]]
    /// Whether all cut it alike.
    var isSame: Bool { groups.count < 2 }
  }

  /// The stretches in order, those that touch the window.
  private(set) var stretches: [Stretch] = []
  /// The bytes of the text in stretches that all cut alike.
  private(set) var alike = 0
  /// The bytes of the other stretches.
  private(set) var otherwise = 0

  /// Compares cuts of a text of `length` bytes.
  ///
  /// Neighbours that are cut alike are one stretch. O(bytes × tokenizers / 64 + cuts × tokenizers).
  ///
  /// - Parameter window: the bytes whose stretches are kept; nil for all, an empty range for none.
  init(_ cuts: [CutSet], length: Int, window: Range<Int>?) {
    guard var common = cuts.first, var any = cuts.first, length > 0 else { return }
    for other in cuts.dropFirst() {
      common.formIntersection(other)
      any.formUnion(other)
    }
    var start = 0
    while let end = common.next(after: start), end <= length {
      let range = start..<end
      start = end
      let isSame = (any.next(after: range.lowerBound) ?? length) == end
      if isSame { alike += range.count } else { otherwise += range.count }
      if let window, range.clamped(to: window).isEmpty { continue }
      if isSame, let last = stretches.last, last.isSame, last.range.upperBound == range.lowerBound {
        stretches[stretches.count - 1].range = last.range.lowerBound..<end
      } else {
        stretches.append(
          Stretch(range: range, groups: isSame ? [] : Self.groups(cuts, inside: range)))
      }
    }
  }

  private static func groups(_ cuts: [CutSet], inside range: Range<Int>) -> [[Int]] {
    var groups: [(cuts: [Int], members: [Int])] = []
    for (number, one) in cuts.enumerated() {
      let own = one.cuts(inside: range)
      if let known = groups.firstIndex(where: { $0.cuts == own }) {
        groups[known].members.append(number)
      } else {
        groups.append((own, [number]))
      }
    }
    return groups.map(\.members)
  }
}
