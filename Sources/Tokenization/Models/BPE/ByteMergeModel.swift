/// BPE with a list of merges over bytes: a byte-level BPE in which all bytes of UTF-8 have tokens.
///
/// The tokens are known by their ids, the merges by their ranks.
final class ByteMergeModel: ByteLevelModel, @unchecked Sendable {
  let singles: FlatMemory<UInt32>
  /// The rank of the merge of each two bytes, or `PairTable.none`.
  private let doubles: FlatMemory<UInt32>
  let rules: MergeRules
  /// Tokens that are taken whole, where merges are ignored for them.
  private let whole: TokenTable
  private let hasWhole: Bool
  private let bytes: FlatMemory<UInt8>
  private let offsets: FlatMemory<UInt32>

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - singles: the ids of the 256 bytes.
  ///   - whole: the ids of tokens that a piece of the same bytes becomes without merging.
  ///   - vocabulary: the tokens' bytes, byte-level marks undone.
  init(singles: [UInt32], rules: MergeRules, whole ids: [UInt32], in vocabulary: Vocabulary) {
    self.singles = FlatMemory(singles)
    self.rules = rules
    var doubles = [UInt32](repeating: PairTable.none, count: 1 << 16)
    for first in 0..<256 {
      for second in 0..<256 {
        doubles[first << 8 | second] = rules.pairs.find(singles[first], singles[second])
      }
    }
    self.doubles = FlatMemory(doubles)
    bytes = FlatMemory(ids.isEmpty ? [] : vocabulary.bytes)
    offsets = FlatMemory(
      ids.isEmpty ? [] : vocabulary.offsets.map { UInt32(truncatingIfNeeded: $0) })
    hasWhole = !ids.isEmpty
    var table = TokenTable(
      count: ids.isEmpty ? 0 : vocabulary.count, bytes: bytes.base, offsets: offsets.base)
    for id in ids { _ = table.insert(Int(id)) }
    whole = table
  }

  func encode(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ merger: ShortMerge,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    if let id = find(piece, length) {
      output[0] = id
      return 1
    }
    let tokens = merger.tokens
    let keys = merger.keys
    let singles = singles.base
    let doubles = doubles.base
    for index in 0..<length - 1 {
      tokens[index] = singles[Int(piece[index])]
      keys[index] = ShortMerge.key(doubles[Int(piece[index]) << 8 | Int(piece[index + 1])])
    }
    tokens[length - 1] = singles[Int(piece[length - 1])]
    let left = merger.run(length, rules.pairs, rules.tokens)
    output.update(from: tokens, count: left)
    return left
  }

  func encode(_ group: PieceGroup, _ count: Int) {
    var merged = 0
    for index in 0..<count {
      let (start, length) = (group.starts[index], group.lengths[index])
      if let id = find(start, length) {
        group.ids[index * 16] = id
        group.counts[index] = 1
      } else {
        group.merging.set(merged, start, length, singles.base, doubles.base)
        group.merged[merged] = index
        merged += 1
      }
    }
    group.merging.run(merged, rules.pairs, rules.tokens)
    for place in 0..<merged {
      let index = group.merged[place]
      group.counts[index] = group.merging.take(place, into: group.ids + index * 16)
    }
  }

  func encodeLong(_ piece: UnsafePointer<UInt8>, _ length: Int, into ids: inout [UInt32]) {
    if let id = find(piece, length) {
      ids.append(id)
      return
    }
    let tokens = UnsafeMutablePointer<UInt32>.allocate(capacity: length)
    defer { tokens.deallocate() }
    for index in 0..<length { tokens[index] = singles.base[Int(piece[index])] }
    let next = LongMerge.run(tokens, length, rules)
    defer { next.deallocate() }
    var position = 0
    while position < length {
      ids.append(tokens[position])
      position = Int(next[position])
    }
  }

  /// The token that a piece is as a whole, where merges are ignored for it.
  func find(_ piece: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
    if !hasWhole { return nil }
    let index = whole.find(piece, length, hash: TokenTable.hash(piece, length))
    return index < 0 ? nil : UInt32(index)
  }
}
