import Corpora
import Counting
import TokenizerTraining

/// Texts as a trainer takes them: their distinct pieces, and what was read.
struct CountedText {
  /// The distinct pieces with their counts.
  var pieces: PieceTable
  /// The word that ends the text, where the rule marks ends; else empty.
  var lastWord: [UInt8] = []
  /// What was read.
  var facts: Facts

  /// What was read: what is left to say when the pieces are no longer needed.
  struct Facts {
    /// What goes into the training record.
    var source: TrainingSource
    /// What was read from each file.
    var records: [ReadingRecord]
    /// How many lines were left out, since they overlap evaluation text; nil where none was looked for.
    var excluded: Int?

    /// Lines for the user.
    var notes: [String] {
      var notes: [String] = []
      if let excluded { notes.append("left out \(excluded) lines that overlap --exclude") }
      if let sample = source.sample {
        notes.append("took \(sample.taken) of \(sample.all) sentences")
      }
      if let sentences = source.sentences {
        if sentences.tooLong > 0 {
          notes.append("left out \(sentences.tooLong) sentences that are too long")
        }
        if sentences.reserved > 0 {
          notes.append("left out \(sentences.reserved) sentences that hold U+2585")
        }
      }
      return notes
    }
  }
}
