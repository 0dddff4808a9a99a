import Groundwork

/// A stream whose first bytes can be looked at before it is read.
final class HeldBytes: ByteSource {
  private let source: (any ByteSource)?
  private var held: [UInt8] = []
  private var given = 0

  init(_ source: any ByteSource) { self.source = source }

  /// A stream of bytes in memory.
  init(_ bytes: [UInt8]) {
    source = nil
    held = bytes
  }

  /// The next `wanted` bytes, fewer only at the end of the stream; `read` gives them again.
  func peek(_ wanted: Int) throws(Failure) -> ArraySlice<UInt8> {
    while let source, held.count - given < wanted {
      let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(
        capacity: max(8, wanted - (held.count - given)))
      defer { buffer.deallocate() }
      let count = try source.read(into: buffer)
      if count == 0 { break }
      held.append(contentsOf: buffer[..<count])
    }
    return held[given...].prefix(wanted)
  }

  /// Passes over `count` bytes that were looked at.
  func skip(_ count: Int) throws(Failure) { given += try peek(count).count }

  /// Passes over all that is left.
  func drain() throws(Failure) {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
    defer { buffer.deallocate() }
    while try read(into: buffer) > 0 {}
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    if given == held.count { return try source?.read(into: buffer) ?? 0 }
    let count = min(held.count - given, buffer.count)
    _ = buffer.update(fromContentsOf: held[given..<(given + count)])
    given += count
    if given == held.count {
      held = []
      given = 0
    }
    return count
  }
}
