import Groundwork

/// Counts on disk: `piece TAB count` lines sorted by the pieces' bytes, and a JSON record beside them.
///
/// Files of the same policy can be added, so that counting may be shared out over machines. The record of
/// `COUNTS` lies in `COUNTS.json`; it holds the SHA-256 of the counts. A file without a record, made by
/// another program, can be read (its lines in any order, repeated pieces are added) but not merged.
public struct CountFile: Sendable {
  /// The counts.
  public var table: PieceTable
  /// How they were made; nil when no record lies beside the file.
  public var record: CountRecord?
  /// The file's size in bytes and its SHA-256, where it was read.
  public private(set) var source: (bytes: Int, sha256: String)?

  /// Creates counts to write.
  public init(table: PieceTable, record: CountRecord?) {
    self.table = table
    self.record = record
  }

  /// The largest sum of counts that is read or written: 2⁶³ − 1, so that JSON readers and trainers can
  /// take it for a signed number.
  public static let largestTotal = UInt64(Int64.max)

  /// The lines of the file.
  ///
  /// The same content gives the same bytes. O(n log n).
  public func text() -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(table.bytes.count + 8 * table.count)
    table.bytes.withUnsafeBufferPointer { bytes in
      for index in table.canonicalOrder() {
        Self.writeLine(
          UnsafeBufferPointer(rebasing: bytes[table.range(index)]), table.counts[index], to: &text)
      }
    }
    return text
  }

  /// Writes the counts, and the record beside them where there is one.
  public func write(to path: String) throws(Failure) {
    try Self.write(SortedCounts(table), record: record, to: path)
  }

  /// Reads a count file and the record beside it, if there is one.
  ///
  /// Memory is that of the table, and a buffer.
  public init(contentsOf path: String) throws(Failure) {
    let lines = try CountLines(path: path)
    table = try Self.table(lines, file: path)
    let found = lines.sha256()
    source = (lines.size, found)
    let side = path + ".json"
    guard path != "-", exists(side) else {
      record = nil
      return
    }
    let (record, sha256) = try CountRecord.read(try JSONValue(contentsOf: side), file: side)
    guard sha256 == found else {
      throw Self.changed(path)
    }
    self.record = record
  }

  static func changed(_ path: String) -> Failure {
    let side = lastPathComponent(path) + ".json"
    return Failure(
      "is not the file that \(side) describes: its SHA-256 differs", at: .file(path),
      remedy: "count again, or remove \(side)")
  }

  static func notUTF8(_ place: Place) -> Failure {
    Failure("is not UTF-8", at: place, remedy: "write such bytes as \\xHH")
  }
}
