import Groundwork

/// Reads the rows of a UniMorph table (unimorph.github.io/schema): lemma, form, features, parted by tabs.
struct UniMorphReader {
  /// Rows that give no analysis.
  private(set) var dropped = 0
  /// The features of the forms.
  private(set) var features = FeatureCollector()
  private let file: String
  private var cuts: LemmaCuts

  init(file: String, language: String) throws(Failure) {
    self.file = file
    cuts = try LemmaCuts(language: language)
  }

  mutating func read(_ bytes: [UInt8]) throws(Failure) -> SegmentTable {
    if let invalid = firstInvalidUTF8(bytes) {
      throw Failure(
        "is not UTF-8", at: .byte(invalid, of: file),
        remedy: "convert the file to UTF-8, for example with iconv")
    }
    var line = 0
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for text in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let text = text.last == 0x0D ? text.dropLast() : text
      // Published tables have blank lines between lemmas.
      if text.isEmpty { continue }
      let fields = text.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count > 2, !fields[0].isEmpty, !fields[1].isEmpty else {
        throw Failure(
          "the line is not lemma, form and features parted by tabs", at: .line(line, of: file),
          remedy: "write the three, or name a list of form, tab, segments")
      }
      try add(fields)
    }
    let table = cuts.table(countsTimes: false)
    if table.forms.count == 0 {
      throw Failure(
        "holds no rows with a form of one word", at: .file(file),
        remedy: "give a line for each form: lemma, tab, form, tab, features")
    }
    return table
  }

  private mutating func add(_ fields: [ArraySlice<UInt8>]) throws(Failure) {
    if fields[1].contains(0x20) {
      dropped += 1
      return
    }
    if fields.count > 3, fields[3].contains(UInt8(ascii: "|")), let found = try segments(fields) {
      cuts.add(found.form, cuts: found.cuts)
      features.add(found.form, fields[2], separator: UInt8(ascii: ";"))
      return
    }
    let form = try cuts.add(form: fields[1], lemma: fields[0])
    features.add(form, fields[2], separator: UInt8(ascii: ";"))
  }

  /// The cuts of a form by the fourth column; nil where its segments do not give the form.
  private mutating func segments(
    _ fields: [ArraySlice<UInt8>]
  ) throws(Failure) -> (form: [UInt8], cuts: [Int])? {
    let form = try cuts.lookup(fields[1])
    var joined: [UInt8] = []
    var ends: [Int] = []
    for part in fields[3].split(separator: UInt8(ascii: "|")) {
      joined += try cuts.lookup(part)
      ends.append(joined.count)
    }
    guard joined == form else { return nil }
    return (form, ends.filter { $0 < form.count })
  }
}
