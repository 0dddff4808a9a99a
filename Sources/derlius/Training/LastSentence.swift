import Counting
import Groundwork

/// The last sentence that was read, whose end counts like sentencepiece.
struct LastSentence {
  private(set) var text: [UInt8] = []

  /// Keeps the batch's last sentence that is taken.
  mutating func look(at batch: TextBatch, _ rule: PieceRule) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      for index in (0..<batch.count).reversed() {
        for line in bytes[batch.range(index)].split(separator: 0x0A).reversed()
        where rule.takes(UnsafeBufferPointer(rebasing: line)) {
          text = Array(line)
          return
        }
      }
    }
  }

  /// The sentence's last word; empty where there is none.
  func word(_ rule: PieceRule) throws(Failure) -> [UInt8] {
    let counter = PieceCounter(rule: rule, pool: WorkerPool(workers: 1))
    var batch = TextBatch()
    batch.append(text)
    try counter.count(batch)
    let words = counter.finish()
    for word in 0..<words.count where words[word].last == 0xFE {
      return Array(words[word].dropLast())
    }
    return []
  }
}
