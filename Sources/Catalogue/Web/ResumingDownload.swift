import Groundwork

/// Downloads a file that may take several tries: what arrived is kept, and the next try asks for the rest.
///
/// The bytes so far are in `path`, and beside them, in `path.etag`, what they are a part of; so a later
/// run resumes too. A server that cannot resume, or has another file by now, starts over.
struct ResumingDownload {
  let client: WebClient
  let policy: RetryPolicy
  let path: String
  let limit: Int
  var readsBody = true
  let progress: (Int, Int?) -> Void

  /// How it ended: the last answer (its status says whether the file is here) and the first.
  struct Outcome {
    var answer: WebAnswer
    var first: WebAnswer
  }

  /// Downloads, trying again after cuts, 408, 429 and 5xx.
  func run(_ address: WebAddress) throws(Failure) -> Outcome {
    var failures = 0
    for attempt in 1...policy.tries {
      let eTag = storedETag()
      let before = eTag == nil ? 0 : fileSize(path) ?? 0
      let end = try client.get(
        address, to: path, offset: before, eTag: eTag, limit: limit, readsBody: readsBody,
        progress: progress, willWrite: { store($0.strongETag) })
      var wait: Double?
      var problem: String
      switch end {
      case .cut(let words): problem = words
      case .answered(let answer, let first):
        switch answer.status {
        case 416:
          // What is here is no part of what is there.
          discard()
          problem = "the server cannot resume"
        case 408, 429, 500, 502, 503, 504:
          problem = "HTTP \(answer.status)"
          if let asked = answer.retryAfter {
            if asked > policy.longestWait {
              throw Failure(
                "\(address.origin) asks to wait \(asked) seconds (HTTP \(answer.status))",
                remedy: "try again then")
            }
            wait = Double(asked)
          }
          if attempt == policy.tries || failures + 1 == policy.triesWithoutBytes {
            return Outcome(answer: answer, first: first)
          }
        default: return Outcome(answer: answer, first: first)
        }
      }
      let gained = (fileSize(path) ?? 0) > before && storedETag() != nil
      failures = gained ? 1 : failures + 1
      if attempt == policy.tries || failures >= policy.triesWithoutBytes {
        throw Failure(
          "\(address.origin): \(problem), after \(attempt) tries",
          remedy: "try again later; what arrived is kept where the server can resume")
      }
      RetryPolicy.sleep(max(wait ?? 0, policy.wait(after: failures)))
    }
    throw Failure("\(address.origin) gives no answer", remedy: "try again later")
  }

  /// Removes what arrived.
  func discard() {
    removeTree(path)
    removeTree(eTagPath)
  }

  private var eTagPath: String { path + ".etag" }

  private func storedETag() -> String? {
    guard fileSize(eTagPath) != nil, let bytes = try? readFile(eTagPath), bytes.count <= 256 else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func store(_ eTag: String?) {
    removeTree(eTagPath)
    // Without it the next try starts over: no error.
    if let eTag { try? AtomicFile.write(eTag, to: eTagPath) }
  }
}
