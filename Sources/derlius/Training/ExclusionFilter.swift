import Corpora
import Groundwork
import Segmentation

/// Leaves out training lines that overlap evaluation text.
final class ExclusionFilter {
  private let overlap: TextOverlap
  private(set) var excluded = 0

  init(_ paths: [String], form: TextForm) throws(Failure) {
    let overlap = try TextOverlap()
    try CorpusInputs(paths: paths, options: ReadingOptions(form: form)).read {
      (_, batch) throws(Failure) in try overlap.addEvaluation(batch)
    }
    self.overlap = overlap
  }

  func keep(_ batch: TextBatch) throws(Failure) -> TextBatch {
    var kept = TextBatch()
    try batch.forEachText { (index, text) throws(Failure) in
      let found = try overlap.overlap(of: text)
      if found.isExact || found.sharesRun {
        excluded += 1
      } else {
        kept.append(text, weight: batch.weight(index))
      }
    }
    return kept
  }
}
