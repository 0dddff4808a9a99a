import Groundwork

extension RankTokenizer {
  /// Cuts a text before single spaces, where a piece ends and nothing before decides on what follows, so that the parts'
  /// ids, one part after the other, are the text's.
  ///
  /// - Parameters:
  ///   - text: the text, UTF-8.
  ///   - size: the least number of bytes of all parts but the last.
  /// - Returns: the parts in order; one where the text has no such place or the pattern is not known to allow it.
  /// - Complexity: O(parts), where texts have single spaces.
  public func independentParts(
    of text: UnsafeBufferPointer<UInt8>, size: Int
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    while splitter.cutsBeforeSingleSpaces, text.count - start > max(size, 1) * 3 / 2,
      let cut = StretchCutter.firstSingleSpace(in: text, from: start + max(size, 1))
    {
      parts.append(start..<cut)
      start = cut
    }
    return parts + [start..<text.count]
  }
}

extension EncoderPool {
  /// Encodes one text by parts on several threads.
  ///
  /// - Parameters:
  ///   - text: the text, UTF-8.
  ///   - parts: its `independentParts`.
  ///   - workers: the threads.
  /// - Returns: the ids of each part; one after the other, they are those of the text, for any number of threads.
  public func encode(
    _ text: [UInt8], parts: [Range<Int>], on workers: WorkerPool
  ) throws(Failure) -> [[UInt32]] {
    try workers.map(parts.count) { (part) throws(Failure) in
      try withEncoder { (encoder) throws(Failure) in
        var ids: [UInt32] = []
        text.withUnsafeBufferPointer {
          encoder.encode(UnsafeBufferPointer(rebasing: $0[parts[part]]), into: &ids)
        }
        return ids
      }
    }
  }
}
