import Groundwork

/// Reads CoNLL-U: a document is a sentence's text, with the treebank's words where they are wanted.
enum CoNLLUSource: CorpusSource {
  static let format = CorpusFormat.conllu

  /// Whether the first line that is no comment and not blank has ten columns and begins with a number: 1,
  /// `1-2` or `0.1`.
  static func recognizes(_ sample: FormatSample) -> Bool {
    let row = sample.lines.first { $0.first != UInt8(ascii: "#") && !$0.allSatisfy { $0 == 0x20 } }
    guard let row else { return false }
    let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count == 10 else { return false }
    switch CoNLLUIdentifier(fields[0]) {
    case .word(1), .token(1, _), .emptyNode(0, 1): return true
    default: return false
    }
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    try forEachSentence(of: reader) { (sentence) throws(Failure) in
      if reader.options.givesWords || reader.options.takesWords { return try writer.add(sentence) }
      try sentence.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
        try writer.add(UnsafeBufferPointer(rebasing: bytes[sentence.text]))
      }
    }
  }

  /// Calls `body` with each sentence in order.
  static func forEachSentence(
    of reader: RecordedReader, _ body: (TreebankSentence) throws(Failure) -> Void
  ) throws(Failure) {
    let lines = CorpusLines(reader)
    var parser = CoNLLUParser(file: reader.name)
    var sentences = 0
    while let line = try lines.next() {
      if try parser.take(line, line: lines.number) {
        sentences += 1
        try body(parser.sentence)
      }
    }
    if parser.finish() {
      sentences += 1
      try body(parser.sentence)
    }
    if sentences == 0 {
      throw Failure(
        "holds no sentence", at: .file(reader.name),
        remedy: "name a CoNLL-U file, or read lines with --format text")
    }
  }
}
