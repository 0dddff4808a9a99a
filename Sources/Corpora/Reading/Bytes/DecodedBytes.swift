import Groundwork
import Segmentation

/// Text in another encoding, as UTF-8.
final class DecodedBytes: TextByteSource {
  private(set) var replaced = 0
  private let source: HeldBytes
  private let decoder: TextDecoder
  private let name: String
  private let encoding: String
  private let invalid: InvalidBytes
  private let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The offset in the stream of the byte at `start`.
  private var offset: Int
  private var isFirst: Bool

  /// - Parameter offset: how many bytes of the stream were passed over before.
  init(
    _ source: HeldBytes, encoding: String, name: String, invalid: InvalidBytes, offset: Int = 0
  ) throws(Failure) {
    self.source = source
    self.encoding = encoding
    self.name = name
    self.invalid = invalid
    self.offset = offset
    isFirst = offset == 0
    decoder = try TextDecoder(encoding)
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    while true {
      if start == end, !isAtEnd {
        start = 0
        end = try source.read(into: input)
        isAtEnd = end == 0
      }
      // Room for a replacement is kept.
      let output = UnsafeMutableBufferPointer(rebasing: buffer[..<(buffer.count - 3)])
      let step = try decoder.step(
        UnsafeBufferPointer(rebasing: input[start..<end]), into: output, isLast: isAtEnd)
      start += step.used
      offset += step.used
      var written = step.written
      if step.invalid > 0 {
        if invalid == .error {
          throw Failure(
            "is not \(encoding)", at: .byte(offset - step.invalid, of: name),
            remedy: "name another encoding with --encoding, or use --invalid replace")
        }
        replaced += 1
        for byte in [0xEF, 0xBF, 0xBD] as [UInt8] {
          buffer[written] = byte
          written += 1
        }
      }
      if isFirst, written > 0 {
        isFirst = false
        // A mark that the encoding's name did not take for its own.
        if written >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF {
          written -= 3
          for index in 0..<written { buffer[index] = buffer[index + 3] }
        }
      }
      if written > 0 { return written }
      if isAtEnd, step.used == 0, step.invalid == 0 { return 0 }
    }
  }
}
