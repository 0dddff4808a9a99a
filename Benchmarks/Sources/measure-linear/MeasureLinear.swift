import Benchmarking
import Groundwork
import Tokenization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times encoding of texts that quadratic encoders do not come back from, at growing lengths, and prints a
/// table in Markdown: milliseconds of processor time, and the power of the length that the last two show.
///
/// Arguments: vocabularies. Each text has an encoder of its own, so that no cache knows it.
@main
struct MeasureLinear {
  static let lengths = [100_000, 300_000, 1_000_000]

  static func main() throws {
    let paths = CommandLine.arguments.dropFirst()
    if paths.isEmpty { printToStandardError("usage: measure-linear VOCABULARY...") }
    print("| vocabulary | text | 10⁵ | 3·10⁵ | 10⁶ | power |\n|---|---|--:|--:|--:|--:|")
    for path in paths {
      let tokenizer = try TokenizerLocator().load(path).tokenizer
      let parts = path.split(separator: "/")
      let name = parts.suffix(parts.last == "tokenizer.json" ? 2 : 1).joined(separator: "/")
      for (run, make) in texts(tokenizer) {
        let times = lengths.map { seconds(tokenizer, make($0)) }
        let power = log(times[2] / times[1]) / log(10.0 / 3.0)
        let cells = times.map { rounded($0 * 1000) }.joined(separator: " | ")
        print("| \(name) | \(run) | \(cells) | \(rounded(power)) |")
        fflush(nil)
      }
    }
  }

  /// Names of texts, and what makes one of so many scalars.
  private static func texts(
    _ tokenizer: any Tokenizer
  ) -> [(String, (Int) -> [UInt8])] {
    func repeated(_ unit: String) -> (Int) -> [UInt8] {
      { Array(String(repeating: unit, count: $0 / unit.unicodeScalars.count).utf8) }
    }
    var list: [(String, (Int) -> [UInt8])] = [
      ("a", repeated("a")), ("space", repeated(" ")), ("newline", repeated("\n")),
      ("digit", repeated("1")), ("CJK", repeated("漢字")),
      ("emoji ZWJ", repeated("👩\u{200D}👩\u{200D}👧")), ("mark", repeated("\u{301}")),
      ("marks of two classes", repeated("\u{301}\u{323}")), ("a and space", repeated("a ")),
      ("random letters", randomLetters), ("random scalars", randomScalars),
      ("spaces before a letter", { Array(String(repeating: " ", count: $0).utf8) + [0x61] }),
    ]
    let added = tokenizer.vocabulary.kinds.indices.filter {
      tokenizer.vocabulary.kinds[$0] == .control || tokenizer.vocabulary.kinds[$0] == .userDefined
    }
    let tokens = added.map { tokenizer.vocabulary[UInt32($0)] }.filter { !$0.isEmpty }
    if !tokens.isEmpty {
      list.append(
        (
          "added tokens, glued",
          { length in
            var text: [UInt8] = []
            var next = 0
            while text.count < length {
              text += tokens[next % tokens.count]
              next += 1
            }
            return text
          }
        ))
      // Each place begins a token that does not come.
      list.append(
        (
          "an added token's first half",
          { length in
            let half = Array(tokens[0].prefix(max(1, tokens[0].count / 2)))
            return Array(Array(repeating: half, count: length / half.count).joined())
              .replacingInvalid()
          }
        ))
    }
    return list
  }

  private static func randomLetters(_ count: Int) -> [UInt8] {
    let random = KeyedRandom(seed: 1, stream: 1)
    return (0..<count).map { 0x61 + UInt8(random.below(26, UInt64($0))) }
  }

  private static func randomScalars(_ count: Int) -> [UInt8] {
    let random = KeyedRandom(seed: 1, stream: 2)
    var text: [UInt8] = []
    for index in 0..<count {
      let scalar = Unicode.Scalar(UInt32(random.below(0x2_0000, UInt64(index)))) ?? "a"
      text += Array(String(Character(scalar)).utf8)
    }
    return text
  }

  private static func seconds(_ tokenizer: any Tokenizer, _ text: [UInt8]) -> Double {
    let encoder = tokenizer.makeEncoder()
    var ids: [UInt32] = []
    let start = processorSeconds()
    text.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
    return processorSeconds() - start
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}

extension [UInt8] {
  /// The text with a question mark for what is not UTF-8.
  fileprivate func replacingInvalid() -> [UInt8] {
    withUnsafeBufferPointer { $0.replacingInvalidUTF8() }
  }
}
