import Groundwork
import Segmentation

/// Reads Tatoeba's exports of sentences, `id TAB language TAB text`: a document is a text.
///
/// Further columns, as `sentences_detailed` has them, are passed over. `ReadingOptions.language` chooses the
/// sentences of one language, by its code in any spelling (`lt`, `lit`).
enum TatoebaSource: CorpusSource {
  static let format = CorpusFormat.tatoeba

  /// Whether all whole lines, at least two, are a number, a code of three or four small letters (`\N` where
  /// it is not known) and a text.
  static func recognizes(_ sample: FormatSample) -> Bool {
    let lines = sample.lines
    guard lines.count > 1 else { return false }
    return lines.allSatisfy { line in
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      return (fields.count == 3 || fields.count == 6) && FrequencyLayout.number(fields[0]) != nil
        && isCode(fields[1]) && !fields[2].isEmpty
    }
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let lines = CorpusLines(reader)
    let wanted = reader.options.language.map { Language($0) }
    // Few codes occur; each is compared once.
    var isWanted: [[UInt8]: Bool] = [:]
    while let line = try lines.next() {
      if line.isEmpty { continue }
      let fields = line.split(
        separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count >= 3, FrequencyLayout.number(fields[0]) != nil else {
        throw Failure(
          "the line is not a number, a language and a text, parted by tabs",
          at: .line(lines.number, of: reader.name),
          remedy: "name Tatoeba's sentences.csv, or a column of a table with --format tsv --column")
      }
      if let wanted {
        let code = Array(fields[1])
        let answer =
          isWanted[code]
          ?? wanted.isSameLanguage(as: Language(String(decoding: code, as: UTF8.self)))
        isWanted[code] = answer
        if !answer { continue }
      }
      try writer.add(UnsafeBufferPointer(rebasing: fields[2]))
    }
  }

  private static func isCode(_ field: ArraySlice<UInt8>) -> Bool {
    field.elementsEqual("\\N".utf8)
      || ((3...4).contains(field.count) && field.allSatisfy { (0x61...0x7A).contains($0) })
  }
}
