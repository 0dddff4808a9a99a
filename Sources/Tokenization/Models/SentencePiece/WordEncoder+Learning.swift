extension WordEncoder {
  /// Adds up the scores of what was written since.
  func sync(_ progress: inout Progress) {
    let tables = self.tables
    let output = chunks.output.base
    var running = progress.place.running
    for index in progress.synced..<progress.place.written {
      running += tables.score(of: output[index])
    }
    progress.place.running = running
    progress.synced = progress.place.written
    progress.bound = abs(running)
  }

  /// Encodes a word that is new, long, or holds unknown pieces, or whose margin is too thin here.
  ///
  /// - Returns: false where the word holds a space mark.
  @inline(never)
  func encodeOther(
    _ base: UnsafePointer<UInt8>, _ word: Word, spare: Int, _ progress: inout Progress
  ) -> Bool {
    let text = base + word.start
    if isScored { sync(&progress) }
    if word.length <= LongWordKey.limit {
      var slot =
        word.length <= WordKey.limit
        ? findShort(word.key, word.hash) : findLong(LongWordKey(text, word.length), word.hash)
      if slot == nil {
        if nextSpaceMark(text, from: 0, word.length) < word.length { return false }
        normalize(text, word.length)
        slot = learn(text, word)
      }
      if let slot, use(slot, isShort: word.length <= WordKey.limit, spare, &progress) {
        return true
      }
    } else if nextSpaceMark(text, from: 0, word.length) < word.length {
      return false
    }
    normalize(text, word.length)
    chunks.encode(UnsafePointer(normalized.bytes), normalized.count, &progress.place, spare: spare)
    progress.synced = progress.place.written
    progress.bound = abs(progress.place.running)
    return true
  }

  /// Normalizes a word as it is in a text.
  private func normalize(_ text: UnsafePointer<UInt8>, _ length: Int) {
    let word = UnsafeBufferPointer(start: text, count: length)
    if rule.spaces == .trimmed {
      normalizer.normalize(word, into: normalized)
    } else if length == 0 {
      // A mark alone.
      Self.space.withUnsafeBufferPointer { bareNormalizer.normalize($0, into: normalized) }
    } else if rule.controls != 0, text[0] == 0x0A {
      bareNormalizer.normalize(word, into: normalized)
    } else {
      normalizer.normalize(word, into: normalized)
    }
  }

  private static let space: [UInt8] = [0x20]
  /// Keeps the numbers of ids and scores below 65,535.
  private static let longestNormalized = 4096

  /// Cuts the word that is in `normalized` and keeps what came out; gives its slot.
  ///
  /// Nil for a word that rules made so long that it is not kept.
  private func learn(_ text: UnsafePointer<UInt8>, _ word: Word) -> UnsafeMutableRawPointer? {
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    if count > Self.longestNormalized { return nil }
    ids.reserve(count + 1)
    scores.reserve(count + 1)
    pieces.reserve(count + 1)
    var idCount = 0
    var scoreCount = 0
    var segmentCount = 0
    var hasBytes = false
    var limit = Float.greatestFiniteMagnitude
    // No less than what the pieces so far add, and what float32 may be off by at each.
    var sum: Float = 0
    var at = 0
    while at < count {
      let end = tables.boundary.chunkEnd(bytes, from: at, count)
      let (pieceCount, chunkLimit) = segmenter.cutAlone(
        bytes + at, count: end - at, into: pieces.base)
      if isScored { limit = min(limit, (chunkLimit - sum * 1.01).nextDown) }
      let segments = UnsafeBufferPointer(start: UnsafePointer(pieces.base), count: pieceCount)
      segmentCount += pieceCount
      for segment in segments {
        if segment.id == tables.unknown, tables.byteFallback { hasBytes = true }
        if !isScored { continue }
        let score = tables.score(of: segment.id)
        sum += abs(score) * 1.01 + 0.01
        scores.base[scoreCount] = score
        scoreCount += 1
      }
      idCount = tables.putIDs(
        segments, bytes + at, into: ids.base, idCount,
        before: idCount > 0 ? ids.base[idCount - 1] : SentencePieceTables.noID)
      at = end
    }
    // Unknown pieces that became one have more scores than ids.
    let isPlain =
      idCount > 0 && ids.base[0] != tables.unknown
      && (!isScored || idCount == segmentCount && !hasBytes)
    return keep(text, word, idCount, scoreCount, isPlain: isPlain, limit: limit, sum: sum)
  }

  private func keep(
    _ text: UnsafePointer<UInt8>, _ word: Word, _ idCount: Int, _ scoreCount: Int, isPlain: Bool,
    limit: Float, sum: Float
  ) -> UnsafeMutableRawPointer {
    let isShort = word.length <= WordKey.limit
    let width = isNarrow ? 2 : 4
    let size = isShort ? 16 : 32
    let room = min((isScored ? size - 4 : size) / width, 14)
    packed.initializeMemory(as: UInt64.self, repeating: 0, count: 4)
    var number = Self.elsewhere
    if isPlain, idCount <= room {
      number = idCount
      for index in 0..<idCount {
        if isNarrow {
          packed.storeBytes(
            of: UInt16(truncatingIfNeeded: ids.base[index]), toByteOffset: 2 * index,
            as: UInt16.self)
        } else {
          packed.storeBytes(of: ids.base[index], toByteOffset: 4 * index, as: UInt32.self)
        }
      }
    } else {
      let scoreCount = isPlain ? 0 : scoreCount
      let start = keepValues(idCount, scoreCount)
      packed.storeBytes(of: UInt32(start), as: UInt32.self)
      packed.storeBytes(of: UInt16(idCount), toByteOffset: 4, as: UInt16.self)
      packed.storeBytes(
        of: isPlain ? Self.plain : UInt16(scoreCount), toByteOffset: 6, as: UInt16.self)
    }
    if isScored {
      packed.storeBytes(
        of: Scored.pack(limit: limit, sum: sum), toByteOffset: size - 4, as: UInt32.self)
    }
    let mark = UInt64(number) << 60
    if isShort {
      let slot = short.slot(word.hash, keyEnd: 8) { WordKey(slot: $0).hash }
      slot.storeBytes(of: word.key.low, as: UInt64.self)
      slot.storeBytes(of: word.key.high | mark, toByteOffset: 8, as: UInt64.self)
      (slot + 16).copyMemory(from: packed, byteCount: 16)
      return slot
    }
    let key = LongWordKey(text, word.length)
    let slot = long.slot(word.hash, keyEnd: 24) { LongWordKey(slot: $0).hash }
    slot.storeBytes(of: key.first, as: UInt64.self)
    slot.storeBytes(of: key.second, toByteOffset: 8, as: UInt64.self)
    slot.storeBytes(of: key.third, toByteOffset: 16, as: UInt64.self)
    slot.storeBytes(of: key.fourth | mark, toByteOffset: 24, as: UInt64.self)
    (slot + 32).copyMemory(from: packed, byteCount: 32)
    return slot
  }

  /// Keeps ids and scores outside of slots; at the bound all words are forgotten.
  private func keepValues(_ idCount: Int, _ scoreCount: Int) -> Int {
    if valueCount + idCount + scoreCount > Self.mostValues {
      short.empty()
      long.empty()
      valueCount = 0
    }
    let start = valueCount
    values.reserve(start + idCount + scoreCount, keeping: start)
    let target = values.base + start
    for index in 0..<idCount { target[index] = ids.base[index] }
    for index in 0..<scoreCount { target[idCount + index] = scores.base[index].bitPattern }
    valueCount += idCount + scoreCount
    return start
  }

  /// Writes what a slot says, whose scores are added up to here; false where the running score is too far from zero.
  private func use(
    _ slot: UnsafeMutableRawPointer, isShort: Bool, _ spare: Int, _ progress: inout Progress
  ) -> Bool {
    let payload = slot + (isShort ? 16 : 32)
    let number = Int(
      truncatingIfNeeded: slot.load(fromByteOffset: isShort ? 8 : 24, as: UInt64.self) >> 60)
    if isScored {
      let tail = payload.load(fromByteOffset: isShort ? 12 : 28, as: UInt32.self)
      if progress.bound > Float(bitPattern: tail & 0xFFFF_0000) { return false }
    }
    var written = progress.place.written
    if number != Self.elsewhere {
      let target = chunks.output.base + written
      for index in 0..<number {
        target[index] =
          isNarrow
          ? UInt32(payload.load(fromByteOffset: 2 * index, as: UInt16.self))
          : payload.load(fromByteOffset: 4 * index, as: UInt32.self)
      }
      progress.place.written = written + number
      if isScored { sync(&progress) }
      return true
    }
    let idCount = Int(payload.load(fromByteOffset: 4, as: UInt16.self))
    let stated = payload.load(fromByteOffset: 6, as: UInt16.self)
    let scoreCount = stated == Self.plain ? 0 : Int(stated)
    let ids = UnsafePointer(values.base + Int(payload.load(as: UInt32.self)))
    chunks.output.reserve(written + idCount + spare, keeping: written)
    let output = chunks.output.base
    // Unknown pieces in a row become one, also across words.
    let before = written > 0 ? output[written - 1] : progress.place.last
    let first = idCount > 0 && ids[0] == tables.unknown && before == tables.unknown ? 1 : 0
    for index in first..<max(first, idCount) { output[written + index - first] = ids[index] }
    written += idCount - first
    for index in 0..<scoreCount {
      progress.place.running += Float(bitPattern: ids[idCount + index])
    }
    progress.place.written = written
    if stated == Self.plain {
      if isScored { sync(&progress) }
      return true
    }
    progress.synced = written
    progress.bound = abs(progress.place.running)
    return true
  }
}
