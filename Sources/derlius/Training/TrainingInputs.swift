import Corpora
import Groundwork

/// What is read for training.
struct TrainingInputs {
  /// Texts: files, folders and patterns, each `INPUT` or `INPUT=WEIGHT`.
  var texts: [String]
  /// Count files, `FILE` or `FILE=WEIGHT`.
  var counts: [String]
  /// How the texts are written; nil finds it by content.
  var format: CorpusFormat?
  /// How they are read.
  var reading: ReadingOptions
  /// Evaluation texts whose lines are left out.
  var exclude: [String]

  /// A file and what each occurrence in it counts for.
  struct Weighted {
    var file: CorpusFile
    var weight: UInt64
  }

  /// The files of all texts in the order in which they are read.
  func files() throws(Failure) -> [Weighted] {
    var files: [Weighted] = []
    for text in texts {
      let (path, weight) = try WeightedInput.parse(text)
      let found = try CorpusInputs(paths: [path], format: format, options: reading).files
      files += found.map { Weighted(file: $0, weight: weight) }
    }
    return files
  }
}
