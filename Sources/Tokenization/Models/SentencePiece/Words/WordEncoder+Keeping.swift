extension WordEncoder {
  /// Keeps a word of up to 31 bytes; gives its slot.
  func keep(
    _ text: UnsafePointer<UInt8>, _ word: Word, _ cut: Cut
  ) -> UnsafeMutableRawPointer {
    if word.length <= WordKey.limit { return keep(word.key, word.hash, cut, isPart: false) }
    let number = pack(cut, size: 32)
    let key = LongWordKey(text, word.length)
    let slot = long.slot(word.hash, keyEnd: 24) { LongWordKey(slot: $0).hash }
    slot.storeBytes(of: key.first, as: UInt64.self)
    slot.storeBytes(of: key.second, toByteOffset: 8, as: UInt64.self)
    slot.storeBytes(of: key.third, toByteOffset: 16, as: UInt64.self)
    slot.storeBytes(of: key.fourth | number << 60, toByteOffset: 24, as: UInt64.self)
    (slot + 32).copyMemory(from: packed, byteCount: 32)
    return slot
  }

  /// Keeps a word, or a part of words, of up to 15 bytes; gives its slot.
  func keep(
    _ key: WordKey, _ hash: UInt64, _ cut: Cut, isPart: Bool
  ) -> UnsafeMutableRawPointer {
    let number = pack(cut, size: 16)
    let slot =
      isPart
      ? parts.slot(hash, keyEnd: 8) { WordKey(slot: $0).hash }
      : short.slot(hash, keyEnd: 8) { WordKey(slot: $0).hash }
    slot.storeBytes(of: key.low, as: UInt64.self)
    slot.storeBytes(of: key.high | number << 60, toByteOffset: 8, as: UInt64.self)
    (slot + 16).copyMemory(from: packed, byteCount: 16)
    return slot
  }

  /// Writes into `packed` what a slot says behind its key; gives the number of ids for it, or that they are elsewhere.
  private func pack(_ cut: Cut, size: Int) -> UInt64 {
    let width = isNarrow ? 2 : 4
    let room = min((isScored ? size - 4 : size) / width, 14)
    let isPlain =
      cut.idCount > 0 && cut.ids[0] != tables.unknown && (!isScored || cut.isPlain)
    packed.initializeMemory(as: UInt64.self, repeating: 0, count: 4)
    var number = Self.elsewhere
    if isPlain, cut.idCount <= room {
      number = cut.idCount
      for index in 0..<cut.idCount {
        if isNarrow {
          packed.storeBytes(
            of: UInt16(truncatingIfNeeded: cut.ids[index]), toByteOffset: 2 * index,
            as: UInt16.self)
        } else {
          packed.storeBytes(of: cut.ids[index], toByteOffset: 4 * index, as: UInt32.self)
        }
      }
    } else {
      let scoreCount = isPlain ? 0 : cut.scoreCount
      packed.storeBytes(of: UInt32(keepValues(cut, scoreCount)), as: UInt32.self)
      packed.storeBytes(of: UInt16(cut.idCount), toByteOffset: 4, as: UInt16.self)
      packed.storeBytes(
        of: isPlain ? Self.plain : UInt16(scoreCount), toByteOffset: 6, as: UInt16.self)
    }
    if isScored {
      packed.storeBytes(
        of: Scored.pack(limit: cut.limit, sum: cut.sum), toByteOffset: size - 4, as: UInt32.self)
    }
    return UInt64(number)
  }

  /// Keeps ids and scores outside of slots, where `makeRoom` made room; gives where they start.
  private func keepValues(_ cut: Cut, _ scoreCount: Int) -> Int {
    let start = valueCount
    let end = start + cut.idCount + scoreCount
    values.reserve(end, keeping: start)
    let target = values.base + start
    for index in 0..<cut.idCount { target[index] = cut.ids[index] }
    for index in 0..<scoreCount { target[cut.idCount + index] = cut.scores[index].bitPattern }
    var hash: UInt32 = 0
    for index in 0..<end - start { hash = (hash ^ target[index]) &* 0x9E37_79B1 }
    let known = starts.base + Int(hash >> 22)
    let before = Int(known.pointee)
    if before + (end - start) <= start,
      (0..<end - start).allSatisfy({ values.base[before + $0] == target[$0] })
    {
      return before
    }
    known.pointee = UInt32(start)
    valueCount = end
    return start
  }

  /// Makes room for the values of a word and of its parts; at the bound all words are forgotten.
  @inline(__always)
  func makeRoom(_ progress: inout Progress) {
    if valueCount > Self.mostValues - 4 * Self.longestNormalized { forget(&progress) }
  }

  @inline(never)
  private func forget(_ progress: inout Progress) {
    // Scores that are not added up yet may stand there.
    if isScored { sync(&progress) }
    short.empty()
    long.empty()
    parts.empty()
    valueCount = 0
  }
}
