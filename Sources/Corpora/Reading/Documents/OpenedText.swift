import Groundwork
import Segmentation

/// A text whose encoding and format are known, ready to be read.
struct OpenedText {
  /// What reads it.
  let source: any CorpusSource.Type
  /// What it is read from.
  let reader: RecordedReader
  /// The encoding's name; empty where the source finds it itself (XML, HTML).
  let encoding: String
  /// Whether a byte order mark stood at the start.
  let hasByteOrderMark: Bool
  /// The text on its way into UTF-8; nil where the source gets the bytes as they stand.
  let text: (any TextByteSource)?

  /// Looks at the start of a text; `format` overrides what it shows.
  init(
    _ bytes: HeldBytes, format: CorpusFormat?, name: String, options: ReadingOptions
  ) throws(Failure) {
    let start = try bytes.peek(FormatSample.limit + 1)
    let signature = UnicodeSignature.find(in: start)
    let encoding = options.encoding ?? signature?.encoding ?? "UTF-8"
    let isUTF8 = ["utf-8", "utf8"].contains(encoding.lowercased())
    let sample = FormatSample(
      try isUTF8
        ? Array(start.prefix(FormatSample.limit))
        : Self.decoded(start.prefix(FormatSample.limit), encoding),
      isWhole: start.count <= FormatSample.limit, name: lastPathComponent(name))
    source = format.map { FormatDetection.source(of: $0) } ?? FormatDetection.source(of: sample)
    hasByteOrderMark = signature.map { $0.length > 0 } ?? false
    if source.readsRawBytes {
      self.encoding = options.encoding ?? ""
      text = nil
      reader = RecordedReader(bytes, name: name, options: options)
      return
    }
    self.encoding = isUTF8 ? "UTF-8" : encoding
    // A named encoding passes over its own mark.
    let passed =
      isUTF8 && signature?.encoding == "UTF-8" || options.encoding == nil
      ? signature?.length ?? 0 : 0
    try bytes.skip(passed)
    let text: any TextByteSource =
      if isUTF8 {
        CheckedUTF8(bytes, name: name, invalid: options.invalid, offset: passed)
      } else {
        try DecodedBytes(
          bytes, encoding: encoding, name: name, invalid: options.invalid, offset: passed)
      }
    self.text = text
    reader = RecordedReader(HeldBytes(text), name: name, options: options)
  }

  /// The start of a text in UTF-8, for its format to be found.
  private static func decoded(
    _ start: ArraySlice<UInt8>, _ encoding: String
  ) throws(Failure) -> [UInt8] {
    let decoded = HeldBytes(
      try DecodedBytes(
        HeldBytes(Array(start)), encoding: encoding, name: "", invalid: .replace))
    return Array(try decoded.peek(FormatSample.limit))
  }
}
