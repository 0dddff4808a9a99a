extension WordEncoder {
  /// Encodes a word that is new, long, or holds unknown pieces, or whose margin is too thin here.
  ///
  /// - Returns: false where the word holds a space mark.
  @inline(never)
  func encodeOther(
    _ base: UnsafePointer<UInt8>, _ word: Word, spare: Int, _ progress: inout Progress
  ) -> Bool {
    let text = base + word.start
    let isShort = word.length <= WordKey.limit
    if word.length <= LongWordKey.limit,
      let slot = isShort
        ? short.find(word.key, word.hash) : long.find(LongWordKey(text, word.length), word.hash)
    {
      if use(slot, isShort: isShort, spare, &progress) { return true }
      normalize(text, word.length)
    } else {
      let isAsItIs = takeAsItIs(text, word.length)
      if !isAsItIs {
        if nextSpaceMark(text, from: 0, word.length) < word.length { return false }
        normalize(text, word.length)
      }
      makeRoom(&progress)
      if word.length > LongWordKey.limit {
        encodeLong(text, isAsItIs: isAsItIs, spare: spare, &progress)
        return true
      }
      if normalized.count <= Self.longestNormalized {
        let cut = cut(text, isAsItIs: isAsItIs)
        let slot = keep(text, word, cut)
        if use(slot, isShort: isShort, spare, &progress) { return true }
      }
    }
    encodeExactly(UnsafePointer(normalized.bytes), normalized.count, spare: spare, &progress)
    return true
  }

  /// Keeps the numbers of ids and scores below 65,535.
  static let longestNormalized = 4096

  /// Encodes the word in `normalized`, which is too long for a slot.
  private func encodeLong(
    _ text: UnsafePointer<UInt8>, isAsItIs: Bool, spare: Int, _ progress: inout Progress
  ) {
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    if count > SegmentCache.longest { return encodeParts(spare: spare, &progress) }
    if isScored { sync(&progress) }
    var isDone = chunks.encodeKnown(bytes, count, &progress.place, spare: spare)
    if isDone == nil {
      chunks.keep(bytes, count, cut(text, isAsItIs: isAsItIs))
      isDone = chunks.encodeKnown(bytes, count, &progress.place, spare: spare)
    }
    if isDone != true { return encodeExactly(bytes, count, spare: spare, &progress) }
    progress.synced = progress.place.written
    progress.bound = abs(progress.place.running)
  }

  /// Encodes what is in `normalized` part by part, each looked up by itself.
  private func encodeParts(spare: Int, _ progress: inout Progress) {
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    var at = 0
    while at < count {
      let end = borders.next(bytes, from: at, count)
      if end - at <= WordKey.limit {
        makeRoom(&progress)
        let slot = part(bytes + at, end - at)
        if use(slot, isShort: true, spare, &progress) {
          at = end
          continue
        }
      }
      encodeExactly(bytes + at, end - at, spare: spare, &progress)
      at = end
    }
  }

  /// Encodes normalized text with regard to the running score.
  private func encodeExactly(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, spare: Int, _ progress: inout Progress
  ) {
    if isScored { sync(&progress) }
    chunks.encode(bytes, count, &progress.place, spare: spare)
    progress.synced = progress.place.written
    progress.bound = abs(progress.place.running)
  }

  /// Puts a word that surely stays as it is into `normalized`, behind a mark; false for any other.
  private func takeAsItIs(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    // Spaces and controls start words that have more marks, or none.
    if length == 0 || text[0] <= 0x20 { return false }
    let word = UnsafeBufferPointer(start: text, count: length)
    if !normalizer.leavesAsItIs(word) { return false }
    normalized.takeMarked(word)
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
}
