extension WordEncoder {
  /// What a word, or a part of it, was cut into: memory of the encoder, which the next cut uses again.
  struct Cut {
    let ids: UnsafeMutablePointer<UInt32>
    let scores: UnsafeMutablePointer<Float>
    var idCount = 0
    /// The number of scores; none where the model has no running score.
    var scoreCount = 0
    /// Whether the scores are those of the ids, one each.
    var isPlain = true
    /// How far from zero the running score may be.
    var limit = Float.greatestFiniteMagnitude
    /// No less than what the pieces add, and what float32 may be off by at each.
    var sum: Float = 0

    /// Adds what comes behind; unknown pieces in a row become one.
    ///
    /// - Parameters:
    ///   - ids: the ids.
    ///   - idCount: their number.
    ///   - limit: how far from zero the running score before them may be.
    ///   - sum: what they add at most.
    ///   - unknown: the id of the unknown piece.
    @inline(__always)
    mutating func append(
      _ ids: UnsafePointer<UInt32>, _ idCount: Int, limit: Float, sum: Float, unknown: UInt32
    ) {
      let isJoined =
        self.idCount > 0 && idCount > 0 && ids[0] == unknown
        && self.ids[self.idCount - 1] == unknown
      var index = isJoined ? 1 : 0
      while index < idCount {
        self.ids[self.idCount] = ids[index]
        self.idCount &+= 1
        index &+= 1
      }
      if isJoined { isPlain = false }
      self.limit = min(self.limit, (limit - self.sum * 1.01).nextDown)
      self.sum += sum
    }
  }

  /// Cuts the word in `normalized`: at borders first, so that what words share is cut once.
  ///
  /// - Parameters:
  ///   - text: the word as it is written.
  ///   - isAsItIs: whether the normalizer only put a mark in front.
  func cut(_ text: UnsafePointer<UInt8>, isAsItIs: Bool) -> Cut {
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    var end = borders.next(bytes, from: 0, count)
    if end == count { return cutAlone(bytes, count) }
    ids.reserve(count + 1)
    scores.reserve(count + 1)
    var whole = Cut(ids: ids.base, scores: scores.base)
    var at = 0
    while true {
      let length = end - at
      if at == 0, isAsItIs, length <= WordKey.limit + 3 {
        // A word may begin another one.
        append(beginning(text, length - 3), isShort: true, to: &whole)
      } else if length <= WordKey.limit {
        append(part(bytes + at, length), isShort: true, to: &whole)
      } else {
        append(cutAlone(bytes + at, length), to: &whole)
      }
      at = end
      if at == count { return whole }
      end = borders.next(bytes, from: at, count)
    }
  }

  /// The slot of the word that is the beginning of the one in `normalized`.
  private func beginning(
    _ text: UnsafePointer<UInt8>, _ length: Int
  ) -> UnsafeMutableRawPointer {
    let key = WordKey(text, length)
    let hash = key.hash
    if let slot = short.find(key, hash) { return slot }
    return keep(key, hash, cutAlone(UnsafePointer(normalized.bytes), length + 3), isPart: false)
  }

  /// The slot of a part of a word: up to 15 bytes, normalized.
  func part(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UnsafeMutableRawPointer {
    let key = WordKey(bytes, length)
    let hash = key.hash
    if let slot = parts.find(key, hash) { return slot }
    return keep(key, hash, cutAlone(bytes, length), isPart: true)
  }

  /// Cuts normalized text by itself.
  private func cutAlone(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Cut {
    pieces.reserve(count + 1)
    aloneIDs.reserve(count + 1)
    aloneScores.reserve(count + 1)
    let (pieceCount, limit) = segmenter.cutAlone(bytes, count: count, into: pieces.base)
    var cut = Cut(ids: aloneIDs.base, scores: aloneScores.base)
    let segments = UnsafeBufferPointer(start: UnsafePointer(pieces.base), count: pieceCount)
    cut.idCount = tables.putIDs(
      segments, bytes, into: cut.ids, 0, before: SentencePieceTables.noID)
    if !isScored { return cut }
    cut.limit = limit
    cut.scoreCount = pieceCount
    // Unknown pieces that became one have more scores than ids, bytes fewer.
    cut.isPlain = cut.idCount == pieceCount
    for index in 0..<pieceCount {
      let id = segments[index].id
      if id == tables.unknown, tables.byteFallback { cut.isPlain = false }
      let score = tables.score(of: id)
      cut.sum += abs(score) * 1.01 + 0.01
      cut.scores[index] = score
    }
    return cut
  }

  private func append(_ part: Cut, to whole: inout Cut) {
    if isScored {
      (whole.scores + whole.scoreCount).update(from: part.scores, count: part.scoreCount)
      whole.scoreCount += part.scoreCount
      if !part.isPlain { whole.isPlain = false }
    }
    whole.append(
      part.ids, part.idCount, limit: part.limit, sum: part.sum, unknown: tables.unknown)
  }

  /// Adds what a slot says.
  private func append(_ slot: UnsafeRawPointer, isShort: Bool, to whole: inout Cut) {
    let payload = slot + (isShort ? 16 : 32)
    let number = Int(
      truncatingIfNeeded: slot.load(fromByteOffset: isShort ? 8 : 24, as: UInt64.self) >> 60)
    var limit = Float.greatestFiniteMagnitude
    var sum: Float = 0
    if isScored {
      let tail = payload.load(fromByteOffset: isShort ? 12 : 28, as: UInt32.self)
      (limit, sum) = (Float(bitPattern: tail & 0xFFFF_0000), Float(bitPattern: tail << 16))
    }
    var idCount = number
    var ids = UnsafePointer(aloneIDs.base)
    var stated = Self.plain
    if number != Self.elsewhere {
      // 16 ids are written.
      aloneIDs.reserve(16)
      ids = UnsafePointer(aloneIDs.base)
      if isNarrow {
        Narrow.writeShort(payload, aloneIDs.base)
      } else {
        Wide.writeShort(payload, aloneIDs.base)
      }
    } else {
      idCount = Int(payload.load(fromByteOffset: 4, as: UInt16.self))
      stated = payload.load(fromByteOffset: 6, as: UInt16.self)
      ids = UnsafePointer(values.base + Int(payload.load(as: UInt32.self)))
    }
    if isScored {
      let scores = whole.scores + whole.scoreCount
      if stated == Self.plain {
        for index in 0..<idCount { scores[index] = tables.score(of: ids[index]) }
        whole.scoreCount += idCount
      } else {
        for index in 0..<Int(stated) { scores[index] = Float(bitPattern: ids[idCount + index]) }
        whole.scoreCount += Int(stated)
        if Int(stated) != idCount || tables.byteFallback { whole.isPlain = false }
      }
    }
    whole.append(ids, idCount, limit: limit, sum: sum, unknown: tables.unknown)
  }
}
