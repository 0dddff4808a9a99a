import Segmentation

/// What surcharges and letter fragments are made from, by resampling unit: integers only.
struct DiagnosticTally: Sendable {
  /// How a text is written otherwise.
  enum Variant: Int, CaseIterable, Sendable {
    /// In NFD.
    case decomposed
    /// In full upper case by the root locale.
    case upper
    /// Without marks: NFD without Mn, in NFC.
    case withoutMarks
    /// As it is.
    case asWritten

    /// The number of variants.
    static let count = allCases.count
  }

  /// The letters with columns of their own, in order.
  var letters: [Alphabet.Letter] = []
  /// Unit by unit, occurrences of letters; column 0 is all together.
  var occurrences: [Int64] = []
  /// For each tokenizer, unit by unit: tokens of each variant, then cut occurrences by letter.
  var tokens: [[Int64]]
  /// The documents with a word that were looked at.
  var documents = 0
  /// Whether the language has more text than was looked at, in this shard or another.
  var isPart = false

  /// Creates an empty tally.
  init(tokenizers: Int) { tokens = [[Int64]](repeating: [], count: tokenizers) }

  /// Columns of `occurrences`.
  var letterColumns: Int { 1 + letters.count }
  /// Columns of `tokens`.
  var tokenColumns: Int { Variant.count + letterColumns }

  /// Makes room for the sums of some units.
  mutating func grow(to units: Int) {
    let missing = units * letterColumns - occurrences.count
    if missing > 0 { occurrences += [Int64](repeating: 0, count: missing) }
    for tokenizer in tokens.indices {
      let missing = units * tokenColumns - tokens[tokenizer].count
      if missing > 0 { tokens[tokenizer] += [Int64](repeating: 0, count: missing) }
    }
  }

  /// Makes one unit of all.
  mutating func joinUnits() {
    occurrences = Self.joined(occurrences, letterColumns)
    for tokenizer in tokens.indices {
      tokens[tokenizer] = Self.joined(tokens[tokenizer], tokenColumns)
    }
  }

  private static func joined(_ rows: [Int64], _ columns: Int) -> [Int64] {
    if rows.count <= columns { return rows }
    var sums = [Int64](repeating: 0, count: columns)
    for index in rows.indices { sums[index % columns] += rows[index] }
    return sums
  }

  /// Adds the occurrences of letters in one text.
  mutating func add(_ places: [LetterFinder.Place], unit: Int, weight: Int64) {
    for place in places {
      occurrences[unit * letterColumns] += weight
      if place.column > 0 { occurrences[unit * letterColumns + place.column] += weight }
    }
  }

  /// Adds a row of a tokenizer's columns.
  mutating func add(_ row: ArraySlice<Int64>, tokenizer: Int, unit: Int) {
    for (column, value) in row.enumerated() {
      tokens[tokenizer][unit * tokenColumns + column] += value
    }
  }

  /// The occurrences of a letter's column in a unit; 0 for units that were not reached.
  func occurrences(_ column: Int, _ unit: Int) -> Double {
    let index = unit * letterColumns + column
    return index < occurrences.count ? Double(occurrences[index]) : 0
  }

  /// A tokenizer's column in a unit; 0 for units that were not reached.
  func tokens(_ tokenizer: Int, _ column: Int, _ unit: Int) -> Double {
    guard tokenizer < tokens.count else { return 0 }
    let index = unit * tokenColumns + column
    return index < tokens[tokenizer].count ? Double(tokens[tokenizer][index]) : 0
  }

  /// All occurrences of a letter's column.
  func total(_ column: Int) -> Int {
    stride(from: column, to: occurrences.count, by: letterColumns)
      .reduce(0) { $0 + Int(occurrences[$1]) }
  }
}
