import Corpora
import Groundwork
import Segmentation

/// What is read for training.
struct TrainingInputs {
  /// Texts: files, folders, patterns and names of corpora that were pulled.
  var texts: [WeightedInput]
  /// Count files.
  var counts: [WeightedInput]
  /// How the texts are read.
  var options: CorpusOptions
  /// The form that they are brought to.
  var form: TextForm
  /// Evaluation texts whose lines are left out.
  var exclude: [String]

  /// Whether a carriage return before a line feed is part of a line of plain text.
  var keepsReturns = false

  /// A file and the input that it belongs to.
  struct Numbered {
    var file: CorpusFile
    /// The input's number among `texts`.
    var input: Int
  }

  /// The files of all texts in the order in which they are read.
  ///
  /// Throws where a path is missing, or a pulled corpus is read in another form than the others.
  func files() throws(Failure) -> [Numbered] {
    var files: [Numbered] = []
    var base = options.reading(form: form)
    base.keepsReturns = keepsReturns
    for (number, text) in texts.enumerated() {
      let found = try CorpusNames.inputs(
        [text.path], format: options.format, options: options, base: base)
      files += found.files.map { Numbered(file: $0, input: number) }
    }
    let used = files.first?.file.options.form ?? form
    if let other = files.first(where: { $0.file.options.form != used }) {
      throw .usage(
        "\(other.file.path) is read in the form \(other.file.options.form), "
          + "\(files[0].file.path) in \(used)", remedy: "name one for all with --form")
    }
    return files
  }
}
