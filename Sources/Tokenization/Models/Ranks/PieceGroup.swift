import CHints

/// Pieces of up to 15 bytes that are encoded side by side, and their ids.
struct PieceGroup {
  /// The most pieces.
  static let capacity = MergeGroup.capacity

  /// Where each piece begins.
  let starts = UnsafeMutablePointer<UnsafePointer<UInt8>>.allocate(capacity: capacity)
  /// How many bytes it has.
  let lengths = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  /// Which pieces of a batch they are.
  let indices = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  /// The ids, 16 places a piece.
  let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 16)
  /// How many of them count.
  let counts = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  /// Room for merging.
  let merging = MergeGroup()
  /// Which pieces are merged.
  let merged = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  /// Room for looking up pieces as tokens.
  let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  let candidates = UnsafeMutablePointer<Int>.allocate(capacity: capacity)

  init() { ids.initialize(repeating: 0, count: Self.capacity * 16) }

  func deallocate() {
    starts.deallocate()
    lengths.deallocate()
    indices.deallocate()
    ids.deallocate()
    counts.deallocate()
    merging.deallocate()
    merged.deallocate()
    hashes.deallocate()
    candidates.deallocate()
  }
}

extension RankModel {
  /// Writes the ids of the first pieces of a group.
  ///
  /// The tables are far away when a text begins, and finding a token needs three places of them, each known by the one
  /// before. So all pieces take one step, each asking for its next place, before any takes the next.
  func encode(_ group: PieceGroup, _ count: Int) {
    for index in 0..<count {
      let mixed = TokenTable.mix(TokenTable.hash(group.starts[index], group.lengths[index]))
      group.hashes[index] = mixed
      tokens.askForSlot(mixed)
    }
    for index in 0..<count {
      let candidate = tokens.candidate(group.hashes[index])
      group.candidates[index] = candidate
      derlius_prefetch(offsets + max(candidate, 0))
    }
    for index in 0..<count {
      let candidate = group.candidates[index]
      if candidate >= 0 { derlius_prefetch(bytes + Int(offsets[candidate])) }
    }
    var merged = 0
    for index in 0..<count {
      let (start, length) = (group.starts[index], group.lengths[index])
      let mixed = group.hashes[index]
      let whole =
        group.candidates[index] < 0
        ? -1 : tokens.find(start, length, mixed: mixed, first: tokens.firstSlot(mixed))
      if whole >= 0 {
        group.ids[index * 16] = ids[whole]
        group.counts[index] = 1
      } else {
        group.merging.set(merged, start, length, singles, doubles)
        group.merged[merged] = index
        merged += 1
      }
    }
    group.merging.run(merged, pairs, RankIsToken())
    for place in 0..<merged {
      let index = group.merged[place]
      let output = group.ids + index * 16
      let left = group.merging.take(place, into: output)
      for id in 0..<left { output[id] = ids[Int(output[id])] }
      group.counts[index] = left
    }
  }
}
