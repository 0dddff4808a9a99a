import Groundwork
import Segmentation

/// What corpora hold beyond what their records say: sentences and scripts.
public struct CorpusProfile: Sendable, Hashable {
  /// UAX #29 sentences of the root locale, those of white space only left out.
  public var sentences = 0
  /// Documents that NFC would change.
  public var documentsNotNFC = 0
  /// Scalars by script.
  public var scripts = ScriptCounts()

  /// Creates a profile of nothing.
  public init() {}

  /// Looks through all documents of the inputs; reads them once, in memory that does not grow.
  ///
  /// - Returns: the records of the files, and the profile of all together.
  public static func measure(
    _ inputs: CorpusInputs, pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> (records: [ReadingRecord], profile: CorpusProfile) {
    var profile = CorpusProfile()
    let records = try inputs.map(
      pool: pool, takesWeights: true, progress: progress,
      state: { () throws(Failure) in () },
      { (_: inout Void, batch) throws(Failure) in try CorpusProfile(batch) }
    ) { (_, part) throws(Failure) in profile.add(part) }
    return (records, profile)
  }

  /// Looks through the documents of a batch, each counted as often as its weight says.
  ///
  /// Throws where ICU's data is missing.
  public init(_ batch: TextBatch) throws(Failure) {
    let segmenter = try SentenceSegmenter()
    let normalizer = try TextNormalizer(TextForm(.nfc))
    var found: [Range<Int>] = []
    try batch.forEachText { (index, text) throws(Failure) in
      let weight = batch.weight(index)
      try segmenter.sentences(in: text, into: &found)
      sentences += found.count * Int(clamping: weight)
      if try normalizer.withNormalized(text, { _, changed in changed }) { documentsNotNFC += 1 }
      scripts.add(text, weight: weight)
    }
  }

  /// Adds what another part of the corpora holds.
  public mutating func add(_ other: CorpusProfile) {
    sentences += other.sentences
    documentsNotNFC += other.documentsNotNFC
    scripts.add(other.scripts)
  }
}
