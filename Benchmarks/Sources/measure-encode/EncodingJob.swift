import Benchmarking
import Groundwork
import Tokenization

/// A tokenizer, its encoders and the ids of the last pass.
struct EncodingJob {
  let tokenizer: any Tokenizer
  let texts: Texts
  private let parts: [Range<Int>]
  private var encoders: EncoderPool
  /// Encodes one text on several threads, where the tokenizer can; made when it is first needed.
  private var parted: PartedEncoder?
  private(set) var ids: [[UInt32]] = []
  private(set) var tokens = 0

  init(vocabulary: String, texts: Texts) throws(Failure) {
    tokenizer = try TokenizerLocator().load(vocabulary).tokenizer
    encoders = EncoderPool(tokenizer)
    self.texts = texts
    parts = texts.parts()
  }

  /// Forgets ids and encoders: the next pass has an empty cache.
  mutating func startAfresh() {
    ids = []
    encoders = EncoderPool(tokenizer)
    parted = nil
  }

  /// Encodes all texts; one text on several threads where the tokenizer says how it may be cut.
  mutating func encode(threads: Int) {
    ids = []
    tokens = 0
    if threads > 1, texts.ranges.count == 1, let tokenizer = tokenizer as? RankTokenizer {
      let encoder = parted ?? PartedEncoder(tokenizer, on: WorkerPool(workers: threads))
      parted = encoder
      ids = texts.bytes.withUnsafeBufferPointer { encoder.encodeParts($0) }
    } else if threads == 1 || parts.count == 1 {
      ids = [Self.encode(texts, texts.ranges.indices, with: encoders)]
    } else {
      let (texts, parts, encoders) = (texts, parts, encoders)
      ids =
        (try? WorkerPool(workers: threads).map(parts.count) { (part) throws(Failure) in
          Self.encode(texts, parts[part], with: encoders)
        }) ?? []
    }
    tokens = ids.reduce(0) { $0 + $1.count }
  }

  /// Counts the tokens of all texts on one thread, and keeps no ids.
  ///
  mutating func count() {
    ids = []
    tokens = 0
    _ = try? encoders.withEncoder { (encoder) throws(Failure) in
      texts.bytes.withUnsafeBufferPointer { bytes in
        for range in texts.ranges {
          tokens += encoder.count(UnsafeBufferPointer(rebasing: bytes[range]))
        }
      }
    }
  }

  func idsSHA256() throws(Failure) -> String {
    let hash = try SHA256()
    for part in ids { part.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) } }
    return hash.hexadecimalDigest()
  }

  /// Writes the ids of all texts as 32-bit numbers, and where those of each text end, in 64 bits.
  ///
  /// They are encoded anew, one thread, one text after the other.
  func write(ids idsPath: String, ends endsPath: String) throws(Failure) {
    var all: [UInt32] = []
    var ends: [UInt64] = []
    try encoders.withEncoder { (encoder) throws(Failure) in
      texts.bytes.withUnsafeBufferPointer { bytes in
        for range in texts.ranges {
          encoder.encode(UnsafeBufferPointer(rebasing: bytes[range]), into: &all)
          ends.append(UInt64(all.count))
        }
      }
    }
    try AtomicFile.write(all.withUnsafeBytes { Array($0) }, to: idsPath)
    try AtomicFile.write(ends.withUnsafeBytes { Array($0) }, to: endsPath)
  }

  private static func encode(
    _ texts: Texts, _ part: Range<Int>, with encoders: EncoderPool
  ) -> [UInt32] {
    var ids: [UInt32] = []
    _ = try? encoders.withEncoder { (encoder) throws(Failure) in
      texts.bytes.withUnsafeBufferPointer { bytes in
        for index in part {
          encoder.encode(UnsafeBufferPointer(rebasing: bytes[texts.ranges[index]]), into: &ids)
        }
      }
    }
    return ids
  }
}
