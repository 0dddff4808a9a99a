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

/// Encodes one text after the other, each on several threads.
///
/// Threads keep their encoders from text to text. The ids are those of `RankTokenizer.makeEncoder()`, for any number of
/// threads.
public final class PartedEncoder: TextEncoder {
  private let tokenizer: RankTokenizer
  private let encoders: EncoderPool
  private let workers: WorkerPool
  private let size: Int

  /// Creates an encoder.
  ///
  /// - Parameters:
  ///   - tokenizer: the tokenizer.
  ///   - workers: the threads.
  ///   - size: the least number of bytes of a part: large enough that starting it does not count.
  public init(_ tokenizer: RankTokenizer, on workers: WorkerPool, size: Int = 1 << 17) {
    self.tokenizer = tokenizer
    self.workers = workers
    self.size = size
    encoders = EncoderPool(tokenizer)
  }

  /// The ids of a text's parts; one part after the other, they are the text's.
  public func encodeParts(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt32]] {
    map(text) { encoder, part in
      var ids: [UInt32] = []
      encoder.encode(part, into: &ids)
      return ids
    }
  }

  /// Appends the ids of one text.
  public func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    let parts = encodeParts(text)
    ids.reserveCapacity(ids.count + parts.reduce(0) { $0 + $1.count })
    for part in parts { ids.append(contentsOf: part) }
  }

  /// Appends the ids of one text and the bytes that each stands for; on one thread.
  public func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) { tokenizer.makeEncoder().encode(text, into: &ids, spans: &spans) }

  /// The number of ids of one text.
  public func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    map(text) { encoder, part in encoder.count(part) }.reduce(0, +)
  }

  private func map<Result: Sendable>(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: @Sendable (any TextEncoder, UnsafeBufferPointer<UInt8>) -> Result
  ) -> [Result] {
    let parts = tokenizer.independentParts(of: text, size: size)
    // Threads read it alone, and only during this call.
    nonisolated(unsafe) let text = text
    let encoders = encoders
    // Nothing in it fails.
    return
      (try? workers.map(parts.count) { (part) throws(Failure) in
        try encoders.withEncoder { (encoder) throws(Failure) in
          body(encoder, UnsafeBufferPointer(rebasing: text[parts[part]]))
        }
      }) ?? []
  }
}
