import CArchive
import Groundwork

/// Decompresses gzip (RFC 1952), of one member or many, and checks each member's length and sum.
///
/// zlib itself: libarchive's gzip does not check the sums.
final class GzipBytes: ByteSource {
  private let source: HeldBytes
  private let name: String
  private let handle: OpaquePointer
  private let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 128 << 10)
  private var start = 0
  private var end = 0
  /// The offset in the source of `input`'s end.
  private var offset = 0
  private var isBetweenMembers = false

  init(_ source: HeldBytes, name: String) throws(Failure) {
    guard let handle = derlius_gzip_new() else {
      throw Failure("zlib gives no memory to decompress", at: .file(name))
    }
    self.source = source
    self.name = name
    self.handle = handle
  }

  deinit {
    derlius_gzip_free(handle)
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    while true {
      if start == end {
        start = 0
        end = try source.read(into: input)
        offset += end
        if end == 0 {
          if isBetweenMembers { return 0 }
          throw Failure(
            "breaks off within gzip data", at: .byte(offset, of: name),
            remedy: "get the whole file again")
        }
      }
      if isBetweenMembers {
        // Some tools pad with zeros, which gzip passes over.
        while start < end, input[start] == 0 { start += 1 }
        if start == end { continue }
        if input[start] != 0x1F {
          throw Failure(
            "holds other bytes after the gzip data", at: .byte(offset - end + start, of: name),
            remedy: "get the file again, or cut it there")
        }
        isBetweenMembers = false
      }
      var used = 0
      var written = 0
      let state = derlius_gzip_inflate(
        handle, input.baseAddress.map { $0 + start }, end - start, &used, buffer.baseAddress,
        buffer.count, &written)
      start += used
      switch state {
      case DERLIUS_GZIP_MEMBER: isBetweenMembers = true
      case DERLIUS_GZIP_BROKEN:
        let problem = String(cString: derlius_gzip_message(handle))
        throw Failure(
          "is broken gzip: \(problem)", at: .byte(offset - end + start, of: name),
          remedy: "get the file again")
      default: break
      }
      if written > 0 { return written }
    }
  }
}
