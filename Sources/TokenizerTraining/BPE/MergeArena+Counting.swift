extension MergeArena {
  /// Counts all pairs of neighbours as they are now, and keeps those that may be merged and are frequent, with
  /// their places.
  ///
  /// O(slots). Counts depend on the symbols in the row alone, so that rare pairs can be left out until the
  /// frequent ones are merged, and found again then: most never are. Where it is known what no pair reaches, most of the
  /// rare ones are told by a sketch before they are numbered: numbering all of 30 MB of law took more memory than
  /// anything else of a training.
  ///
  /// - Parameters:
  ///   - minimum: no rarer pair is kept.
  ///   - depth: nor one that is so many times rarer than the most frequent.
  ///   - limit: what no pair's count is above; nil where that is not known.
  mutating func countPairs(minimum: UInt64, depth: UInt64, limit: UInt64? = nil) {
    if let limit {
      floor = max(minimum, limit / depth)
      narrow()
      let bits = max(12, Int.bitWidth - (slots.count / 4).leadingZeroBitCount)
      let sketch = PairSketch(bits: min(bits, 24))
      forEachPair { (_, key, weight) in sketch.add(key, weight: weight) }
      let floor = floor
      numberPairs { key in sketch.bound(key) >= floor }
    } else {
      numberPairs { _ in true }
      var highest: UInt64 = 0
      for pair in 0..<pairs.count { highest = max(highest, pairs.base[pair].count) }
      floor = max(minimum, highest / depth)
    }
    keepFrequentPairs()
  }

  /// Lays all tokens out anew in one slot each, and gives back the memory of the others; no pair is counted then.
  ///
  /// Most merges of letters are done when the first frequent pairs are, so that a fraction of the slots is left.
  private mutating func narrow() {
    var kept = PieceEnds(places: slots.count / 2)
    let (slots, widths) = (slots.base, widths.base)
    var (place, next) = (1, 1)
    while place < self.slots.count {
      let symbol = slots[place].symbol
      slots[next] = Slot(symbol: symbol, pair: noPair)
      if symbol == noSymbol {
        if ends.isEnd(place) { kept.end(at: next) }
        place += 1
      } else {
        place += Int(widths[Int(symbol)])
      }
      next += 1
    }
    for symbol in 0..<self.widths.count { widths[symbol] = 1 }
    ends = kept
    self.slots.count = next
    self.slots.resize(exactly: next)
  }

  /// Calls `body` with the place, the symbols (the left above 32 bits) and the weight of each two neighbours.
  @inline(__always)
  private borrowing func forEachPair(
    _ body: (_ place: Int, _ key: UInt64, _ weight: UInt64) -> Void
  ) {
    let (slots, widths, last) = (slots.base, widths.base, slots.count - 1)
    weights.withUnsafeBufferPointer { weights in
      var place = 1
      var piece = 0
      while place < last {
        let symbol = slots[place].symbol
        if symbol == noSymbol {
          piece &+= ends.isEnd(place) ? 1 : 0
          place &+= 1
          continue
        }
        let after = place &+ Int(widths[Int(symbol)])
        let next = slots[after].symbol
        if next != noSymbol { body(place, UInt64(symbol) &<< 32 | UInt64(next), weights[piece]) }
        place = after
      }
    }
  }

  /// Counts the pairs that `takes` takes; places of others hold none.
  @inline(__always)
  private mutating func numberPairs(_ takes: (UInt64) -> Bool) {
    var index = PairIndex()
    var isAllowed = RawBuffer<Bool>(capacity: 1 << 10)
    pairs.count = 0
    places.count = 0
    postings.count = 0
    var place = 1
    var piece = 0
    // A copy of the reference: `self` is changed inside.
    let all = weights
    all.withUnsafeBufferPointer { weights in
      while place + 1 < slots.count {
        let symbol = slots.base[place].symbol
        if symbol == noSymbol {
          piece &+= ends.isEnd(place) ? 1 : 0
          place += 1
          continue
        }
        let width = Int(widths.base[Int(symbol)])
        let next = slots.base[place + width].symbol
        defer { place += width }
        slots.base[place].pair = noPair
        if next == noSymbol { continue }
        let key = UInt64(symbol) << 32 | UInt64(next)
        if !takes(key) { continue }
        let number = index.number(of: key)
        if number == pairs.count {
          pairs.append(Pair(count: 0, left: symbol, right: next))
          places.append(Places(start: 0, count: 0))
          isAllowed.append(
            join.allows(
              symbol, next,
              length: Int(lengths.base[Int(symbol)]) + Int(lengths.base[Int(next)]))
              && (refused.isEmpty || !refused.contains(key)))
        }
        if !isAllowed.base[number] { continue }
        slots.base[place].pair = UInt32(number)
        pairs.base[number].count += weights[piece]
        places.base[number].count += 1
      }
    }
  }

  /// Numbers the pairs that are kept anew, and lists their places.
  private mutating func keepFrequentPairs() {
    var numbers = RawBuffer<UInt32>(capacity: pairs.count)
    var kept = 0
    var start: UInt32 = 0
    for number in 0..<pairs.count {
      let (pair, found) = (pairs.base[number], places.base[number])
      if found.count == 0 || pair.count < floor {
        numbers.append(noPair)
        continue
      }
      numbers.append(UInt32(kept))
      pairs.base[kept] = pair
      places.base[kept] = Places(start: start, count: 0)
      start += found.count
      kept += 1
    }
    pairs.count = kept
    places.count = kept
    postings.resize(exactly: Int(start) + Int(start) / 2)
    postings.count = Int(start)
    let (slots, lists, postings) = (slots.base, places.base, postings.base)
    for place in 0..<self.slots.count where slots[place].pair != noPair {
      let number = numbers.base[Int(slots[place].pair)]
      slots[place].pair = number
      if number == noPair { continue }
      let list = lists + Int(number)
      postings[Int(list.pointee.start &+ list.pointee.count)] = UInt32(place)
      list.pointee.count += 1
    }
  }

  /// Makes room for more places of new pairs, first by leaving out those of old ones that hold them no longer.
  ///
  /// A place holds one pair at most, so that there are never more than slots. Tried and dropped: lists that only grow,
  /// which took twice the memory; room for a quarter more instead of half, with 4 % of the time spent here.
  mutating func reservePostings(_ more: Int) {
    if postings.count + more <= postings.capacity { return }
    let (slots, lists, held) = (slots.base, places.base, postings.base)
    var next = 0
    for number in 0..<places.count {
      let list = lists[number]
      let start = next
      for posting in Int(list.start)..<Int(list.start) + Int(list.count) {
        let place = held[posting]
        held[next] = place
        next += slots[Int(place)].pair == UInt32(truncatingIfNeeded: number) ? 1 : 0
      }
      lists[number] = Places(start: UInt32(start), count: UInt32(next - start))
    }
    postings.count = next
    if next + more > postings.capacity / 4 * 3 {
      postings.resize(exactly: max(next + more, postings.capacity + postings.capacity / 4))
    }
  }
}
