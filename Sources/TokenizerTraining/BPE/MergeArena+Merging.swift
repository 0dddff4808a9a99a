extension MergeArena {
  /// Merges a pair everywhere into the symbol `new`, from left to right without overlap.
  ///
  /// Afterwards `pairs` holds the new symbol's pairs, complete, but for those rarer than `floor`; they
  /// are those from the count before on. Each place costs O(1): two counts fall, two rise.
  mutating func merge(_ number: UInt32, into new: UInt32) {
    let (pair, list) = (pairs.base[Int(number)], places.base[Int(number)])
    let widthLeft = Int(widths.base[Int(pair.left)])
    let width = widthLeft + Int(widths.base[Int(pair.right)])
    append(joining: pair.left, pair.right)
    let length = Int(lengths.base[Int(new)])
    scratch.places.count = 0
    scratch.places.reserve(more: 2 * Int(list.count))
    scratch.newPairs.count = 0
    scratch.newPairs.reserve(more: 2 * Int(list.count))

    // All that the loop touches, as locals: fields of self would be loaded again at each step.
    let slots = self.slots.base
    let pairs = self.pairs.base
    let (lengths, widths) = (self.lengths.base, self.widths.base)
    let byLeft = scratch.byLeft.base
    let byRight = scratch.byRight.base
    let newPairs = scratch.newPairs.base
    let places = scratch.places.base
    let postings = self.postings.base + Int(list.start)
    let listed = Int(list.count)
    var merged: UInt64 = 0
    var newCount = 0
    var placeCount = 0
    let (held, heldWeights) = (scratch.held.base, scratch.heldWeights.base)
    weights.withUnsafeBufferPointer { weights in
      var (next, heldCount, looked) = (0, 0, 0)
      while true {
        if next == heldCount {
          if looked == listed { break }
          // Which of some places still hold the pair, without a branch: looks do not wait for one another, and
          // many places are in no cache. Tried and dropped: a look at each when it is merged; half of merging waited for it.
          (next, heldCount) = (0, 0)
          let stop = min(looked + MergeScratch.looks, listed)
          while looked < stop {
            let place = postings[looked]
            held[heldCount] = place
            heldWeights[heldCount] = weights[ends.piece(at: Int(place))]
            heldCount &+= slots[Int(place)].pair == number ? 1 : 0
            looked &+= 1
          }
          continue
        }
        let (start, weight) = (Int(held[next]), heldWeights[next])
        next += 1
        // A merge of this run may have taken one of its halves.
        if slots[start].pair != number { continue }
        merged += weight
        let middle = start + widthLeft
        let end = start + width

        lower(slots[middle].pair, by: weight, pairs, newPairs)
        slots[middle].pair = noPair
        slots[start].symbol = new
        slots[end - 1].symbol = new

        var formed = noPair
        let following = slots[end].symbol
        if following != noSymbol {
          // Whether the pair may be merged is asked once for each neighbour.
          if byRight[Int(following)] == noPair {
            byRight[Int(following)] = UInt32(newCount)
            newPairs[newCount] = .init(
              count: 0, neighbour: following, isLeft: false,
              isRefused: !join.allows(
                new, following, length: length + Int(lengths[Int(following)])),
              places: 0, final: noPair)
            newCount += 1
          }
          let local = byRight[Int(following)]
          if !newPairs[Int(local)].isRefused {
            newPairs[Int(local)].count += weight
            newPairs[Int(local)].places += 1
            formed = local | MergeScratch.mark
            places[placeCount] = .init(pair: formed, place: UInt32(start))
            placeCount += 1
          }
        }
        slots[start].pair = formed

        let previous = slots[start - 1].symbol
        if previous == noSymbol { continue }
        let before = start - Int(widths[Int(previous)])
        lower(slots[before].pair, by: weight, pairs, newPairs)
        formed = noPair
        if byLeft[Int(previous)] == noPair {
          byLeft[Int(previous)] = UInt32(newCount)
          newPairs[newCount] = .init(
            count: 0, neighbour: previous, isLeft: true,
            isRefused: !join.allows(previous, new, length: length + Int(lengths[Int(previous)])),
            places: 0, final: noPair)
          newCount += 1
        }
        let local = byLeft[Int(previous)]
        if !newPairs[Int(local)].isRefused {
          newPairs[Int(local)].count += weight
          newPairs[Int(local)].places += 1
          formed = local | MergeScratch.mark
          places[placeCount] = .init(pair: formed, place: UInt32(before))
          placeCount += 1
        }
        slots[before].pair = formed
      }
    }
    scratch.newPairs.count = newCount
    scratch.places.count = placeCount
    self.pairs.base[Int(number)].count = 0
    tokens -= merged
    keepNewPairs(of: new)
  }

  /// Notes the symbol that a pair makes.
  mutating func append(joining left: UInt32, _ right: UInt32) {
    lengths.append(lengths.base[Int(left)] + lengths.base[Int(right)])
    widths.append(widths.base[Int(left)] + widths.base[Int(right)])
    join.append(joining: left, right)
  }

  /// Lowers the count of the pair that a slot held; new pairs also lose the place.
  @inline(__always)
  private func lower(
    _ held: UInt32, by weight: UInt64, _ pairs: UnsafeMutablePointer<Pair>,
    _ newPairs: UnsafeMutablePointer<MergeScratch.NewPair>
  ) {
    if held == noPair { return }
    if held & MergeScratch.mark == 0 {
      pairs[Int(held)].count -= weight
    } else {
      let local = Int(held & ~MergeScratch.mark)
      newPairs[local].count -= weight
      newPairs[local].places -= 1
    }
  }

  /// Gives the new pairs that are frequent enough their numbers and lists of places.
  private mutating func keepNewPairs(of new: UInt32) {
    reservePostings(scratch.places.count)
    for local in 0..<scratch.newPairs.count {
      let pair = scratch.newPairs.base[local]
      if pair.isLeft {
        scratch.byLeft.base[Int(pair.neighbour)] = noPair
      } else {
        scratch.byRight.base[Int(pair.neighbour)] = noPair
      }
      if pair.isRefused { continue }
      let (left, right) = pair.isLeft ? (pair.neighbour, new) : (new, pair.neighbour)
      if pair.count < floor {
        if keepsPassing { passing.append(PassingPair(left: left, right: right)) }
        continue
      }
      scratch.newPairs.base[local].final = UInt32(pairs.count)
      pairs.append(Pair(count: pair.count, left: left, right: right))
      places.append(Places(start: UInt32(postings.count), count: 0))
      postings.count += pair.places
    }
    let (slots, formed, newPairs) = (slots.base, scratch.places.base, scratch.newPairs.base)
    let (lists, postings) = (places.base, postings.base)
    for index in 0..<scratch.places.count {
      let place = formed[index]
      if slots[Int(place.place)].pair != place.pair { continue }
      let final = newPairs[Int(place.pair & ~MergeScratch.mark)].final
      slots[Int(place.place)].pair = final
      if final == noPair { continue }
      let list = lists + Int(final)
      postings[Int(list.pointee.start &+ list.pointee.count)] = place.place
      list.pointee.count += 1
    }
  }

  /// The tokens of all pieces at this point, in order; `noSymbol` for letters without a symbol.
  borrowing func forEachToken(_ body: (_ piece: Int, _ symbol: UInt32) -> Void) {
    var place = 1
    var piece = 0
    while place < slots.count {
      let symbol = slots.base[place].symbol
      if symbol != noSymbol {
        body(piece, symbol)
        place += Int(widths.base[Int(symbol)])
        continue
      }
      if ends.isEnd(place) { piece += 1 } else { body(piece, noSymbol) }
      place += 1
    }
  }
}
