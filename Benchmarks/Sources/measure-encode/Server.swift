import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Answers requests, a JSON object a line, until standard input ends: the protocol of `bench/worker.py`.
///
/// `{"do":"open","vocabulary":FILE,"text":FILE,"mode":"whole"|"lines"}` loads, timed; `{"do":"pass","fresh":BOOL,
/// "form":"array"|"count","threads":N}` encodes all texts, timed, with an empty cache where `fresh`; `{"do":"dump",
/// "ids":FILE,"ends":FILE}` writes the ids. Each answer is an object; `{"error":TEXT}` where something is wrong.
struct Server {
  private var texts: (path: String, mode: String, value: Texts)?
  private var job: EncodingJob?

  mutating func run() {
    while let line = readLine() {
      var answer: [JSONValue.Member]
      do throws(Failure) {
        answer = try self.answer(try JSONValue(parsing: Array(line.utf8), file: "request"))
      } catch {
        answer = [.init("error", .string("\(error)"))]
      }
      print(JSONValue.object(answer).serialized())
      fflush(nil)
    }
  }

  private mutating func answer(_ request: JSONValue) throws(Failure) -> [JSONValue.Member] {
    switch request["do"]?.string {
    case "open": return try open(request)
    case "pass": return try pass(request)
    case "dump":
      guard let job else { throw .usage("nothing is open") }
      try job.write(ids: try text("ids", request), ends: try text("ends", request))
      return []
    default: throw .usage("the request is not known")
    }
  }

  private mutating func open(_ request: JSONValue) throws(Failure) -> [JSONValue.Member] {
    let vocabulary = try text("vocabulary", request)
    let texts = try Texts(path: try text("text", request), mode: try text("mode", request))
    let memory = MemoryMark()
    let start = Moment()
    let opened = try EncodingJob(vocabulary: vocabulary, texts: texts)
    let took = Moment().since(start)
    job = opened
    return members(took) + [
      .init("peakBytes", memory.peakGrowth()), .init("texts", .integer(texts.ranges.count)),
      .init("bytes", .integer(texts.bytes.count)),
    ]
  }

  private mutating func pass(_ request: JSONValue) throws(Failure) -> [JSONValue.Member] {
    guard job != nil else { throw .usage("nothing is open") }
    if request["fresh"]?.bool == true { job?.startAfresh() }
    let counts = request["form"]?.string == "count"
    let threads = request["threads"]?.integer ?? 1
    let memory = MemoryMark()
    let start = Moment()
    if counts { job?.count() } else { job?.encode(threads: threads) }
    let took = Moment().since(start)
    let peak = memory.peakGrowth()
    guard let job else { return [] }
    return members(took) + [
      .init("peakBytes", peak), .init("tokens", .integer(job.tokens)),
      .init("sha256", counts ? .null : .string(try job.idsSHA256())),
    ]
  }

  private func members(_ took: Moment) -> [JSONValue.Member] {
    [.init("cpu", .double(took.processor)), .init("wall", .double(took.clock))]
  }

  private func text(_ key: String, _ request: JSONValue) throws(Failure) -> String {
    guard let value = request[key]?.string else { throw .usage("the request has no \(key)") }
    return value
  }
}
