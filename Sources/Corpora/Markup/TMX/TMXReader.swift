import Groundwork

/// Reads the aligned texts of a translation memory.
enum TMXReader {
  /// A translation unit: a `tu`.
  struct Unit: Sendable, Hashable {
    /// The line of its start.
    var line: Int
    /// Its first text in each of the languages, white space folded; nil where it has none.
    var texts: [[UInt8]?]
  }

  /// Hands out every unit in order; `languages` are tags (`lt`, `lit_Latn`, `en-GB`), matched as `TMXLanguages` says.
  ///
  /// Memory is a chunk and its units. Throws where the file is no sound TMX, with line and column, and where
  /// a language has no text in it.
  static func read(
    _ reader: RecordedReader, languages: [String], _ body: (Unit) throws(Failure) -> Void
  ) throws(Failure) {
    var units = TMXUnits(languages: languages, keepsUnits: true, name: reader.name)
    let input = try MarkupInput(reader, isHTML: false)
    try MarkupStream(name: reader.name).read(
      input.text, roots: TMXSource.roots, into: &units
    ) { (units) throws(Failure) in
      for unit in units.units { try body(unit) }
      units.units.removeAll(keepingCapacity: true)
    }
    try units.checkLanguages()
  }

  /// The languages of the file's texts as it writes them, in the order in which they come, not more than 50.
  static func languages(in reader: RecordedReader) throws(Failure) -> [String] {
    var units = TMXUnits(languages: [""], name: reader.name)
    let input = try MarkupInput(reader, isHTML: false)
    try MarkupStream(name: reader.name).read(
      input.text, roots: TMXSource.roots, into: &units
    ) { (units) throws(Failure) in units.documents.removeAll() }
    return units.languages
  }
}
