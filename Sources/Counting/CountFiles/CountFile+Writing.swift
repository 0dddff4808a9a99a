import Groundwork

extension CountFile {
  /// What was written: distinct pieces and the sum of their counts.
  public struct Size: Sendable, Hashable {
    /// The distinct pieces.
    public var pieces: Int
    /// The sum of their counts.
    public var total: UInt64
  }

  /// Writes counts as they come, and the record beside them where there is one.
  ///
  /// Both files take their names when both are complete. Memory is a buffer and what the counts hold.
  @discardableResult
  public static func write(
    _ counts: SortedCounts, record: CountRecord?, to path: String
  ) throws(Failure) -> Size {
    try createDirectory(parentPath(path))
    let writer = try AtomicFileWriter(to: path)
    let hash = try SHA256()
    var size = Size(pieces: 0, total: 0)
    var text: [UInt8] = []
    func flush() throws(Failure) {
      text.withUnsafeBufferPointer { hash.update($0) }
      try writer.write(text)
      text.removeAll(keepingCapacity: true)
    }
    try counts.forEach { (piece, count) throws(Failure) in
      size.pieces += 1
      size.total = saturatingSum(size.total, count)
      if size.total > largestTotal { throw tooMuch(.file(path)) }
      writeLine(piece, count, to: &text)
      if text.count >= 1 << 18 { try flush() }
    }
    try flush()
    try writer.finish()
    guard let record else {
      try writer.commit()
      return size
    }
    let json = record.json(
      pieces: size.pieces, total: size.total, sha256: hash.hexadecimalDigest())
    let side = try AtomicFileWriter(to: path + ".json")
    try side.write(Array((json.serialized(indented: true) + "\n").utf8))
    try side.finish()
    try writer.commit()
    try side.commit()
    return size
  }

  /// Adds up count files of one policy, in any order, into a new one.
  ///
  /// The result is what counting all their inputs at once would have written. The files are read side by
  /// side, so memory does not grow with them. Throws where a file has no record or another policy, is not
  /// what its record says, or is not sorted.
  @discardableResult
  public static func merge(_ paths: [String], to path: String) throws(Failure) -> Size {
    guard let first = paths.first else {
      throw .usage("no count files to merge", remedy: "name at least one")
    }
    var merged: CountRecord?
    var sources: [SortedCounts.Source] = []
    for input in paths {
      if !exists(input) { _ = try ByteReader(path: input) }
      let side = input + ".json"
      guard input != "-", exists(side) else { throw noRecord(input) }
      let (record, sha256) = try CountRecord.read(try JSONValue(contentsOf: side), file: side)
      merged = try merged?.merged(with: record, file: first, otherFile: input) ?? record
      sources.append(.file(path: input, sha256: sha256))
    }
    return try write(SortedCounts(sources), record: merged, to: path)
  }

  static func writeLine(
    _ piece: UnsafeBufferPointer<UInt8>, _ count: UInt64, to text: inout [UInt8]
  ) {
    CountEscapes.write(piece, to: &text)
    text.append(0x09)
    text.append(contentsOf: String(count).utf8)
    text.append(0x0A)
  }

  private static func noRecord(_ path: String) -> Failure {
    Failure(
      "has no \(lastPathComponent(path)).json beside it, so its policy is unknown",
      at: .file(path), remedy: "make it with `derlius corpus words`")
  }
}
