import Groundwork
import Segmentation

/// What is counted in batches, for a file's record.
struct BatchCounts: Sendable {
  var emptyDocuments = 0
  var bytes = 0
  var scalars = 0
  var words = 0
  var changes = FormChanges()

  static func += (sum: inout BatchCounts, other: BatchCounts) {
    sum.emptyDocuments += other.emptyDocuments
    sum.bytes += other.bytes
    sum.scalars += other.scalars
    sum.words += other.words
    sum.changes.add(other.changes)
  }

  /// Counts the documents of a batch in their form.
  init(_ batch: TextBatch) {
    if !batch.weights.isEmpty {
      countWeighed(batch)
      return
    }
    bytes = batch.bytes.count
    let counts = batch.bytes.withUnsafeBufferPointer { bytes in
      batch.ends.withUnsafeBufferPointer { TextCounts(bytes, ends: $0) }
    }
    scalars = counts.scalars
    words = counts.words
    emptyDocuments = counts.empty
  }

  /// Counts each document as often as it occurs; sums that do not fit stay at the largest number.
  private mutating func countWeighed(_ batch: TextBatch) {
    func add(_ count: Int, _ weight: UInt64, to sum: inout Int) {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(clamping: weight))
      let (total, carry) = sum.addingReportingOverflow(product)
      sum = overflow || carry ? .max : total
    }
    batch.forEachText { index, text in
      let weight = batch.weights[index]
      let found = WhiteSpace.wordCount(in: text)
      add(text.count, weight, to: &bytes)
      add(text.count { $0 & 0xC0 != 0x80 }, weight, to: &scalars)
      add(found, weight, to: &words)
      emptyDocuments += found == 0 ? 1 : 0
    }
  }

  init() {}

  /// Writes the counts into a file's record.
  func write(to record: inout ReadingRecord) {
    record.emptyDocuments = emptyDocuments
    record.bytes = bytes
    record.scalars = scalars
    record.words = words
    record.changedDocuments = changes.changedDocuments
    record.changes = changes
  }
}

/// Brings batches to a form.
///
/// Owned by one thread; each worker has one.
struct BatchPreparation {
  private let normalizer: TextNormalizer?
  /// Memory for the next batch: that of the last one as it was before.
  private var spare = TextBatch()

  init(_ form: TextForm) throws(Failure) {
    normalizer = form.isRaw ? nil : try TextNormalizer(form)
  }

  /// Brings a batch to the form; gives what changed in its documents.
  ///
  /// Complexity: O(n).
  mutating func prepare(_ batch: inout TextBatch) throws(Failure) -> FormChanges {
    guard let normalizer else { return FormChanges() }
    var made = TextBatch()
    swap(&made, &spare)
    made.removeAll()
    try batch.forEachText { (_, text) throws(Failure) in
      try normalizer.append(text, to: &made.bytes)
      made.ends.append(made.bytes.count)
    }
    made.weights = batch.weights
    made.groupStarts = batch.groupStarts
    if let given = batch.givenWords { made.givenWords = try prepare(given, normalizer) }
    swap(&made, &batch)
    swap(&made, &spare)
    return normalizer.takeChanges()
  }

  /// The words of a treebank, each brought to the form.
  private func prepare(
    _ given: GivenWords, _ normalizer: TextNormalizer
  ) throws(Failure) -> GivenWords {
    var made = GivenWords()
    var form: [UInt8] = []
    for text in given.textEnds.indices {
      for word in given.wordRange(ofText: text) {
        form.removeAll(keepingCapacity: true)
        try given.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
          _ = try normalizer.append(
            UnsafeBufferPointer(rebasing: bytes[given.range(word)]), to: &form)
        }
        made.append(form, isPunctuation: given.isPunctuation[word])
      }
      made.endText()
    }
    return made
  }
}
