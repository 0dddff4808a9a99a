import Groundwork
import Synchronization

/// Analyses that were made, by form; asked and filled by many threads.
final class HunspellCache: Sendable {
  private struct Shard: Sendable {
    var forms = ByteTable()
    /// The cuts of form n; nil where it is not known.
    var analyses: [[Int]?] = []
  }

  private let shards: [ShardBox]

  private final class ShardBox: Sendable {
    let shard = Mutex(Shard())
  }

  init() { shards = (0..<16).map { _ in ShardBox() } }

  private func box(of form: UnsafeBufferPointer<UInt8>) -> ShardBox {
    // The low bits place a form within its shard's table.
    shards[Int(truncatingIfNeeded: byteHash(form) >> 40) & 15]
  }

  /// The analysis of a form; nil where it was not made yet.
  func analysis(of form: UnsafeBufferPointer<UInt8>) -> [Int]?? {
    box(of: form).shard.withLock { shard in
      shard.forms.number(of: form).map { shard.analyses[$0] }
    }
  }

  /// Keeps the analysis of a form.
  func keep(_ analysis: [Int]?, of form: UnsafeBufferPointer<UInt8>) {
    box(of: form).shard.withLock { shard in
      if shard.forms.insert(form).isNew { shard.analyses.append(analysis) }
    }
  }
}
