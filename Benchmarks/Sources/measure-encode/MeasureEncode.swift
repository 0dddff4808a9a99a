import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times loading and encoding through the library.
///
/// With `--serve` it answers requests line by line, so that rounds can be interleaved with another program's:
/// see `Server`. Otherwise it prints one JSON object: arguments are a vocabulary (of any kind that `derlius` loads), a
/// text, and `whole` or `lines`; the first pass starts with an empty cache, the second is the same text again. All on
/// one thread; processor time, so that other work on the machine shows less.
///
/// With `--pass` after the mode, `first`, `warm` or `load`, it does one thing inside `derliusMeasured` and prints the
/// number of tokens: what `instructions` counts.
@main
struct MeasureEncode {
  static func main() {
    let arguments = CommandLine.arguments
    do throws(Failure) {
      if arguments.count == 2, arguments[1] == "--serve" {
        var server = Server()
        return server.run()
      }
      if arguments.count == 6, arguments[4] == "--pass" {
        return try countedPass(Array(arguments[1...3]), arguments[5])
      }
      guard arguments.count == 4 else { throw usage }
      try twoPasses(arguments[1], arguments[2], arguments[3])
    } catch {
      printToStandardError("measure-encode: \(error)")
      exit(error.fault.exitCode)
    }
  }

  private static let usage = Failure.usage(
    "usage: measure-encode VOCABULARY TEXT whole|lines [--pass load|first|warm], or measure-encode --serve"
  )

  private static func twoPasses(
    _ vocabulary: String, _ text: String, _ mode: String
  ) throws(Failure) {
    let texts = try Texts(path: text, mode: mode)
    let start = Moment()
    var job = try EncodingJob(vocabulary: vocabulary, texts: texts)
    let load = Moment().since(start)
    var members = [JSONValue.Member("loadSeconds", .double(load.processor))]
    for name in ["firstSeconds", "warmSeconds"] {
      let start = Moment()
      job.encode(threads: 1)
      members.append(.init(name, .double(Moment().since(start).processor)))
    }
    members += [
      .init("bytes", .integer(texts.bytes.count)), .init("tokens", .integer(job.tokens)),
      .init("idsSHA256", .string(try job.idsSHA256())),
    ]
    print(JSONValue.object(members).serialized())
  }

  private static func countedPass(_ arguments: [String], _ pass: String) throws(Failure) {
    let texts = try Texts(path: arguments[1], mode: arguments[2])
    if pass == "load" {
      var loaded: EncodingJob?
      var failure: Failure?
      derliusMeasured {
        do throws(Failure) {
          loaded = try EncodingJob(vocabulary: arguments[0], texts: texts)
        } catch { failure = error }
      }
      if let failure { throw failure }
      loaded?.encode(threads: 1)
      return print(loaded?.tokens ?? 0)
    }
    guard pass == "first" || pass == "warm" else { throw usage }
    var job = try EncodingJob(vocabulary: arguments[0], texts: texts)
    if pass == "warm" { job.encode(threads: 1) }
    derliusMeasured { job.encode(threads: 1) }
    print(job.tokens)
  }
}

/// Runs the work; callgrind is told to count inside this function alone, by its name.
@inline(never)
private func derliusMeasured(_ body: () -> Void) { body() }
