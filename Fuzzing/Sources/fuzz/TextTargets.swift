import Benchmarking
import Corpora
import Counting
import Groundwork
import Morphology

/// Readers of everything that is no tokenizer.
let textTargets = [
  Target("json", "JSON") { (bytes) throws(Failure) in
    let value = try JSONValue(parsing: bytes, file: "json")
    let text = value.serialized()
    let again = try JSONValue(parsing: Array(text.utf8), file: "written")
    require(again.serialized() == text, "JSON written and read")
  },
  Target("manifest", "a benchmark's manifest") { (bytes) throws(Failure) in
    _ = try Manifest(contentsOf: scratchFile(bytes))
  },
  Target("lines", "a corpus of lines") { (bytes) throws(Failure) in
    var read: [[UInt8]] = []
    let record = try CorpusFile(path: scratchFile(bytes), format: .text).read(batchBytes: 64) {
      (batch) throws(Failure) in
      for index in 0..<batch.count { read.append(Array(batch.bytes[batch.range(index)])) }
    }
    require(firstInvalidUTF8(bytes) == nil, "text that is not UTF-8 was read")
    require(record.documents == read.count, "documents counted")
    require(read == slowLines(bytes), "lines as cut the slow way")
  },
  Target("packed", "a compressed file or an archive of text") { (bytes) throws(Failure) in
    // A seed is small, and so must be what it holds: a bomb is only long, never large in memory.
    var documents = 0
    let options = ReadingOptions(invalid: .replace)
    let record = try CorpusFile(path: scratchFile(bytes), format: .text, options: options).read(
      batchBytes: 4096
    ) { (batch) throws(Failure) in
      documents += batch.count
      require(firstInvalidUTF8(batch.bytes) == nil, "a document that is not UTF-8")
      if documents > 1 << 16 { throw Failure("enough", remedy: "stop") }
    }
    require(record.documents == documents, "documents counted")
    require(record.fileBytes == bytes.count, "all of the file was read")
  },
  Target("encodings", "text, its first byte choosing the encoding") { (bytes) throws(Failure) in
    guard let first = bytes.first else { return }
    let encoding = fuzzedEncodings[Int(first) % fuzzedEncodings.count]
    let path = scratchFile(Array(bytes.dropFirst()))
    var counts: [Int] = []
    for invalid in [InvalidBytes.replace, .error] {
      let options = ReadingOptions(encoding: encoding, invalid: invalid)
      let record = try CorpusFile(path: path, format: .text, options: options).read(batchBytes: 64)
      {
        (batch) throws(Failure) in
        require(firstInvalidUTF8(batch.bytes) == nil, "a document that is not UTF-8")
      }
      counts.append(record.replaced)
    }
    // What is read without error had nothing to replace.
    require(counts == [0, 0], "invalid bytes were read as if they were valid")
  },
  Target("tei", "a TEI corpus") { (bytes) throws(Failure) in
    var documents = 0
    let record = try CorpusFile(path: scratchFile(bytes), format: .tei).read(batchBytes: 64) {
      (batch) throws(Failure) in
      documents += batch.count
      require(firstInvalidUTF8(batch.bytes) == nil, "a document that is not UTF-8")
    }
    require(record.documents == documents, "documents counted")
  },
  Target("segments", "a list of word segments") { (bytes) throws(Failure) in
    let list = try SegmentList(bytes: bytes, file: "list", language: "lt", name: "list")
    var cuts: [Int] = []
    for line in bytes.split(separator: 0x0A) {
      let form = Array(line.prefix { $0 != 0x09 })
      let found = form.withUnsafeBufferPointer { list.findCuts(of: $0, into: &cuts) }
      let inOrder = zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }
      require(!found || (inOrder && cuts.allSatisfy { 0 < $0 && $0 < form.count }), "cuts in range")
    }
  },
  Target("counts", "a count file") { (bytes) throws(Failure) in
    let table = try CountFile.parse(bytes, file: "counts")
    let text = CountFile(table: table, record: nil).text()
    let again = try CountFile.parse(text, file: "written")
    require(again.hasSameContent(as: table), "counts written and read")
  },
]

/// Encodings of one byte, of several, with state, and of wide units.
private let fuzzedEncodings = [
  "UTF-8", "windows-1257", "ISO-8859-13", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-7",
  "Shift_JIS", "GB18030", "ISO-2022-JP", "EUC-KR", "SCSU", "HZ", "IMAP-mailbox-name",
]

/// The definition of a corpus of lines: no byte order mark, `\n` or `\r\n` ends a line, the last need not.
private func slowLines(_ bytes: [UInt8]) -> [[UInt8]] {
  var rest = bytes[...]
  if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  var lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  let isEnded = rest.last == 0x0A
  return lines.enumerated().map { index, line in
    let hasEnd = isEnded || index + 1 < lines.count
    return Array(hasEnd && line.last == 0x0D ? line.dropLast() : line)
  }
}
