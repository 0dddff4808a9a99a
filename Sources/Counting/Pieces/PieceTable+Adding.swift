extension PieceTable {
  /// Counts a run of pieces that lie one after the other in a text.
  ///
  /// - Parameters:
  ///   - ends: the end of each piece; the first starts at `start`, the others at the end before.
  ///   - start: where the first piece starts in the text.
  ///   - text: what the pieces are slices of.
  ///   - weight: the occurrences that each counts for.
  /// - Returns: the number of the last piece, −1 when it is empty (empty pieces are not counted).
  /// - Complexity: O(bytes covered).
  @discardableResult
  public mutating func addPieces(
    endingAt ends: UnsafeBufferPointer<Int>, from start: Int, of text: UnsafeBufferPointer<UInt8>,
    weight: UInt64
  ) -> Int {
    guard let base = text.baseAddress, weight > 0 else { return -1 }
    reserve(more: ends.count)
    // The slots leave `self` for the loop, so that its other arrays may grow inside it.
    var slots = self.slots
    self.slots = []
    var last = -1
    slots.withUnsafeMutableBufferPointer { slots in
      let mask = slots.count - 1
      var start = start
      for end in ends {
        let count = end - start
        if count == 0 {
          last = -1
          continue
        }
        let key = PieceKey(base + start, count: count, readable: text.count - start)
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while true {
          let index = slots[slot].index
          if index < 0 {
            last = append(base + start, count: count, weight: weight)
            slots[slot] = Slot(key: key, index: last)
            break
          }
          if slots[slot].key == key, !key.isLong || holds(index, base + start, count) {
            counts[index] = saturatingSum(counts[index], weight)
            last = index
            break
          }
          slot = (slot + 1) & mask
        }
        start = end
      }
    }
    self.slots = slots
    return last
  }

  @inline(never)
  private mutating func append(_ base: UnsafePointer<UInt8>, count: Int, weight: UInt64) -> Int {
    bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    ends.append(bytes.count)
    counts.append(weight)
    return counts.count - 1
  }

  @inline(never)
  private func holds(_ index: Int, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    self[index].elementsEqual(UnsafeBufferPointer(start: base, count: count))
  }

  /// Makes room for `more` new pieces.
  private mutating func reserve(more: Int) {
    let wanted = count + more
    if wanted * 8 <= slots.count * 5 { return }
    var size = max(slots.count, 1 << 10)
    while wanted * 8 > size * 5 { size *= 2 }
    let old = slots
    slots = [Slot](repeating: .free, count: size)
    for entry in old where entry.index >= 0 {
      var slot = Int(truncatingIfNeeded: entry.key.hash) & (size - 1)
      while slots[slot].index >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = entry
    }
  }
}
