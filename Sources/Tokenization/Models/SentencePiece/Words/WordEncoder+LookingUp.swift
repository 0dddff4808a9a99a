extension WordEncoder {
  /// Encodes the words that `count` positions make; what is left over stays pending.
  func encodeWords(
    _ base: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, _ pending: inout Int,
    _ progress: inout Progress
  ) -> Bool {
    let wordCount = prepare(base, count, &pending, &progress.isFirst)
    if wordCount == 0 { return true }
    let isFine =
      isScored
      ? (isNarrow
        ? lookUp(base, wordCount, Narrow.self, Scored.self, &progress)
        : lookUp(base, wordCount, Wide.self, Scored.self, &progress))
      : (isNarrow
        ? lookUp(base, wordCount, Narrow.self, Unscored.self, &progress)
        : lookUp(base, wordCount, Wide.self, Unscored.self, &progress))
    if isScored, !isLast { sync(&progress) }
    return isFine
  }

  /// Writes the ids of the words.
  @inline(__always)
  private func lookUp<Width: SlotWidth, Scoring: WordScoring>(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ width: Width.Type, _ scoring: Scoring.Type,
    _ progress: inout Progress
  ) -> Bool {
    let words = self.words
    let output = chunks.output
    // A slot writes 16 ids, of which the first ones count.
    output.reserve(progress.place.written + 16 * count + 16, keeping: progress.place.written)
    var target = output.base
    var written = progress.place.written
    var bound = progress.bound
    var index = 0
    while index < count {
      let word = words + index
      index &+= 1
      let length = word.pointee.length
      if length <= WordKey.limit {
        if let slot = short.find(word.pointee.key, word.pointee.hash) {
          if Scoring.add(slot + 28, &bound) {
            let ids = Int(truncatingIfNeeded: slot.load(fromByteOffset: 8, as: UInt64.self) &>> 60)
            if ids != Self.elsewhere {
              Width.writeShort(slot + 16, target + written)
              written &+= ids
              continue
            }
            let room = output.capacity &- written &- 16 &* (count &- index) &- 16
            let more = copyPlain(slot + 16, target + written, room: room)
            if more > 0 {
              written &+= more
              continue
            }
          }
        }
      } else if length <= LongWordKey.limit {
        if let slot = long.find(LongWordKey(base + word.pointee.start, length), word.pointee.hash) {
          if Scoring.add(slot + 60, &bound) {
            let ids = Int(truncatingIfNeeded: slot.load(fromByteOffset: 24, as: UInt64.self) &>> 60)
            if ids != Self.elsewhere {
              Width.writeLong(slot + 32, target + written)
              written &+= ids
              continue
            }
            let room = output.capacity &- written &- 16 &* (count &- index) &- 16
            let more = copyPlain(slot + 32, target + written, room: room)
            if more > 0 {
              written &+= more
              continue
            }
          }
        }
      }
      progress.place.written = written
      progress.bound = bound
      if !encodeOther(base, word.pointee, spare: 16 * (count - index) + 16, &progress) {
        return false
      }
      written = progress.place.written
      bound = progress.bound
      target = output.base
    }
    progress.place.written = written
    progress.bound = bound
    return true
  }

  /// Writes ids that stand in `values`, where nothing is to be done but that; gives their number, or 0.
  @inline(__always)
  private func copyPlain(
    _ payload: UnsafeRawPointer, _ target: UnsafeMutablePointer<UInt32>, room: Int
  ) -> Int {
    let count = Int(payload.load(fromByteOffset: 4, as: UInt16.self))
    if payload.load(fromByteOffset: 6, as: UInt16.self) != Self.plain || count > room { return 0 }
    let ids = values.base + Int(payload.load(as: UInt32.self))
    for index in 0..<count { target[index] = ids[index] }
    return count
  }
}
