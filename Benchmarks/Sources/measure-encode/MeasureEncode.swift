import Groundwork
import Tokenization
import TokenizerFormats

/// Times loading and encoding through the library, on one thread, and prints a JSON object.
///
/// Arguments: vocabulary (.tiktoken with its specification beside it, or .model), text, `whole` or `lines`.
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

    let clock = ContinuousClock()
    var loaded: (any Tokenizer)?
    let load = try clock.measure { loaded = try Self.load(arguments[1]) }
    guard let tokenizer = loaded else { return }
    let encoder = tokenizer.makeEncoder()
    var ids: [UInt32] = []
    ids.reserveCapacity(text.count)
    var passes: [Duration] = []
    for _ in 0..<2 {
      ids.removeAll(keepingCapacity: true)
      passes.append(
        clock.measure {
          text.withUnsafeBufferPointer { bytes in
            for range in texts {
              encoder.encode(UnsafeBufferPointer(rebasing: bytes[range]), into: &ids)
            }
          }
        })
    }
    let hash = try SHA256()
    ids.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) }
    let result = JSONValue.object([
      .init("loadSeconds", .double(load / .seconds(1))),
      .init("firstSeconds", .double(passes[0] / .seconds(1))),
      .init("warmSeconds", .double(passes[1] / .seconds(1))),
      .init("bytes", .integer(text.count)),
      .init("tokens", .integer(ids.count)),
      .init("idsSHA256", .string(hash.hexadecimalDigest())),
    ])
    print(result.serialized())
  }

  private static func load(_ path: String) throws -> any Tokenizer {
    if path.hasSuffix(".model") {
      return try SentencePieceReader.load(bytes: try readFile(path), file: path)
    }
    return try TiktokenReader.load(rankFile: path)
  }
}
