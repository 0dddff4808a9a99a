import Groundwork

/// Chooses sentences of a corpus, each line one: the first, or a random sample in which each is as likely.
///
/// The sample is kept in memory. It depends on the seed and on the order of the sentences alone.
struct SentenceSample {
  /// How many sentences are wanted.
  let size: Int
  /// Where random numbers come from; nil takes the first.
  let seed: UInt64?
  /// Whether a sentence counts: others are passed over.
  let takes: (UnsafeBufferPointer<UInt8>) -> Bool
  private var sentences: [(text: [UInt8], weight: UInt64)] = []
  /// How many sentences there were.
  private(set) var all = 0
  /// The bytes of memory that the sentences take, about.
  private(set) var memory = 0

  init(size: Int, seed: UInt64?, takes: @escaping (UnsafeBufferPointer<UInt8>) -> Bool) {
    self.size = size
    self.seed = seed
    self.takes = takes
  }

  /// Looks at the sentences of all texts.
  mutating func add(_ batch: TextBatch, weight: UInt64) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<batch.count {
        let text = UnsafeBufferPointer(rebasing: bytes[batch.range(index)])
        let (product, overflow) = weight.multipliedReportingOverflow(by: batch.weight(index))
        var start = 0
        while start < text.count {
          let end = text[start...].firstIndex(of: 0x0A) ?? text.count
          if end > start {
            add(UnsafeBufferPointer(rebasing: text[start..<end]), overflow ? .max : product)
          }
          start = end + 1
        }
      }
    }
  }

  /// Algorithm R (Vitter 1985, after Waterman): each sentence takes a random place, which may be none.
  private mutating func add(_ sentence: UnsafeBufferPointer<UInt8>, _ weight: UInt64) {
    guard takes(sentence) else { return }
    all += 1
    if sentences.count < size {
      sentences.append((Array(sentence), weight))
      memory += Self.memory(sentence.count)
    } else if let seed {
      let place = KeyedRandom(seed: seed, stream: 0x5E17_E4CE).below(all, UInt64(all))
      if place < size {
        memory += sentence.count - sentences[place].text.count
        sentences[place] = (Array(sentence), weight)
      }
    }
  }

  /// The bytes that a sentence takes: its array, with a head and room at the end, and what stands for it.
  private static func memory(_ bytes: Int) -> Int { bytes + 32 + 16 + 2 * 16 }

  /// The number of sentences chosen.
  var taken: Int { sentences.count }

  /// Gives the sentences in batches.
  func forEachBatch(_ body: (TextBatch) throws(Failure) -> Void) throws(Failure) {
    var batch = TextBatch()
    for sentence in sentences {
      batch.append(sentence.text, weight: sentence.weight)
      if batch.bytes.count > 4 << 20 {
        try body(batch)
        batch = TextBatch()
      }
    }
    try body(batch)
  }
}
