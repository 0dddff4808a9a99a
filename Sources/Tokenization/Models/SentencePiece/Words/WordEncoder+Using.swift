extension WordEncoder {
  /// Ids in the output whose scores are not their own, and where these stand in `values`.
  struct Stretch: BitwiseCopyable {
    var from: Int
    var to: Int
    var scores: Int
    var scoreCount: Int
  }

  /// Adds up the scores of what was written since, in the order of the text.
  func sync(_ progress: inout Progress) {
    let tables = self.tables
    let output = chunks.output.base
    var running = progress.place.running
    var at = progress.synced
    for index in 0..<stretchCount {
      let stretch = stretches.base[index]
      while at < stretch.from {
        running += tables.score(of: output[at])
        at &+= 1
      }
      let scores = values.base + stretch.scores
      for index in 0..<stretch.scoreCount { running += Float(bitPattern: scores[index]) }
      at = stretch.to
    }
    while at < progress.place.written {
      running += tables.score(of: output[at])
      at &+= 1
    }
    stretchCount = 0
    progress.place.running = running
    progress.synced = at
    progress.bound = abs(running)
  }

  /// Writes what a slot says; false where the running score is too far from zero.
  func use(
    _ slot: UnsafeMutableRawPointer, isShort: Bool, _ spare: Int, _ progress: inout Progress
  ) -> Bool {
    let payload = slot + (isShort ? 16 : 32)
    let number = Int(
      truncatingIfNeeded: slot.load(fromByteOffset: isShort ? 8 : 24, as: UInt64.self) >> 60)
    if isScored {
      let tail = payload + (isShort ? 12 : 28)
      if !Scored.add(tail, &progress.bound) {
        sync(&progress)
        if !Scored.add(tail, &progress.bound) { return false }
      }
    }
    var written = progress.place.written
    if number != Self.elsewhere {
      chunks.output.reserve(written + 16 + spare, keeping: written)
      let target = chunks.output.base + written
      if isNarrow {
        isShort ? Narrow.writeShort(payload, target) : Narrow.writeLong(payload, target)
      } else {
        isShort ? Wide.writeShort(payload, target) : Wide.writeLong(payload, target)
      }
      progress.place.written = written + number
      return true
    }
    let idCount = Int(payload.load(fromByteOffset: 4, as: UInt16.self))
    let stated = payload.load(fromByteOffset: 6, as: UInt16.self)
    let start = Int(payload.load(as: UInt32.self))
    let ids = UnsafePointer(values.base + start)
    chunks.output.reserve(written + idCount + spare, keeping: written)
    let output = chunks.output.base
    // Unknown pieces in a row become one, also across words.
    let before = written > 0 ? output[written - 1] : progress.place.last
    let first = idCount > 0 && ids[0] == tables.unknown && before == tables.unknown ? 1 : 0
    for index in first..<max(first, idCount) { output[written + index - first] = ids[index] }
    written += idCount - first
    if isScored, stated != Self.plain {
      stretches.reserve(stretchCount + 1, keeping: stretchCount)
      stretches.base[stretchCount] = Stretch(
        from: progress.place.written, to: written, scores: start + idCount,
        scoreCount: Int(stated))
      stretchCount += 1
    }
    progress.place.written = written
    return true
  }
}
