import CHints

extension WordEncoder {
  /// Writes where words begin (`kept`), or begin and end (`trimmed`), into `positions`; gives their number.
  @inline(__always)
  func scan(
    _ base: UnsafePointer<UInt8>, _ from: Int, _ to: Int, _ isSpace: inout Bool, _ pending: Int
  ) -> Int {
    let positions = self.positions
    let controls = rule.controls
    let isKept = rule.spaces == .kept
    var count = 0
    if pending >= 0 {
      positions[0] = pending
      count = 1
    }
    var before: UInt64 = isSpace ? 1 : 0
    var at = from
    while at < to {
      var (spaces, others) = spaceBits(base + at)
      var lines: UInt64 = 0
      while others != 0 {
        let place = others.trailingZeroBitCount
        if controls &>> UInt32(base[at &+ place]) & 1 == 1 { lines |= 1 &<< UInt64(place) }
        others &= others &- 1
      }
      var starts: UInt64
      if isKept {
        starts = spaces & ~(spaces &<< 1 | before) | lines
      } else {
        spaces |= lines
        starts = spaces ^ (spaces &<< 1 | before)
      }
      before = spaces &>> 63
      while starts != 0 {
        positions[count] = at &+ starts.trailingZeroBitCount
        count &+= 1
        starts &= starts &- 1
      }
      at &+= 64
    }
    isSpace = before == 1
    return count
  }

  /// Makes the keys of words and asks for their cache lines; gives the number of words.
  func prepare(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ pending: inout Int, _ isFirst: inout Bool
  ) -> Int {
    let positions = self.positions
    let words = self.words
    let isKept = rule.spaces == .kept
    let step = isKept ? 1 : 2
    let (shortBase, shortShift) = (UnsafeRawPointer(short.memory), short.shift)
    let (longBase, longShift) = (UnsafeRawPointer(long.memory), long.shift)
    var wordCount = 0
    var index = 0
    while index &+ 1 < count {
      var start = positions[index]
      let end = positions[index &+ 1]
      index &+= step
      if isKept {
        // The text's first word has its mark before it.
        if isFirst { isFirst = false } else if base[start] == 0x20 { start &+= 1 }
      }
      let length = end &- start
      let word = words + wordCount
      word.pointee.start = start
      word.pointee.length = length
      var line = shortBase
      if length <= WordKey.limit {
        let key = WordKey(base + start, length)
        let hash = key.hash
        word.pointee.key = key
        word.pointee.hash = hash
        line += Int(truncatingIfNeeded: hash &>> shortShift) &* 64
      } else if length <= LongWordKey.limit {
        let hash = LongWordKey(base + start, length).hash
        word.pointee.hash = hash
        line = longBase + Int(truncatingIfNeeded: hash &>> longShift) &* 64
      }
      derlius_prefetch(line)
      wordCount &+= 1
    }
    pending = index < count ? positions[index] : -1
    return wordCount
  }
}
