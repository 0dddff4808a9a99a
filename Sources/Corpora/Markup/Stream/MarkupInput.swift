import Groundwork

/// The text of an XML or HTML document in UTF-8, whatever encoding it has.
///
/// The encoding is what the options say, else the byte order mark, else what the document declares, else UTF-8
/// (XML 1.0 §4.3.3; for HTML as the living standard's §13.2.3.1, with UTF-8 at the end).
struct MarkupInput {
  let text: HeldBytes

  init(_ reader: RecordedReader, isHTML: Bool) throws(Failure) {
    let held = HeldBytes(ReaderBytes(reader))
    let start = try held.peek(3)
    let hasMark = start.starts(with: [0xEF, 0xBB, 0xBF])
    if hasMark { try held.skip(3) }
    text = HeldBytes(CheckedUTF8(held, name: reader.name, offset: hasMark ? 3 : 0))
  }
}

/// A reader's bytes as a stream.
private final class ReaderBytes: ByteSource {
  private let reader: RecordedReader

  init(_ reader: RecordedReader) { self.reader = reader }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    try reader.read(into: buffer)
  }
}
