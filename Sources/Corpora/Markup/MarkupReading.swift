import Groundwork

/// Reads documents by the rules of a format.
enum MarkupReading {
  /// - Parameter chunk: how many bytes the parser gets at once; no document depends on it.
  static func read(
    _ reader: RecordedReader, as source: any MarkupSource.Type, into writer: inout BatchWriter,
    chunk: Int = MarkupStream.chunk
  ) throws(Failure) {
    let rules = source.rules
    let stream = try MarkupStream(isHTML: source.isHTML, name: reader.name)
    var collector = MarkupCollector(rules, name: reader.name)
    let documents = try drain(
      stream, reader, isHTML: source.isHTML, source.isHTML ? nil : rules.roots, chunk, &collector,
      into: &writer)
    if documents > 0 { return }
    throw Failure(
      "holds no text in \(rules.places)", at: .file(reader.name),
      remedy: "name \(rules.roots.what), or the format `text` to read the lines as they are")
  }

  /// Reads a document to its end, hands its texts to the writer and gives their number.
  static func drain<Consumer: MarkupConsumer>(
    _ stream: MarkupStream, _ reader: RecordedReader, isHTML: Bool, _ roots: MarkupRoots?,
    _ chunk: Int, _ consumer: inout Consumer, into writer: inout BatchWriter
  ) throws(Failure) -> Int {
    let input = try MarkupInput(reader, isHTML: isHTML)
    if writer.record.encoding.isEmpty { writer.record.encoding = input.encoding }
    defer { writer.record.replaced += input.source.replaced }
    var count = 0
    try stream.read(input.text, roots: roots, chunk: chunk, into: &consumer) {
      (consumer) throws(Failure) in
      var starts = consumer.documents.groupStarts[...]
      try consumer.documents.forEachText { (index, text) throws(Failure) in
        count += 1
        while let start = starts.first, start.text == index {
          writer.beginGroup(start.kind)
          starts.removeFirst()
        }
        try writer.add(text)
      }
      consumer.documents.removeAll()
    }
    return count
  }
}
