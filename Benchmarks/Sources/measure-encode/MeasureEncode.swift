import Groundwork
import Tokenization
import TokenizerFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times loading and encoding through the library, on one thread, and prints a JSON object.
///
/// Processor time, so that other work on the machine shows less.
///
/// Arguments: vocabulary (.tiktoken with its specification beside it, .model, or a tokenizer.json), text, `whole` or `lines`.
/// The first pass starts with an empty cache; the second is the same text again.
@main
struct MeasureEncode {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      printToStandardError("usage: measure-encode VOCABULARY TEXT whole|lines")
      return
    }
    let text = try readFile(arguments[2])
    var texts = [0..<text.count]
    if arguments[3] == "lines" {
      texts = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.indices }
    }

    let start = processorSeconds()
    let tokenizer = try Self.load(arguments[1])
    let load = processorSeconds() - start
    let encoder = tokenizer.makeEncoder()
    var ids: [UInt32] = []
    ids.reserveCapacity(text.count)
    var passes: [Double] = []
    for _ in 0..<2 {
      ids.removeAll(keepingCapacity: true)
      let start = processorSeconds()
      text.withUnsafeBufferPointer { bytes in
        for range in texts {
          encoder.encode(UnsafeBufferPointer(rebasing: bytes[range]), into: &ids)
        }
      }
      passes.append(processorSeconds() - start)
    }
    let hash = try SHA256()
    ids.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) }
    let result = JSONValue.object([
      .init("loadSeconds", .double(load)),
      .init("firstSeconds", .double(passes[0])),
      .init("warmSeconds", .double(passes[1])),
      .init("bytes", .integer(text.count)),
      .init("tokens", .integer(ids.count)),
      .init("idsSHA256", .string(hash.hexadecimalDigest())),
    ])
    print(result.serialized())
  }

  /// Processor time of this process, as Python's `time.process_time` gives the rival's.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func load(_ path: String) throws -> any Tokenizer {
    if path.hasSuffix(".model") {
      return try SentencePieceReader.load(bytes: try readFile(path), file: path)
    }
    if path.hasSuffix(".json") {
      return try HuggingFaceReader.load(bytes: try readFile(path), file: path)
    }
    return try TiktokenReader.load(rankFile: path)
  }
}
