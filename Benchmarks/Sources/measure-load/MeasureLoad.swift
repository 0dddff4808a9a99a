import Benchmarking
import Groundwork
import Tokenization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times loading a tokenizer from its file, of any kind, and prints a JSON object.
///
/// Arguments: vocabulary, a sample to encode (its ids are hashed, so that a wrong load has no number), how
/// often to load, and for rank files a home folder whose compiled forms are used (docs/compiled-vocabulary.md).
/// Memory is that of the first load. Seconds are processor time and time by the clock.
@main
struct MeasureLoad {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 || arguments.count == 5, let rounds = Int(arguments[3]), rounds > 0
    else {
      printToStandardError("usage: measure-load VOCABULARY SAMPLE LOADS [HOME]")
      return
    }
    let cache = arguments.count == 5 ? CompiledCache(home: arguments[4]) : nil
    let sample = try readFile(arguments[2])
    let before = memory()
    var seconds: [JSONValue] = []
    var clockSeconds: [JSONValue] = []
    var loaded: (any Tokenizer)?
    var peak = 0
    var resident = 0
    for round in 0..<rounds {
      loaded = nil
      let clock = ContinuousClock.now
      let start = processorSeconds()
      loaded = try TokenizerLocator(cache: cache).load(arguments[1]).tokenizer
      seconds.append(.double(processorSeconds() - start))
      clockSeconds.append(.double((ContinuousClock.now - clock) / .seconds(1)))
      // Later rounds use memory of the first again.
      if round == 0 {
        peak = memory().peak
        resident = memory().resident
      }
    }
    guard let loaded else { return }
    let vocabulary = loaded.vocabulary
    let encoder = loaded.makeEncoder()
    let hash = try SHA256()
    var count = 0
    for line in sample.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let ids = encoder.encode(Array(line))
      ids.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) }
      count += ids.count
    }
    let result = JSONValue.object([
      .init("loadSeconds", .array(seconds)),
      .init("clockSeconds", .array(clockSeconds)),
      .init("peakBytes", .integer(peak - before.resident)),
      .init("keptBytes", .integer(resident - before.resident)),
      .init("vocabularySize", .integer(vocabulary.count)),
      .init("vocabularyBytes", .integer(vocabulary.bytes.count)),
      .init("tokens", .integer(count)),
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

  /// Bytes that are resident now and that were at most; zeros where the system does not say.
  private static func memory() -> (resident: Int, peak: Int) {
    var result = (resident: 0, peak: 0)
    guard let status = try? readFile("/proc/self/status") else { return result }
    for line in String(decoding: status, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      guard fields.count == 3, let kilobytes = Int(fields[1]) else { continue }
      if fields[0] == "VmRSS:" { result.resident = kilobytes * 1024 }
      if fields[0] == "VmHWM:" { result.peak = kilobytes * 1024 }
    }
    return result
  }
}
