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

  private init(_ batch: TextBatch) throws(Failure) {
    let segmenter = try SentenceSegmenter()
    let normalizer = try TextNormalizer(TextForm(.nfc))
    var found: [Range<Int>] = []
    try batch.forEachText { (_, text) throws(Failure) in
      try segmenter.sentences(in: text, into: &found)
      sentences += found.count
      if try normalizer.withNormalized(text, { _, changed in changed }) { documentsNotNFC += 1 }
      scripts.add(text)
    }
  }

  private mutating func add(_ other: CorpusProfile) {
    sentences += other.sentences
    documentsNotNFC += other.documentsNotNFC
    scripts.add(other.scripts)
  }
}
