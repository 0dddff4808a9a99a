/// As `scan`, 64 bytes at a time.
///
/// Dropped: asking the rule for each piece, with a word's end told by a mask of letters (no faster than eight bytes at
/// a time: which branch a piece takes cannot be guessed, and that costs more than its letters).
@inline(__always)
func scanBlocks<Rule: BlockRule>(
  _ rule: Rule.Type, _ ends: UnsafeMutableBufferPointer<Int>, from start: Int,
  in text: UnsafeBufferPointer<UInt8>
) -> Int {
  if !FastPaths.areOn { return scan(rule, ends, from: start, in: text) }
  guard let scanned = ScannedText(text), let output = ends.baseAddress else { return 0 }
  let limit = ends.count
  var position = start
  var count = 0
  while count < limit, position < scanned.end {
    let end = cutBlocks(rule, output, &count, limit, from: position, in: scanned)
    if count == limit || end == scanned.end { break }
    position = end
  }
  return count
}

/// Cuts from the start of a piece up to the next hard place, and what is there; gives the last piece's end.
@inline(__always)
private func cutBlocks<Rule: BlockRule>(
  _ rule: Rule.Type, _ ends: UnsafeMutablePointer<Int>, _ count: inout Int, _ limit: Int,
  from start: Int, in text: ScannedText
) -> Int {
  var reader = BlockReader<Rule>(at: start)
  var cuts = BlockCuts<Rule>()
  var block = reader.read(text)
  var base = start
  var position = start
  // The first piece's start ends nothing.
  var known: UInt64 = 1
  while true {
    let after = reader.read(text)
    let (all, hard) = cuts.next(block, after)
    // Those below the first hard place.
    var starts = all & ~known & ((hard & (0 &- hard)) &- 1)
    known = 0
    if limit &- count >= 72 {
      let more = starts.nonzeroBitCount
      let first = ends + count
      var written = 0
      // Eight at a time, those past the last one for nothing: how many there are no one can guess.
      repeat {
        for index in 0..<8 {
          first[written &+ index] = base &+ starts.trailingZeroBitCount
          starts &= starts &- 1
        }
        written &+= 8
      } while starts != 0
      count &+= more
      position = more > 0 ? first[more &- 1] : position
    } else {
      while starts != 0 {
        position = base &+ starts.trailingZeroBitCount
        ends[count] = position
        count &+= 1
        if count == limit { return position }
        starts &= starts &- 1
      }
    }
    if hard != 0 {
      let place = base &+ hard.trailingZeroBitCount
      repeat {
        position = rule.pieceEnd(text, position)
        ends[count] = position
        count &+= 1
      } while count < limit && position <= place && position < text.end
      return position
    }
    base &+= 64
    if base >= text.end {
      ends[count] = text.end
      count &+= 1
      return text.end
    }
    block = after
  }
}
