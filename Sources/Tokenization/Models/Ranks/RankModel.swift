import Groundwork

/// The tables of a byte-level BPE by rank, shared by all encoders of a tokenizer.
///
/// Tokens are known by their index in rank order, so that a smaller index is an earlier merge even where
/// ranks have gaps. Immutable after init; the memory goes with the last owner.
final class RankModel: @unchecked Sendable {
  /// All tokens' bytes.
  let bytes: UnsafePointer<UInt8>
  /// Where each token starts in `bytes`; one more entry than tokens.
  let offsets: UnsafePointer<UInt32>
  /// The id of each token.
  let ids: UnsafePointer<UInt32>
  /// The token of each single byte.
  let singles: UnsafePointer<UInt32>
  /// The token of each two bytes (first in the high half), or `PairTable.none`.
  let doubles: UnsafePointer<UInt32>
  /// The tokens by their bytes.
  let tokens: TokenTable
  /// The tokens by the two tokens that make them.
  let pairs: PairTable

  init(_ list: RankedTokens, firstOrdinaryID: UInt32) throws(Failure) {
    let count = list.count
    guard count <= PairTable.tokenLimit, list.bytes.count < 1 << 31 else {
      throw Failure(
        "has more than \(PairTable.tokenLimit) tokens", remedy: "use a smaller vocabulary")
    }
    let bytes = Self.copy(list.bytes)
    let offsets = UnsafeMutablePointer<UInt32>.allocate(capacity: count + 1)
    for index in 0...count { offsets[index] = UInt32(list.offsets[index]) }
    let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: count + 1)
    for index in 0..<count { ids[index] = list.ranks[index] &+ firstOrdinaryID }
    let singles = UnsafeMutablePointer<UInt32>.allocate(capacity: 256)
    singles.initialize(repeating: PairTable.none, count: 256)
    let doubles = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << 16)
    doubles.initialize(repeating: PairTable.none, count: 1 << 16)
    self.bytes = UnsafePointer(bytes)
    self.offsets = UnsafePointer(offsets)
    self.ids = UnsafePointer(ids)
    self.singles = UnsafePointer(singles)
    self.doubles = UnsafePointer(doubles)

    var tokens = TokenTable(count: count, bytes: bytes, offsets: offsets)
    var repeated: Int?
    for index in 0..<count {
      let start = Int(offsets[index])
      let length = Int(offsets[index + 1]) - start
      if length == 1 { singles[Int(bytes[start])] = UInt32(index) }
      if length == 2 {
        doubles[Int(bytes[start]) << 8 | Int(bytes[start + 1])] = UInt32(index)
      }
      if !tokens.insert(index), repeated == nil { repeated = index }
    }
    let complete = !(0..<256).contains { singles[$0] == PairTable.none }
    self.pairs =
      complete
      ? PairTable(lastMergesOf: tokens, count, bytes, offsets, singles, doubles)
      : PairTable(expecting: 0)
    self.tokens = tokens
    // All stored properties are set, so that what follows may throw and deinit frees the memory.
    if let repeated {
      throw Failure(
        "the token of rank \(list.ranks[repeated]) is there twice", remedy: "get the file again")
    }
    if let missing = (0..<256).first(where: { singles[$0] == PairTable.none }) {
      throw Failure(
        "no token for the byte 0x\(hexadecimal([UInt8(missing)])), and perhaps for others",
        remedy: "a byte-level vocabulary needs a token for each of the 256 bytes")
    }
  }

  deinit {
    bytes.deallocate()
    offsets.deallocate()
    ids.deallocate()
    singles.deallocate()
    doubles.deallocate()
  }

  private static func copy(_ values: [UInt8]) -> UnsafeMutablePointer<UInt8> {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: values.count + 1)
    values.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { memory.initialize(from: base, count: values.count) }
    }
    return memory
  }
}
