import Groundwork

/// The forms of a UniMorph table: lemma, form, features, and in some files segments.
///
/// A form is cut at its segments (`run|ing`) where they give the form, else behind what it shares with its lemma. Rows of
/// several words, such as `gravitacinės sąveikos`, are left out. Of several analyses of a form the one with the fewest cuts
/// stays, then the first by its segments.
public struct UniMorphList: SummarizedProvider {
  /// The table's name in reports.
  public let name: String
  /// The language's tag or code.
  public let language: String
  /// The SHA-256 of the file's bytes.
  public let sha256: String
  /// What was found; a row of several words is a dropped row.
  public let summary: ProviderSummary
  private let inventory: SegmentInventory
  private let featureTable: FeatureTable

  /// Reads a table; its name is the file's stem unless given.
  ///
  /// Complexity: O(n). Throws, with the line, where a row has fewer than three columns, and where the file is empty or
  /// not UTF-8.
  public init(path: String, language: String, name: String? = nil) throws(Failure) {
    let bytes = try readFile(path)
    try self.init(bytes: bytes, file: path, language: language, name: name ?? pathStem(path))
  }

  /// Reads a table from bytes; `file` names them in errors.
  public init(bytes: [UInt8], file: String, language: String, name: String) throws(Failure) {
    self.name = name
    self.language = language
    sha256 = try SHA256.hexadecimalDigest(of: bytes)
    var reader = try UniMorphReader(file: file, language: language)
    inventory = SegmentInventory(try reader.read(bytes))
    featureTable = FeatureTable(reader.features)
    summary = ProviderSummary(
      kind: .unimorph, forms: inventory.table.forms.count, droppedRows: reader.dropped,
      ambiguousForms: inventory.table.ambiguous)
  }

  /// Puts the cuts of a form's analysis into `cuts`; false where the table does not have the form.
  public func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    inventory.table.findCuts(of: form, into: &cuts)
  }

  /// The same, with how often the form comes and whether its rows differ.
  public func analyze(
    _ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]
  ) -> FormFacts? {
    inventory.table.analyze(form, into: &cuts)
  }

  /// Whether rows name features, as they should.
  public var hasFeatures: Bool { !featureTable.isEmpty }

  /// The features of all rows of a form, each once, in the order of their bytes.
  public func features(of form: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    featureTable.features(of: form)
  }

  /// Whether a piece is a form of the table, or a segment of one at this position.
  public func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool { inventory.knowsSegment(piece, at: position) }
}
