import Tokenization

/// Pieces of one score that are runs of one scalar: two, three, four … of it, as Llama's pieces for spaces.
///
/// sentencepiece merges the leftmost of equal scores first, so such a run grows from the left. A list of
/// merges has an order instead. Doubling first and then joining from the longest on gives the same
/// tokens for the lengths in use; each length up to four times the longest is tried, and what comes
/// behind is the same again, as nothing is longer than the longest piece.
struct MarkRuns {
  /// The merges in an order that gives the same tokens.
  let merges: [LastMerge]

  /// Finds an order; nil where the pieces are no such runs or none is found.
  init?(_ group: ArraySlice<LastMerge>, in model: SentencePieceModel) {
    guard let first = group.first else { return nil }
    let text = model.pieces[Int(first.result)].text
    let ends = ReducedMerges.scalarEnds(text)
    guard let width = ends.first else { return nil }
    let scalar = Array(text[..<width])
    var ids: [Int: UInt32] = [:]
    for merge in group {
      let text = model.pieces[Int(merge.result)].text
      guard text == Array(repeatElement(scalar, count: text.count / width).joined()) else {
        return nil
      }
      ids[text.count / width] = merge.result
    }
    let single = model.pieces.firstIndex { $0.type == .normal && $0.text == scalar }
    guard let single, let longest = ids.keys.max(), longest <= 32 else { return nil }
    // No other run of the scalar may be a piece that merging gives: its turn would be another.
    for (id, piece) in model.pieces.enumerated() where piece.type == .normal {
      let count = piece.text.count / width
      if count > 1, ids[count] != UInt32(id),
        piece.text == Array(repeatElement(scalar, count: count).joined())
      {
        return nil
      }
    }
    ids[1] = UInt32(single)
    let lengths = ids.keys.sorted()
    var order: [(left: Int, right: Int)] = []
    var power = 1
    while ids[power] != nil, ids[2 * power] != nil {
      order.append((power, power))
      power *= 2
    }
    for left in lengths.reversed() {
      for right in lengths.reversed()
      where right < left && right & (right - 1) == 0 && ids[left + right] != nil {
        order.append((left, right))
      }
    }
    for count in 1...4 * longest
    where Self.grown(count, lengths: Set(lengths)) != Self.listed(count, order) { return nil }
    merges = order.compactMap { pair in
      guard let left = ids[pair.left], let right = ids[pair.right],
        let result = ids[pair.left + pair.right]
      else { return nil }
      return LastMerge(left: left, right: right, result: result, key: first.key)
    }
  }

  /// The lengths that a run of so many scalars becomes when the leftmost pair always goes first.
  private static func grown(_ count: Int, lengths: Set<Int>) -> [Int] {
    var row = [Int](repeating: 1, count: count)
    while true {
      let at = (0..<max(row.count - 1, 0)).first { lengths.contains(row[$0] + row[$0 + 1]) }
      guard let at else { return row }
      row[at] += row.remove(at: at + 1)
    }
  }

  /// The same by a list of merges: the first of the list that can be done, the leftmost of its places.
  private static func listed(_ count: Int, _ order: [(left: Int, right: Int)]) -> [Int] {
    var row = [Int](repeating: 1, count: count)
    while true {
      var found: Int?
      for pair in order where found == nil {
        found = (0..<max(row.count - 1, 0)).first {
          row[$0] == pair.left && row[$0 + 1] == pair.right
        }
      }
      guard let at = found else { return row }
      row[at] += row.remove(at: at + 1)
    }
  }
}
