import Groundwork

/// The file of partial results.
///
/// A line `derlius partial FORMAT VERSIONS`, the archive, and its SHA-256 as 64 hexadecimal digits: a file of another
/// version, or one that is damaged, is refused before anything in it is believed.
extension BenchmarkPartial {
  /// The file's bytes.
  public func fileBytes() throws(Failure) -> [UInt8] {
    var archive = ArchiveWriter()
    write(to: &archive)
    let bytes = Array(Self.head.utf8) + archive.bytes
    return bytes + Array(try SHA256.hexadecimalDigest(of: bytes).utf8)
  }

  /// Reads a file.
  ///
  /// - Throws: `Failure` naming the file where it is none of these, of another version, or damaged.
  public init(contentsOf path: String) throws(Failure) {
    let bytes = try readFile(path)
    guard bytes.starts(with: Self.start.utf8) else {
      throw Failure(
        "is no partial result of a benchmark", at: .file(path),
        remedy: "name files that bench --shard wrote")
    }
    guard bytes.starts(with: Self.head.utf8) else {
      let line = String(decoding: bytes.prefix(200).prefix { $0 != 0x0A }, as: UTF8.self)
      throw Failure(
        "is of other versions: \(line)", at: .file(path),
        remedy: "measure and merge with one version of Derlius and of ICU")
    }
    let end = bytes.count - 64
    let digest =
      try end < Self.head.utf8.count ? "" : SHA256.hexadecimalDigest(of: Array(bytes[..<end]))
    guard digest.utf8.elementsEqual(bytes[max(0, end)...]) else {
      throw Failure(
        "is damaged: its SHA-256 is another", at: .file(path), remedy: "measure the shard again")
    }
    var archive = ArchiveReader(bytes, name: path, in: Self.head.utf8.count..<end)
    try self.init(from: &archive)
    if !archive.isAtEnd { throw archive.failure() }
  }

  private static let start = "derlius partial "
  private static var head: String {
    let versions = currentVersions.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    return "\(start)3: derlius \(Version.derlius), \(versions)\n"
  }
}
