/// A value that is written to a file of the same version and read back equal.
///
/// Members are written one after the other in a fixed order, without names: what reads them has to be the version that
/// wrote them, which the file's head says.
public protocol Archivable {
  /// Writes the value's members.
  func write(to archive: inout ArchiveWriter)
  /// Reads them back in the same order; throws `Failure` with the byte at which they are not what was written.
  init(from archive: inout ArchiveReader) throws(Failure)
}
