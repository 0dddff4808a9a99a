import Groundwork
import TestSupport

@testable import Corpora

/// Bytes in pieces of a given size, as a source that cuts anywhere gives them.
final class PiecewiseBytes: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    let count = min(rest.count, size, buffer.count)
    for (index, byte) in rest.prefix(count).enumerated() { buffer[index] = byte }
    rest = rest.dropFirst(count)
    return count
  }
}

/// The documents of a text, its format found by content or named.
func documents(
  _ text: String, format: CorpusFormat? = nil, options: ReadingOptions = .init()
) throws -> [String] {
  try documents(Array(text.utf8), format: format, options: options)
}

func documents(
  _ bytes: [UInt8], format: CorpusFormat? = nil, options: ReadingOptions = .init()
) throws -> [String] {
  let fixture = try Fixture()
  let path = try fixture.write("a.xml", bytes)
  return try texts(CorpusFile(path: path, format: format, options: options)).texts
}

/// The message of the error that reading gives.
func message(
  _ text: String, format: CorpusFormat? = nil, options: ReadingOptions = .init()
) throws -> String {
  let fixture = try Fixture()
  let path = try fixture.write("a.xml", text)
  return fixture.message { _ = try texts(CorpusFile(path: path, format: format, options: options)) }
}
