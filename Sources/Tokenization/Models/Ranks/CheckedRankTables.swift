import Groundwork

/// Tables of a file whose every index, offset and length was looked at, so that no input leads outside them.
///
/// What a made-up file can still do is give senseless ids: which merge comes first is not proven here; checksums
/// guard that against accidents.
package struct CheckedRankTables: ~Copyable {
  let parts: RankTables
  let mapping: MappedFile
  let pairCount: Int

  /// What is wrong, and in which part.
  package struct Fault: Error {
    /// The part.
    package var part: RankTables.Part
    /// What is wrong with it.
    package var problem: String
  }

  /// Checks the tables that lie in a mapping.
  ///
  /// - Complexity: O(size of the tables).
  package init(_ parts: RankTables, in mapping: MappedFile) throws(Fault) {
    let count = parts.ids.count
    func require(
      _ part: RankTables.Part, _ isRight: Bool, _ problem: @autoclosure () -> String
    ) throws(Fault) {
      if !isRight { throw Fault(part: part, problem: problem()) }
    }
    try require(
      .ids, count >= 256 && count <= PairTable.tokenLimit, "the number of tokens is senseless")
    try require(
      .ids, Self.rise(parts.ids) && Int(parts.ids[count - 1]) < RankTokenizer.idLimit,
      "the ids do not rise, or are too large")
    try require(
      .offsets, parts.offsets.count == count + 1 && Self.areOffsets(parts.offsets, of: parts.bytes),
      "the offsets do not lead through the tokens' bytes")
    try require(.singles, parts.singles.count == 256, "there are not 256 bytes")
    try require(.doubles, parts.doubles.count == 1 << 16, "there are not 65,536 pairs of bytes")
    let offsets = parts.offsets.baseAddress.unsafelyUnwrapped
    func length(_ token: UInt32) -> UInt32 { offsets[Int(token) + 1] &- offsets[Int(token)] }
    func start(_ token: UInt32) -> Int { Int(offsets[Int(token)]) }
    for (byte, token) in parts.singles.enumerated() {
      try require(
        .singles,
        Int(token) < count && length(token) == 1 && Int(parts.bytes[start(token)]) == byte,
        "a byte has not its token")
    }
    for (pair, token) in parts.doubles.enumerated() where token != PairTable.none {
      try require(
        .doubles,
        Int(token) < count && length(token) == 2
          && Int(parts.bytes[start(token)]) << 8 | Int(parts.bytes[start(token) + 1]) == pair,
        "a pair of bytes has not its token")
    }
    try require(
      .tokenSlots, Self.isSize(parts.tokenSlots.count, count) && Self.lead(parts.tokenSlots, count),
      "a slot leads to no token")
    let table = TokenTable(
      slots: parts.tokenSlots, bytes: parts.bytes.baseAddress.unsafelyUnwrapped, offsets: offsets)
    for token in parts.singles {
      let byte = parts.bytes.baseAddress.unsafelyUnwrapped + start(token)
      try require(
        .tokenSlots, table.find(byte, 1, hash: TokenTable.hash(byte, 1)) == Int(token),
        "a byte's token is not found")
    }
    try require(
      .pairFilter,
      Self.isSize(parts.pairSlots.count, count)
        && parts.pairFilter.count * 16 == parts.pairSlots.count,
      "the filter is not as large as the pairs need")
    guard let pairs = Self.pairs(parts.pairSlots, offsets, count) else {
      throw Fault(part: .pairSlots, problem: "a pair does not make its token")
    }
    self.parts = parts
    self.mapping = mapping
    pairCount = pairs
  }

  /// Whether a number of slots is a power of two that the tokens can need.
  private static func isSize(_ slots: Int, _ count: Int) -> Bool {
    slots >= 16 && slots & (slots - 1) == 0 && slots <= 1 << 26
  }

  // The loops have no branch that data decide, and no way out in the middle: they are done many elements at a
  // time, and what is random costs no misprediction.

  private static func rise(_ values: UnsafeBufferPointer<UInt32>) -> Bool {
    let base = values.baseAddress.unsafelyUnwrapped
    var wrong: UInt32 = 0
    for index in 0..<values.count &- 1 { wrong |= base[index] < base[index &+ 1] ? 0 : 1 }
    return wrong == 0
  }

  private static func areOffsets(
    _ offsets: UnsafeBufferPointer<UInt32>, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let base = offsets.baseAddress.unsafelyUnwrapped
    var wrong: UInt32 = base[0]
    for index in 0..<offsets.count &- 1 { wrong |= base[index &+ 1] < base[index] ? 1 : 0 }
    return wrong == 0 && Int(base[offsets.count - 1]) == bytes.count && bytes.count < 1 << 31
  }

  /// Whether all slots are empty or lead to a token, and one is empty, so that every search ends.
  private static func lead(_ slots: UnsafeBufferPointer<UInt32>, _ count: Int) -> Bool {
    let base = slots.baseAddress.unsafelyUnwrapped
    let limit = UInt32(count)
    var wrong: UInt32 = 0
    var empty: UInt32 = 0
    for index in 0..<slots.count {
      let entry = base[index]
      let isEmpty: UInt32 = entry == TokenTable.empty ? 1 : 0
      empty |= isEmpty
      wrong |= (entry & TokenTable.indexMask < limit ? 0 : 1) & ~isEmpty
    }
    return wrong == 0 && empty == 1
  }

  /// The number of pairs, where each makes a token as long as both and one slot is empty; else nil.
  private static func pairs(
    _ slots: UnsafeBufferPointer<UInt64>, _ offsets: UnsafePointer<UInt32>, _ count: Int
  ) -> Int? {
    // One bucket has room, so that every search ends; mostly the first.
    guard stride(from: 3, to: slots.count, by: 4).contains(where: { slots[$0] == PairTable.empty })
    else { return nil }
    let base = slots.baseAddress.unsafelyUnwrapped
    let last = UInt64(count - 1)
    var found = 0
    let isRight = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 1024) { room in
      let entries = room.baseAddress.unsafelyUnwrapped
      var start = 0
      while start < slots.count {
        let end = min(start &+ 1024, slots.count)
        // Those that are not empty, which a set first bit says: with one, a slot is no pair.
        var filled = 0
        for slot in start..<end {
          entries[filled] = base[slot]
          filled &+= Int(truncatingIfNeeded: ~base[slot] >> 63)
        }
        var beyond: UInt64 = 0
        for index in 0..<filled {
          let entry = entries[index]
          beyond |=
            (last &- (entry >> 42)) | (last &- (entry >> 21 & 0x1F_FFFF))
            | (last &- (entry & 0x1F_FFFF))
        }
        if beyond >> 63 != 0 || !agree(entries, filled, offsets) { return false }
        found &+= filled
        start = end
      }
      return true
    }
    return isRight ? found : nil
  }

  /// Whether the two parts of each pair are together as long as what they make; all tokens are there.
  private static func agree(
    _ entries: UnsafePointer<UInt64>, _ count: Int, _ offsets: UnsafePointer<UInt32>
  ) -> Bool {
    func length(_ token: UInt64) -> UInt32 {
      let token = Int(truncatingIfNeeded: token)
      return offsets[token &+ 1] &- offsets[token]
    }
    var wrong: UInt32 = 0
    for index in 0..<count {
      let entry = entries[index]
      let parts = length(entry >> 42) &+ length(entry >> 21 & 0x1F_FFFF)
      wrong |= parts ^ length(entry & 0x1F_FFFF)
    }
    return wrong == 0
  }
}
