import Corpora

extension CountedInput {
  /// The record of a corpus file that was read to its end and counted with a weight.
  public init(_ corpus: ReadingRecord, weight: UInt64 = 1) {
    self.init(
      name: corpus.name, sha256: corpus.sha256, bytes: corpus.fileBytes,
      documents: corpus.documents - corpus.emptyDocuments, weight: weight)
  }
}
