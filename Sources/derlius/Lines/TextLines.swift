import Benchmarking
import Groundwork
import Tokenization

/// Takes the text out of lines and encodes it, part by part of a chunk.
struct TextLines: Sendable {
  /// The member that holds the text where lines are JSON objects; nil where lines are the text.
  var field: String?
  /// What becomes of bytes that are not UTF-8.
  var invalid: Encode.Invalid
  /// The tokenizer's format where it does not take bytes that are not UTF-8; nil where it does.
  var textOnly: String?
  /// Special tokens that no text may hold; nil where they may stand there.
  var refused: SpecialTokens?

  /// What a part gave.
  struct Encoded: Sendable {
    /// The output.
    var bytes: [UInt8] = []
    /// The number of ids of each text.
    var counts: [Int] = []
  }

  /// Cuts a chunk's lines into parts of about 64 KB, for several threads.
  func parts(of chunk: LineReader.Chunk) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for index in chunk.lines.indices {
      if chunk.lines[index].upperBound - chunk.lines[start].lowerBound >= 1 << 16 {
        parts.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < chunk.lines.count { parts.append(start..<chunk.lines.count) }
    return parts
  }

  /// Encodes some lines of a chunk.
  func encode(
    _ part: Range<Int>, of chunk: LineReader.Chunk, with encoder: any TextEncoder,
    vocabulary: Vocabulary, format: Encode.Format
  ) throws(Failure) -> Encoded {
    var result = Encoded()
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    for index in part {
      let text = try text(index, of: chunk)
      ids.removeAll(keepingCapacity: true)
      text.withUnsafeBufferPointer { text in
        if format == .json {
          spans.removeAll(keepingCapacity: true)
          encoder.encode(text, into: &ids, spans: &spans)
        } else {
          encoder.encode(text, into: &ids)
        }
      }
      write(ids, spans, of: vocabulary, as: format, to: &result)
    }
    return result
  }

  /// Adds one text's ids to what a part gave.
  func write(
    _ ids: [UInt32], _ spans: [TokenSpan], of vocabulary: Vocabulary, as format: Encode.Format,
    to result: inout Encoded
  ) {
    result.counts.append(ids.count)
    switch format {
    case .ids: TokenLine.appendIDs(ids, to: &result.bytes)
    case .pieces: TokenLine.appendPieces(ids, of: vocabulary, to: &result.bytes)
    case .json: TokenLine.appendJSON(ids, spans, of: vocabulary, to: &result.bytes)
    case .u16:
      for id in ids {
        result.bytes.append(UInt8(truncatingIfNeeded: id))
        result.bytes.append(UInt8(truncatingIfNeeded: id >> 8))
      }
    case .u32:
      for id in ids {
        withUnsafeBytes(of: id.littleEndian) { result.bytes.append(contentsOf: $0) }
      }
    }
    if format != .u16, format != .u32 { result.bytes.append(0x0A) }
  }

  /// The text of a line, valid UTF-8 unless such bytes are asked for and the tokenizer takes them.
  func text(_ index: Int, of chunk: LineReader.Chunk) throws(Failure) -> [UInt8] {
    let text = try validText(index, of: chunk)
    if let match = refused?.firstMatch(in: text) {
      // With --whole the text has lines of its own.
      let lines = field == nil ? text[..<match.range.lowerBound].count { $0 == 0x0A } : 0
      throw .holdsSpecial(match.token, at: .line(chunk.firstLine + index + lines, of: chunk.file))
    }
    return text
  }

  private func validText(_ index: Int, of chunk: LineReader.Chunk) throws(Failure) -> [UInt8] {
    let range = chunk.lines[index]
    let line = Array(chunk.bytes[range])
    guard let offset = firstInvalidUTF8(line) else { return try member(line, index, chunk) }
    let place = Place.byte(chunk.firstByte + range.lowerBound + offset, of: chunk.file)
    switch invalid {
    case .replace:
      return try member(Array(String(decoding: line, as: UTF8.self).utf8), index, chunk)
    case .bytes:
      guard let textOnly else { return line }
      throw Failure(
        "is not UTF-8, and the format \(textOnly) takes text only", at: place,
        remedy: "use --invalid replace")
    case .error:
      throw Failure(
        "is not UTF-8", at: place,
        remedy: "convert the file to UTF-8, or use --invalid replace")
    }
  }

  private func member(
    _ line: [UInt8], _ index: Int, _ chunk: LineReader.Chunk
  ) throws(Failure) -> [UInt8] {
    guard let field else { return line }
    let place = Place.line(chunk.firstLine + index, of: chunk.file)
    let value: JSONValue
    do throws(Failure) {
      value = try JSONValue(parsing: line, file: chunk.file)
    } catch {
      throw Failure(error.problem, at: place, remedy: "write one JSON object a line")
    }
    guard let text = value[field]?.string else {
      throw Failure(
        "has no text in \"\(field)\"", at: place, remedy: "name the member with --field")
    }
    return Array(text.utf8)
  }
}
