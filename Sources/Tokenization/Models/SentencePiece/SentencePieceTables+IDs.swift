extension SentencePieceTables {
  /// What a piece adds to the running score.
  @inline(__always)
  func score(of id: UInt32) -> Float { id == unknown ? unknownScore : scores.base[Int(id)] }

  /// Writes the ids of segments, with bytes for unknown scalars where the model has them.
  ///
  /// - Parameters:
  ///   - segments: the pieces.
  ///   - text: what they are the pieces of.
  ///   - output: room for as many ids as bytes more.
  ///   - count: the number of ids that are there.
  ///   - before: the id before; unknown pieces in a row become one.
  /// - Returns: the number of ids in `output` now.
  func putIDs(
    _ segments: UnsafeBufferPointer<Segment>, _ text: UnsafePointer<UInt8>,
    into output: UnsafeMutablePointer<UInt32>, _ count: Int, before: UInt32
  ) -> Int {
    let unknown = self.unknown
    let byteFallback = self.byteFallback
    let byteIDs = self.byteIDs.base
    var count = count
    var last = before
    var at = 0
    for segment in segments {
      let length = Int(segment.length)
      if segment.id != unknown {
        output[count] = segment.id
        last = segment.id
        count += 1
      } else if byteFallback {
        for index in at..<at + length {
          output[count] = byteIDs[Int(text[index])]
          last = output[count]
          count += 1
        }
      } else if last != unknown {
        output[count] = unknown
        last = unknown
        count += 1
      }
      at += length
    }
    return count
  }
}
