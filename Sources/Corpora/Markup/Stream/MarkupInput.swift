import Groundwork
import Segmentation

/// The text of an XML or HTML document in UTF-8, whatever encoding it has.
///
/// The encoding is what the options say, else what a byte order mark says, else what the document declares, else
/// UTF-8 (XML 1.0 §4.3.3 and appendix F; for HTML as the living standard §13.2.3, with UTF-8 at the end).
struct MarkupInput {
  /// The text, without a byte order mark.
  let text: HeldBytes
  /// The encoding's name, as it was named.
  let encoding: String
  /// Which counts what was not valid.
  let source: any TextByteSource

  init(_ reader: RecordedReader, isHTML: Bool) throws(Failure) {
    try self.init(
      HeldBytes(ReaderBytes(reader)), isHTML: isHTML, name: reader.name, options: reader.options)
  }

  init(
    _ bytes: HeldBytes, isHTML: Bool, name: String, options: ReadingOptions
  ) throws(Failure) {
    let start = try bytes.peek(MarkupEncoding.prescan)
    let signature = UnicodeSignature.find(in: start)
    let declared =
      options.encoding == nil && signature == nil
      ? try MarkupEncoding.declared(Array(start), isHTML: isHTML, name: name) : nil
    encoding = options.encoding ?? signature?.encoding ?? declared ?? "UTF-8"
    let isUTF8 = ["utf-8", "utf8"].contains(encoding.lowercased())
    // A mark of another encoding than the one that is named is no mark.
    let isMarked = isUTF8 ? signature?.encoding == "UTF-8" : options.encoding == nil
    let passed = isMarked ? signature?.length ?? 0 : 0
    try bytes.skip(passed)
    source =
      if isUTF8 {
        CheckedUTF8(bytes, name: name, invalid: options.invalid, offset: passed)
      } else {
        try DecodedBytes(
          bytes, encoding: encoding, name: name, invalid: options.invalid, offset: passed)
      }
    text = HeldBytes(source)
  }

  /// The start of a document in UTF-8, for its root to be found; nothing is taken from the reader.
  static func sample(_ reader: RecordedReader) throws(Failure) -> FormatSample {
    var options = reader.options
    options.invalid = .replace
    let start = HeldBytes(try reader.peek(FormatSample.limit))
    let input = try MarkupInput(start, isHTML: false, name: reader.name, options: options)
    return FormatSample(Array(try input.text.peek(FormatSample.limit)))
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
