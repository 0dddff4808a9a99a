import Counting
import Groundwork

/// One counting of texts that is kept from time to time.
final class CountingCheckpoint {
  private let checkpoint: TrainingCheckpoint
  private let number: Int
  /// What was kept.
  private(set) var saved: CheckpointState.Counting
  private var batches = 0
  private var digest = ""
  /// The bytes of text that are not kept yet.
  private var bytes = 0

  init(_ checkpoint: TrainingCheckpoint, number: Int, _ saved: CheckpointState.Counting) {
    self.checkpoint = checkpoint
    self.number = number
    self.saved = saved
    kept = saved.sentences
  }

  /// Looks at the next batch; true where it is to be counted, false where it has been.
  ///
  /// Throws where the batches that have been counted are not those that come now.
  func isNew(_ batch: TextBatch) throws(Failure) -> Bool {
    batches += 1
    let hash = try SHA256()
    Array(digest.utf8).withUnsafeBufferPointer { hash.update($0) }
    batch.bytes.withUnsafeBufferPointer { hash.update($0) }
    batch.ends.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) }
    batch.weights.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) }
    digest = hash.hexadecimalDigest()
    if batches > saved.batches {
      bytes += batch.bytes.count
      return true
    }
    if batches == saved.batches, digest != saved.digest { throw changed }
    return false
  }

  /// Whether enough was counted, or the user wants to stop.
  var isDue: Bool {
    batches > saved.batches && bytes >= checkpoint.interval || Interruption.isPending
  }

  /// Keeps what was counted since the last time; the counter's tables are empty afterwards.
  func save(_ counter: PieceCounter, isComplete: Bool) throws(Failure) {
    // What was counted twice would be wrong: nothing is kept before the old place is reached again.
    if batches < saved.batches {
      if isComplete { throw changed }
      return
    }
    if batches == saved.batches, saved.isComplete == isComplete { return }
    var counting = saved
    let name = "counts-\(number)-\(saved.tables.count).tsv"
    let path = joinPath(checkpoint.folder, name)
    let size = try CountFile.write(counter.finishSorted(), record: nil, to: path)
    if size.pieces > 0 {
      counting.tables.append(.init(name: name, sha256: try sha256OfFile(path)))
    } else {
      removeTree(path)
    }
    counting.batches = batches
    counting.digest = digest
    counting.isComplete = isComplete
    counting.sentences = kept + counter.sentences
    try checkpoint.save(counting, number: number)
    saved = counting
    bytes = 0
  }

  /// Where the counts lie that were kept.
  var tables: [(path: String, sha256: String)] {
    saved.tables.map { (joinPath(checkpoint.folder, $0.name), $0.sha256) }
  }

  /// What became of the sentences that a run before counted.
  let kept: SentenceTally

  private var changed: Failure {
    checkpoint.isOfOther("the text that was counted is not there any more")
  }
}
