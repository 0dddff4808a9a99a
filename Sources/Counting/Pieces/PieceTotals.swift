/// How many distinct pieces there are, and their bytes.
public struct PieceTotals: Sendable, Hashable {
  /// The distinct pieces.
  public var pieces: Int
  /// The bytes of all distinct pieces, each once.
  public var bytes: Int

  /// Creates totals.
  public init(pieces: Int = 0, bytes: Int = 0) {
    self.pieces = pieces
    self.bytes = bytes
  }

  /// The totals of a table.
  public init(_ table: PieceTable) { self.init(pieces: table.count, bytes: table.bytes.count) }

  /// The bytes of memory that a table of such pieces takes, at most.
  public var tableMemory: Int {
    // Slots are doubled at 5/8; arrays grow by doubling, too.
    2 * bytes + 2 * 16 * pieces + 24 * (16 * pieces / 5 + 1024)
  }

  /// Adds the totals of other pieces.
  public static func += (a: inout PieceTotals, b: PieceTotals) {
    a.pieces += b.pieces
    a.bytes += b.bytes
  }
}

/// The totals of the pieces that occur at least so often, by powers of two.
public struct PieceSpectrum: Sendable, Hashable {
  /// The totals of the pieces with counts from 2^k to 2^(k+1) − 1, by k.
  private var levels = [PieceTotals](repeating: PieceTotals(), count: 64)

  /// Creates a spectrum of nothing.
  public init() {}

  /// Adds the pieces of a table, in O(pieces).
  public mutating func add(_ table: PieceTable) {
    for piece in 0..<table.count {
      add(bytes: table.range(piece).count, count: table.counts[piece])
    }
  }

  /// Adds a piece.
  mutating func add(bytes: Int, count: UInt64) {
    levels[max(0, 63 - count.leadingZeroBitCount)] += PieceTotals(pieces: 1, bytes: bytes)
  }

  /// All pieces together.
  public var all: PieceTotals { frequent(0) }

  /// The pieces that occur at least 2^k times.
  public func frequent(_ k: Int) -> PieceTotals {
    levels[k...].reduce(into: PieceTotals()) { $0 += $1 }
  }
}
