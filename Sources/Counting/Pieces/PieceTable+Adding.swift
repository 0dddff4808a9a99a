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
    var last = -1
    withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: Self.group) { ranges in
      var start = start
      var index = 0
      while index < ends.count {
        let count = min(Self.group, ends.count - index)
        for place in 0..<count {
          ranges[place] = Range(uncheckedBounds: (start, ends[index + place]))
          start = ends[index + place]
        }
        last = addPieces(
          at: UnsafeBufferPointer(rebasing: ranges[..<count]), of: text, weight: weight,
          numbers: nil)
        index += count
      }
    }
    return last
  }

  /// Counts pieces that lie anywhere in a text.
  ///
  /// Keys of 64 pieces first, then a look at all their slots, then the probing, then the counts: looks do
  /// not wait for one another, nor do counts, so that what is in no cache is fetched together.
  ///
  /// - Parameters:
  ///   - pieces: where each lies; empty ones are not counted.
  ///   - text: what the pieces are slices of.
  ///   - weight: the occurrences that each counts for; 0 counts nothing.
  ///   - numbers: takes the number of each piece, where there is room wanted; undefined for empty ones.
  /// - Returns: the number of the last piece, −1 when it is empty or the weight is 0.
  /// - Complexity: O(bytes covered).
  @discardableResult
  public mutating func addPieces(
    at pieces: UnsafeBufferPointer<Range<Int>>, of text: UnsafeBufferPointer<UInt8>, weight: UInt64,
    numbers: UnsafeMutablePointer<UInt32>?
  ) -> Int {
    guard let base = text.baseAddress, weight > 0 else { return -1 }
    var last = -1
    withUnsafeTemporaryAllocation(of: PieceKey.self, capacity: Self.group) { keys in
      withUnsafeTemporaryAllocation(of: (place: Int, index: Int).self, capacity: Self.group) {
        looks in
        var first = 0
        while first < pieces.count {
          let group = UnsafeBufferPointer(
            rebasing: pieces[first..<min(first + Self.group, pieces.count)])
          reserve(more: group.count)
          // The slots leave `self` for the loop, so that its other arrays may grow inside it.
          var slots = self.slots
          self.slots = []
          slots.withUnsafeMutableBufferPointer { slots in
            let mask = slots.count - 1
            for (place, piece) in group.enumerated() {
              let key = PieceKey(
                base + piece.lowerBound, count: piece.count,
                readable: text.count - piece.lowerBound)
              keys[place] = key
              looks[place].place = Int(truncatingIfNeeded: key.hash) & mask
            }
            for place in 0..<group.count { looks[place].index = slots[looks[place].place].index }
            for (place, piece) in group.enumerated() {
              last = find(
                base + piece.lowerBound, piece.count, keys[place], looks[place], slots)
              looks[place].index = last
              if let numbers { numbers[first + place] = UInt32(truncatingIfNeeded: last) }
            }
          }
          self.slots = slots
          counts.withUnsafeMutableBufferPointer { counts in
            for place in 0..<group.count where looks[place].index >= 0 {
              let index = looks[place].index
              counts[index] = saturatingSum(counts[index], weight)
            }
          }
          first += group.count
        }
      }
    }
    return last
  }

  /// Adds a table's pieces, which are few: those here are looked for among them, so that these need no slots.
  ///
  /// O(bytes of both). Every piece here must be there once, as always.
  mutating func merge(few other: consuming PieceTable) {
    if other.count == 0 { return }
    other.reserve(more: 0)
    var isHere = [Bool](repeating: false, count: other.count)
    let text = bytes
    text.withUnsafeBufferPointer { bytes in
      for index in 0..<count {
        let range = range(index)
        guard
          let found = other.index(
            of: bytes.baseAddress.unsafelyUnwrapped + range.lowerBound, count: range.count,
            readable: bytes.count - range.lowerBound)
        else { continue }
        counts[index] = saturatingSum(counts[index], other.counts[found])
        isHere[found] = true
      }
    }
    _ = consume text
    slots = []
    for index in 0..<other.count where !isHere[index] {
      bytes.append(contentsOf: other[index])
      ends.append(bytes.count)
      counts.append(other.counts[index])
    }
  }

  private static var group: Int { 64 }

  /// The number of a piece whose key and first slot are known; a new one gets a number, and no count yet.
  @inline(__always)
  private mutating func find(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ key: PieceKey,
    _ look: (place: Int, index: Int), _ slots: UnsafeMutableBufferPointer<Slot>
  ) -> Int {
    if count == 0 { return -1 }
    var slot = look.place
    // What stood there at the look still does; what was free may be taken since.
    var index = look.index
    while true {
      if index < 0 { index = slots[slot].index }
      if index < 0 {
        let new = append(base, count: count)
        slots[slot] = Slot(key: key, index: new)
        return new
      }
      if slots[slot].key == key, !key.isLong || holds(index, base, count) { return index }
      slot = (slot + 1) & (slots.count - 1)
      index = slots[slot].index
    }
  }

  @inline(never)
  private mutating func append(_ base: UnsafePointer<UInt8>, count: Int) -> Int {
    bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    ends.append(bytes.count)
    counts.append(0)
    return counts.count - 1
  }

  @inline(never)
  private func holds(_ index: Int, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    self[index].elementsEqual(UnsafeBufferPointer(start: base, count: count))
  }

  /// Gives the memory of the slots back, which are made anew when a piece is added.
  mutating func forgetSlots() { slots = [] }

  /// Makes room for `more` new pieces.
  private mutating func reserve(more: Int) {
    let wanted = count + more
    if wanted * 8 <= slots.count * 5 { return }
    var size = max(slots.count, 1 << 10)
    while wanted * 8 > size * 5 { size *= 2 }
    let old = slots
    slots = [Slot](repeating: .free, count: size)
    if old.isEmpty {
      for index in 0..<count {
        let range = range(index)
        let key = bytes.withUnsafeBufferPointer {
          PieceKey(
            $0.baseAddress.unsafelyUnwrapped + range.lowerBound, count: range.count,
            readable: $0.count - range.lowerBound)
        }
        place(Slot(key: key, index: index))
      }
    }
    for entry in old where entry.index >= 0 { place(entry) }
  }

  private mutating func place(_ entry: Slot) {
    var slot = Int(truncatingIfNeeded: entry.key.hash) & (slots.count - 1)
    while slots[slot].index >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }
}
