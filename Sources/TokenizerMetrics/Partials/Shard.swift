/// A part of a run's documents: what one of several machines measures.
///
/// Every shard reads every text, since documents are numbered over whole corpora, and measures its own. Document i belongs
/// to stretch i / 4,096; stretch s belongs to shard s mod n, so that shards are of equal size in long corpora, and
/// what is counted over runs of documents never crosses a stretch.
public struct Shard: Sendable, Hashable {
  /// The documents in a stretch.
  public static let stretch = 4096
  /// The shards that a whole may have.
  public static let most = 65_536
  /// The whole: one shard of one.
  public static let whole = Shard(number: 1, of: 1)

  /// Which shard, counted from 1.
  public var number: Int
  /// How many shards make the whole.
  public var of: Int

  /// Creates a shard; 1 ≤ number ≤ of.
  public init(number: Int, of: Int) {
    self.number = number
    self.of = of
  }

  /// Whether this is everything.
  public var isWhole: Bool { of == 1 }

  /// The runs of documents of this shard among some.
  func runs(in documents: Range<Int>) -> [Range<Int>] {
    if isWhole { return documents.isEmpty ? [] : [documents] }
    var runs: [Range<Int>] = []
    var start = documents.lowerBound
    while start < documents.upperBound {
      let stretch = start / Self.stretch
      let end = min(documents.upperBound, (stretch + 1) * Self.stretch)
      if stretch % of == number - 1 { runs.append(start..<end) }
      start = end
    }
    return runs
  }
}
