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
        CountEscapes.write(UnsafeBufferPointer(rebasing: bytes[table.range(index)]), to: &text)
        text.append(0x09)
        text.append(contentsOf: String(table.counts[index]).utf8)
        text.append(0x0A)
      }
    }
    return text
  }

  /// Writes the counts, and the record beside them where there is one.
  public func write(to path: String) throws(Failure) {
    let total = table.total
    if total > Self.largestTotal {
      throw Failure(
        "the counts add up to more than 2^63 - 1", at: .file(path),
        remedy: "use smaller weights")
    }
    let text = text()
    var files: [(name: String, bytes: [UInt8])] = [(lastPathComponent(path), text)]
    if let record {
      let json = record.json(
        pieces: table.count, total: total, sha256: try SHA256.hexadecimalDigest(of: text))
      let side = json.serialized(indented: true) + "\n"
      files.append((lastPathComponent(path) + ".json", Array(side.utf8)))
    }
    try AtomicFile.write(files, toFolder: parentPath(path))
  }

  /// Reads a count file and the record beside it, if there is one.
  public init(contentsOf path: String) throws(Failure) {
    let text = try readFile(path)
    table = try Self.parse(text, file: path)
    let side = path + ".json"
    guard path != "-", exists(side) else {
      record = nil
      return
    }
    let (record, sha256) = try CountRecord.read(try JSONValue(contentsOf: side), file: side)
    guard sha256 == (try SHA256.hexadecimalDigest(of: text)) else {
      throw Failure(
        "is not the file that \(lastPathComponent(side)) describes: its SHA-256 differs",
        at: .file(path), remedy: "count again, or remove \(lastPathComponent(side))")
    }
    self.record = record
  }

  /// Adds up count files of one policy, in any order.
  public static func merging(_ paths: [String]) throws(Failure) -> CountFile {
    guard let first = paths.first else {
      throw .usage("no count files to merge", remedy: "name at least one")
    }
    var result = try CountFile(contentsOf: first)
    guard var record = result.record else { throw noRecord(first) }
    for path in paths.dropFirst() {
      let file = try CountFile(contentsOf: path)
      guard let other = file.record else { throw noRecord(path) }
      record = try record.merged(with: other, file: first, otherFile: path)
      result.table.merge(file.table)
    }
    result.record = record
    return result
  }

  private static func noRecord(_ path: String) -> Failure {
    Failure(
      "has no \(lastPathComponent(path)).json beside it, so its policy is unknown",
      at: .file(path), remedy: "make it with `derlius corpus words`")
  }
}
