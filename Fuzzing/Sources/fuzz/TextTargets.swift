import BenchmarkReports
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
  Target("result", "a result.json") { (bytes) throws(Failure) in
    let result = try RecordedResult(parsing: bytes, file: "result.json")
    let none = ReportDifferences(result, result)
    require(none.rows.isEmpty && none.same == result.rows.count, "a result is as it is")
    _ = try DifferencesPage(none, names: ("a", "b")).html()
  },
  Target("mix", "a mix of inputs") { (bytes) throws(Failure) in
    let inputs = try MixFile.inputs(parsing: bytes, file: "mix", folder: "f")
    require(inputs.allSatisfy { $0.weight > 0 && !$0.path.isEmpty }, "inputs with weights")
    require(inputs.count <= bytes.count { $0 == 0x0A } + 1, "an input a line")
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
  Target("jsonl", "JSON Lines") { (bytes) throws(Failure) in
    try checkCorpus(bytes, .jsonl, ReadingOptions(field: "a.text"))
    try checkCorpus(bytes, .jsonl)
  },
  Target("csv", "a table") { (bytes) throws(Failure) in
    try checkCorpus(bytes, .tsv, ReadingOptions(column: "1", hasQuotes: false))
    try checkCorpus(bytes, .csv, ReadingOptions(column: "2"))
    try checkCorpus(bytes, .csv)
  },
  Target("conllu", "a treebank") { (bytes) throws(Failure) in
    var options = ReadingOptions()
    options.givesWords = true
    try checkCorpus(bytes, .conllu, options)
    var sentences = 0
    try Treebank(path: scratchFile(bytes)).forEachSentence { (sentence) throws(Failure) in
      sentences += 1
      for word in sentence.words {
        for range in [word.form, word.lemma, word.partOfSpeech, word.features] {
          require(range.upperBound <= sentence.bytes.count, "words in range")
        }
      }
    }
  },
  Target("po", "a gettext catalogue") { (bytes) throws(Failure) in
    try checkCorpus(bytes, .po)
  },
  Target("frequency", "a list of forms with counts") { (bytes) throws(Failure) in
    try checkCorpus(bytes, .frequency)
  },
  Target("tatoeba", "sentences as Tatoeba exports them") { (bytes) throws(Failure) in
    try checkCorpus(bytes, .tatoeba, ReadingOptions(language: "lt"))
  },
  Target("detection", "a corpus of any format, and parallel text in a file") {
    (bytes) throws(Failure) in
    _ = CorpusFile.format(of: bytes)
    _ = try ParallelFolder.find(scratchFile(bytes, name: "lt-en.tsv"))
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
  Target("hunspell", "an affix file and, behind a zero byte, its dictionary") {
    (bytes) throws(Failure) in
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let words = parts.count > 1 ? Array(parts[1]) : Array("1\nab/A\n".utf8)
    // The library itself is not fuzzed: it reads files, and has its own fuzzers.
    let dictionary = try HunspellDictionary(
      words: words, wordFile: "words", affixes: Array(parts[0]), affixFile: "affixes",
      language: bytes.count % 2 == 0 ? "lt" : "en", name: "words", usesLibrary: false)
    for line in words.split(separator: 0x0A).prefix(64) {
      let form = Array(line.prefix { $0 != 0x2F })
      checkCuts(dictionary, form)
      checkCuts(dictionary, form.dropLast() + "s".utf8)
      checkCuts(dictionary, "nepasi".utf8 + form)
      form.withUnsafeBufferPointer { _ = dictionary.knowsSegment($0, at: .inner) }
    }
  },
  Target("unimorph", "a table of lemma, form and features") { (bytes) throws(Failure) in
    _ = MorphologyFormat.detect(name: "table", content: bytes)
    let table = try UniMorphList(bytes: bytes, file: "table", language: "lt", name: "table")
    for line in bytes.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      if fields.count > 1 {
        checkCuts(table, Array(fields[1]))
        checkFeatures(table, Array(fields[1]))
      }
    }
  },
  Target("features", "a treebank whose words have features") { (bytes) throws(Failure) in
    let path = scratchFile(bytes)
    let treebank = try TreebankLemmas(path: path, language: "lt")
    for line in bytes.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      if fields.count > 1 {
        checkCuts(treebank, Array(fields[1]))
        checkFeatures(treebank, Array(fields[1]))
      }
    }
  },
  Target("counts", "a count file") { (bytes) throws(Failure) in
    let table = try CountFile.parse(bytes, file: "counts")
    let text = CountFile(table: table, record: nil).text()
    let again = try CountFile.parse(text, file: "written")
    require(again.hasSameContent(as: table), "counts written and read")
  },
]

/// Cuts lie within the form, in order.
private func checkCuts(_ provider: some MorphemeProvider, _ form: [UInt8]) {
  var cuts: [Int] = []
  let found = form.withUnsafeBufferPointer { provider.findCuts(of: $0, into: &cuts) }
  let inOrder = zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }
  require(!found || (inOrder && cuts.allSatisfy { 0 < $0 && $0 < form.count }), "cuts in range")
}

/// Features are those of the file, each once, in the order of their bytes; a form with some makes the provider have some.
private func checkFeatures(_ provider: some MorphemeProvider, _ form: [UInt8]) {
  let features = form.withUnsafeBufferPointer { provider.features(of: $0) }
  let inOrder = zip(features, features.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
  require(inOrder && features.allSatisfy { !$0.isEmpty }, "features in order")
  require(features.isEmpty || provider.hasFeatures, "features of a provider without any")
}

/// Reads a corpus in small batches and in one, which must be the same; documents are UTF-8 and as many as
/// counted.
private func checkCorpus(
  _ bytes: [UInt8], _ format: CorpusFormat, _ options: ReadingOptions = .init()
) throws(Failure) {
  func read(_ batchBytes: Int) throws(Failure) -> (texts: [[UInt8]], weights: [UInt64]) {
    var texts: [[UInt8]] = []
    var weights: [UInt64] = []
    let file = CorpusFile(path: scratchFile(bytes), format: format, options: options)
    let record = try file.read(batchBytes: batchBytes, takesWeights: true) {
      (batch) throws(Failure) in
      require(firstInvalidUTF8(batch.bytes) == nil, "a document that is not UTF-8")
      for index in 0..<batch.count {
        texts.append(Array(batch.bytes[batch.range(index)]))
        weights.append(batch.weight(index))
      }
      if let words = batch.givenWords {
        require(words.textEnds.count == batch.count, "words of all texts")
      }
    }
    require(record.documents == texts.count, "documents counted")
    require(record.weight == weights.reduce(0, +), "occurrences counted")
    return (texts, weights)
  }
  let small = try read(1)
  let large = try read(1 << 20)
  require(small.texts == large.texts && small.weights == large.weights, "batches change nothing")
}

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
