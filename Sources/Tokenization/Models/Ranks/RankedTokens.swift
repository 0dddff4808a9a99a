/// The tokens of a byte-level BPE with their ranks, in one flat buffer, sorted by rank.
///
/// A rank is the priority of the merge that makes the token (the lowest first) and, but for a constant
/// offset, its id. Ranks may have gaps (special tokens sit there in some files), never repeats.
public struct RankedTokens: Sendable {
  /// All tokens' bytes, one after the other.
  public private(set) var bytes: [UInt8] = []
  /// Where each token starts in `bytes`; one more entry than tokens.
  public private(set) var offsets: [Int] = [0]
  /// The rank of each token, strictly ascending.
  public private(set) var ranks: [UInt32] = []

  /// Creates an empty list.
  public init() {}

  /// Creates a list from tokens in the order of their ranks 0, 1, 2, …
  public init(inRankOrder tokens: some Sequence<[UInt8]>) {
    for token in tokens { append(token, rank: UInt32(ranks.count)) }
  }

  /// Creates a list from flat memory that is sorted already: ranks strictly ascending, one more offset
  /// than ranks, the last offset the number of bytes.
  public init(bytes: [UInt8], offsets: [Int], ranks: [UInt32]) {
    precondition(offsets.count == ranks.count + 1 && offsets.last == bytes.count)
    self.bytes = bytes
    self.offsets = offsets
    self.ranks = ranks
  }

  /// The number of tokens.
  public var count: Int { ranks.count }

  /// The bytes of a token by its index in 0 ..< count, which is its place in rank order. O(1).
  public subscript(_ index: Int) -> ArraySlice<UInt8> { bytes[offsets[index]..<offsets[index + 1]] }

  /// Adds a token, whose rank must be above all ranks so far.
  public mutating func append(_ token: some Sequence<UInt8>, rank: UInt32) {
    precondition(ranks.last.map { $0 < rank } ?? true, "ranks must ascend")
    bytes.append(contentsOf: token)
    offsets.append(bytes.count)
    ranks.append(rank)
  }

  /// Reserves room for `tokens` tokens of `bytes` bytes in all.
  public mutating func reserveCapacity(tokens: Int, bytes: Int) {
    self.bytes.reserveCapacity(bytes)
    offsets.reserveCapacity(tokens + 1)
    ranks.reserveCapacity(tokens)
  }

  /// The tokens with a rank below `limit`, which are the first ones.
  public func prefix(below limit: Int) -> RankedTokens {
    guard let end = ranks.firstIndex(where: { Int($0) >= limit }) else { return self }
    return RankedTokens(
      bytes: Array(bytes[..<offsets[end]]), offsets: Array(offsets[...end]),
      ranks: Array(ranks[..<end]))
  }
}
