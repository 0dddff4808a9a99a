import Groundwork

/// Morpheme analyses from a table: a form, a tab, its segments, and more columns.
///
/// Columns are found by header names (`form` or `wordform`, `segments` or `segmentation`, `frequency`),
/// else the form is the first, the segments the second, and a number in the third the frequency. Cuts
/// are `-` or spaces. Forms and segments are taken to look-up form, so that a difference in case alone
/// is none; rows whose segments do not concatenate to their form are dropped and counted.
public struct SegmentList: MorphemeProvider {
  /// What was found while reading.
  public struct Counts: Sendable, Hashable {
    /// Rows with a form and segments, the header and blank lines aside.
    public var rows = 0
    /// Rows whose segments do not concatenate to their form.
    public var dropped = 0
    /// The first dropped rows, at most ten: line and form.
    public var droppedExamples: [DroppedRow] = []
    /// Rows kept whose segments differ from the form in case or marks.
    public var caseDifferences = 0
    /// Rows kept whose form has a hyphen of its own.
    public var hyphenForms = 0
    /// Forms that rows analyse in different ways; one analysis stays.
    public var ambiguousForms = 0
    /// Distinct forms.
    public var forms = 0
  }

  /// A row that was dropped.
  public struct DroppedRow: Sendable, Hashable {
    /// The line, from 1.
    public var line: Int
    /// The form as written.
    public var form: String
    /// The segments as written.
    public var segments: String
  }

  /// The list's name in reports.
  public let name: String
  /// The language's tag or code.
  public let language: String
  /// The SHA-256 of the file's bytes.
  public let sha256: String
  /// What was found while reading.
  public let counts: Counts
  /// Whether the list is part of Derlius.
  public var isBuiltin = false
  private let inventory: SegmentInventory

  /// Reads a list; its name is the file's stem unless given.
  ///
  /// Complexity: O(n). Throws, with the line, where a row has no tab or a column is missing, and where the
  /// file is empty or not UTF-8.
  public init(path: String, language: String = "lt", name: String? = nil) throws(Failure) {
    let bytes = try readFile(path)
    try self.init(bytes: bytes, file: path, language: language, name: name ?? pathStem(path))
  }

  /// Reads a list from bytes; `file` names them in errors.
  public init(
    bytes: [UInt8], file: String, language: String = "lt", name: String
  ) throws(Failure) {
    self.name = name
    self.language = language
    sha256 = try SHA256.hexadecimalDigest(of: bytes)
    var reader = try SegmentListReader(file: file, language: language, bytes: bytes.count)
    try reader.read(bytes)
    counts = reader.counts
    inventory = SegmentInventory(reader.table)
  }

  /// Puts the cuts of a form's analysis into `cuts`; false where the form is not in the list.
  public func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    inventory.table.findCuts(of: form, into: &cuts)
  }

  /// The same, with the form's frequency in the list and whether its rows differ.
  public func analyze(
    _ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]
  ) -> FormFacts? {
    inventory.table.analyze(form, into: &cuts)
  }

  /// Whether a piece is a form of the list, or a segment of one at this position.
  public func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool {
    inventory.knowsSegment(piece, at: position)
  }
}
