import CArchive
import Groundwork

/// Reads bzip2, xz and zstd, and the members of tar and zip, through libarchive.
///
/// The file is read front to back: members come in the archive's order. Owned by one thread.
final class ArchiveBytes: ByteSource {
  private let source: HeldBytes
  private let name: String
  private let layer: CompressionLayer
  private let handle: OpaquePointer
  fileprivate let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 128 << 10)
  /// Why the source could not be read, to be thrown when libarchive has come back.
  private var failure: Failure?
  private var isOpen = false
  /// How many bytes read last were zero: a tar ends with two blocks of them.
  private var zeros = 0

  /// Starts to read what `layer`, which is not gzip, says.
  init(_ source: HeldBytes, layer: CompressionLayer, name: String) throws(Failure) {
    self.source = source
    self.layer = layer
    self.name = name
    let box = ReaderBox()
    guard
      let handle = derlius_archive_new(
        layer.isArchive ? DERLIUS_ARCHIVE_MEMBERS : DERLIUS_ARCHIVE_STREAM,
        { context, bytes in
          guard let context else { return -1 }
          let box = Unmanaged<ReaderBox>.fromOpaque(context).takeUnretainedValue()
          guard let owner = box.owner else { return -1 }
          bytes?.pointee = UnsafePointer(owner.input.baseAddress)
          return owner.fill()
        }, Unmanaged.passUnretained(box).toOpaque())
    else { throw Failure("libarchive gives no memory to read", at: .file(name)) }
    self.handle = handle
    self.box = box
    box.owner = self
  }

  /// What the C callback is given; it lives as long as the archive.
  private final class ReaderBox {
    weak var owner: ArchiveBytes?
  }
  private let box: ReaderBox

  deinit {
    derlius_archive_free(handle)
    input.deallocate()
  }

  fileprivate func fill() -> Int {
    do throws(Failure) {
      let count = try source.read(into: input)
      if layer == .tar { countZeros(count) }
      return count
    } catch {
      failure = error
      return -1
    }
  }

  private func countZeros(_ count: Int) {
    var start = count
    while start > 0, input[start - 1] == 0 { start -= 1 }
    zeros = start == 0 ? zeros + count : count - start
  }

  /// Goes to the next member that is a file of a corpus and gives its name; nil after the last.
  ///
  /// Folders, links and devices are passed over, and names that are hidden (`.`) or that macOS adds.
  func nextMember() throws(Failure) -> String? {
    while true {
      let found = derlius_archive_next(handle)
      if found < 0 { throw broken() }
      if found == 0 {
        try checkEnd()
        return nil
      }
      if derlius_archive_is_file(handle) == 0 { continue }
      let member = String(cString: derlius_archive_name(handle))
      let parts = member.split(separator: "/").filter { $0 != "." }
      if parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { continue }
      if derlius_archive_is_encrypted(handle) != 0 {
        throw Failure(
          "is encrypted", at: .file("\(name):\(member)"), remedy: "unpack the archive first")
      }
      return parts.joined(separator: "/")
    }
  }

  /// libarchive takes a tar that breaks off between two members for a whole one.
  private func checkEnd() throws(Failure) {
    guard layer == .tar else { return }
    while fill() > 0 {}
    if let failure { throw failure }
    if zeros >= 512 { return }
    throw Failure(
      "breaks off: the tar archive has no end", at: .file(name), remedy: "get the whole file again")
  }

  /// The bytes of the member, or of the stream that is no archive.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    if !layer.isArchive, !isOpen {
      isOpen = true
      if derlius_archive_next(handle) <= 0 { throw broken() }
    }
    let count = derlius_archive_read(handle, buffer.baseAddress, buffer.count)
    if count < 0 { throw broken() }
    return count
  }

  private func broken() -> Failure {
    if let failure { return failure }
    let offset = Int(derlius_archive_offset(handle))
    let problem = String(cString: derlius_archive_message(handle))
    let words = problem.prefix(1).lowercased() + problem.dropFirst()
    return Failure(
      "is broken \(layer.rawValue): \(words)", at: .byte(offset, of: name),
      remedy: "get the whole file again")
  }
}
