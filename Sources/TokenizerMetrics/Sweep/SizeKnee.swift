#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a larger vocabulary stops paying: the knee of a curve of tokens against sizes.
///
/// **Definition.** From a size V to the next larger W of the grid, T(V) becoming T(W) tokens, a doubling saves
/// s = 1 − (T(W) / T(V))^(1 / log₂(W / V)). The knee is the smallest size behind which every step saves less
/// than a stated share. There is none where the last step still saves as much, or where there is one size.
///
/// It depends on neighbouring sizes and on the share alone. Kneedle (Satopää et al. 2011), which takes the
/// point farthest from the line between the ends, would move with the ends of the grid.
public enum SizeKnee {
  /// One vocabulary.
  public struct Point: Sendable, Hashable {
    /// Its size.
    public var size: Int
    /// The tokens of the text.
    public var tokens: Double

    /// Creates a point.
    public init(size: Int, tokens: Double) {
      self.size = size
      self.tokens = tokens
    }
  }

  /// 5 % of the tokens for a doubling.
  public static let defaultLeastSaving = 0.05

  /// What a doubling saves between two sizes, as a share of the tokens; nil where sizes do not rise or a text
  /// has no tokens.
  public static func saving(_ small: Point, _ large: Point) -> Double? {
    guard small.size > 0, large.size > small.size, small.tokens > 0, large.tokens > 0 else {
      return nil
    }
    let doublings = log2(Double(large.size) / Double(small.size))
    return 1 - pow(large.tokens / small.tokens, 1 / doublings)
  }

  /// The size at the knee of points whose sizes rise; nil where there is none.
  public static func find(_ points: [Point], leastSaving: Double) -> Int? {
    var knee: Int?
    for index in points.indices.dropLast().reversed() {
      guard let saving = saving(points[index], points[index + 1]), saving < leastSaving else {
        break
      }
      knee = points[index].size
    }
    return knee
  }
}
