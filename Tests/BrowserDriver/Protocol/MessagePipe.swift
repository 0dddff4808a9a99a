import Foundation

/// Messages that end with a NUL, read by a thread of its own.
enum MessagePipe {
  /// Calls `receive` with each message, and `end` once after the last.
  static func read(
    _ descriptor: Int32, receive: @escaping @Sendable ([UInt8]) -> Void,
    end: @escaping @Sendable () -> Void
  ) {
    Thread.detachNewThread {
      var rest: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { break }
        var part = buffer[..<count]
        while let stop = part.firstIndex(of: 0) {
          receive(rest + part[..<stop])
          rest = []
          part = part[(stop + 1)...]
        }
        rest += part
      }
      end()
    }
  }

  /// Writes a message whole; false where nobody reads.
  static func write(_ message: String, to descriptor: Int32) -> Bool {
    let bytes = Array(message.utf8) + [0]
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      written += count
    }
    return true
  }
}
