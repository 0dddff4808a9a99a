import Corpora
import Counting
import Groundwork
import Segmentation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a corpus through the library, does one thing with it, and prints a JSON object.
///
/// Arguments: file, threads, and what to do: `read` (as it is), `words` (NFC, white-space words), `uax29` or `uax29-letters` (NFC
/// and these words), `count` (NFC, distinct words), `intern` (NFC, rows of ids).
@main
struct MeasureCorpus {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let threads = Int(arguments[2]) else {
      printToStandardError("usage: measure-corpus FILE THREADS read|words|uax29|uax29-letters|count|intern")
      return
    }
    let pool = WorkerPool(workers: threads)
    let form = arguments[3] == "read" ? TextForm.raw : TextForm(.nfc)
    let inputs = try CorpusInputs(paths: [arguments[1]], options: ReadingOptions(form: form))
    var words = 0
    var distinct = 0
    var records: [ReadingRecord] = []
    switch arguments[3] {
    case "count":
      let counter = PieceCounter(rule: .whiteSpaceWords, pool: pool)
      records = try counter.count(inputs)
      var total: UInt64 = 0
      try counter.finishSorted().forEach { (_, count) throws(Failure) in
        distinct += 1
        total += count
      }
      words = Int(total)
    case "intern":
      let interner = try CorpusInterner(rule: .whiteSpaceWords, pool: pool, maxMemory: 64 << 20)
      records = try inputs.read(batchBytes: 4 << 20, pool: pool) { (_, batch) throws(Failure) in
        try interner.add(batch)
      }
      let corpus = try interner.finish()
      distinct = corpus.pieces.count
      try corpus.forEachDocument { (_, _, row) throws(Failure) in words += row.count }
    case "uax29", "uax29-letters":
      guard let rule = WordRule(rawValue: arguments[3]) else { return }
      records = try inputs.map(
        pool: pool, state: { () throws(Failure) in try WordSegmenter(rule) },
        { (segmenter, batch) throws(Failure) in
          var count = 0
          try batch.forEachText { (_, text) throws(Failure) in count += try segmenter.count(in: text) }
          return count
        }, { (_, count) throws(Failure) in words += count })
    default:
      records = try inputs.read(pool: pool) { (_, _) throws(Failure) in }
      words = records[0].words
    }
    let result = JSONValue.object([
      .init("words", .integer(words)), .init("distinct", .integer(distinct)),
      .init("bytes", .integer(records[0].bytes)), .init("documents", .integer(records[0].documents)),
    ])
    print(result.serialized())
  }
}
