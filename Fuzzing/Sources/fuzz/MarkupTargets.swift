import Corpora
import Groundwork

/// Readers of XML and HTML.
let markupTargets = [
  Target("xml", "XML; the first byte chooses the format") { (bytes) throws(Failure) in
    let formats: [CorpusFormat] = [
      .xml, .tei, .tmx, .ces, .mallard, .docbook, .udhr, .mediawiki,
    ]
    guard let first = bytes.first else { return }
    try readDocuments(Array(bytes.dropFirst()), formats[Int(first) % formats.count])
  },
  Target("html", "a page") { (bytes) throws(Failure) in
    try readDocuments(bytes, .html)
  },
  Target("wikitext", "an article of MediaWiki") { (bytes) throws(Failure) in
    try readDocuments(wikiDump(bytes), .mediawiki)
  },
]

/// Reads a corpus: its documents are UTF-8, without white space to fold, and
/// as many as counted.
private func readDocuments(_ bytes: [UInt8], _ format: CorpusFormat) throws(Failure) {
  let path = scratchFile(bytes)
  var read: [[UInt8]] = []
  let record = try CorpusFile(path: path, format: format).read(batchBytes: 64) {
    (batch) throws(Failure) in
    for index in 0..<batch.count { read.append(Array(batch.bytes[batch.range(index)])) }
  }
  require(record.documents == read.count, "documents counted")
  for document in read {
    require(firstInvalidUTF8(document) == nil, "a document that is not UTF-8")
    require(document.first != 0x20 && document.last != 0x20, "white space at an end")
    require(!document.contains(0x0A), "a line end in a document")
  }
}

/// A dump whose only article has this text, as far as XML can hold it.
private func wikiDump(_ bytes: [UInt8]) -> [UInt8] {
  let text = String(decoding: bytes, as: UTF8.self)
  var dump = Array("<mediawiki><page><title>A</title><ns>0</ns><revision><text>".utf8)
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x26: dump += Array("&amp;".utf8)
    case 0x3C: dump += Array("&lt;".utf8)
    case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
      dump += Array(String(scalar).utf8)
    default: dump.append(0x20)
    }
  }
  return dump + Array("</text></revision></page></mediawiki>".utf8)
}
