import CCurl
import Groundwork

/// Gets one file over HTTP, following redirects itself, so that a token goes to its own server only.
struct WebClient: Sendable {
  /// A token, and the only server that may see it.
  struct Token: Sendable {
    var text: String
    /// `WebAddress.origin` of that server.
    var origin: String
  }

  /// How a download ended that was not stopped by an error on this side.
  enum End: Sendable {
    /// The last answer, and the first: a hub describes the file in the one that redirects.
    case answered(WebAnswer, first: WebAnswer)
    /// The connection failed on the way, with libcurl's words.
    case cut(String)
  }

  /// The most redirects that are followed.
  static let redirectLimit = 8
  var token: Token?

  /// Gets `address` into the file `path`.
  ///
  /// - Parameters:
  ///   - offset: the bytes that are there already; a server that gives the rest appends to them, one
  ///     that gives all replaces them.
  ///   - eTag: what the bytes that are there are a part of.
  ///   - limit: the longest the file may become, in bytes.
  ///   - readsBody: false leaves bodies unread, where only the answer is wanted.
  ///   - willWrite: called before the first byte of a body, with the answer it belongs to.
  /// - Throws: `Failure` where another try would give the same: no such host, too large, not writable.
  func get(
    _ address: WebAddress, to path: String, offset: Int = 0, eTag: String? = nil, limit: Int,
    readsBody: Bool = true, progress: (Int, Int?) -> Void, willWrite: (WebAnswer) -> Void = { _ in }
  ) throws(Failure) -> End {
    var address = address
    let startsPlain = address.isPlain
    var first: WebAnswer?
    for _ in 0...Self.redirectLimit {
      let exchange = try withoutActuallyEscaping(progress) { (progress) throws(Failure) in
        try withoutActuallyEscaping(willWrite) { (willWrite) throws(Failure) in
          let exchange = Exchange(
            offset: offset, limit: limit, readsBody: readsBody, progress: progress,
            willWrite: willWrite)
          try ask(address, to: path, eTag: eTag, for: exchange)
          return (exchange.answer, exchange.redirect, exchange.problem)
        }
      }
      if let problem = exchange.2 { return .cut(problem) }
      let answer = exchange.0
      if first == nil { first = answer }
      guard (300..<400).contains(answer.status), !exchange.1.isEmpty else {
        return .answered(answer, first: first ?? answer)
      }
      guard let next = WebAddress(exchange.1), startsPlain || !next.isPlain else {
        throw Failure(
          "\(address.origin) redirects to an address that is not https",
          remedy: "do not trust it; check HF_ENDPOINT")
      }
      address = next
    }
    throw Failure("\(address.origin) redirects more than \(Self.redirectLimit) times")
  }

  private func ask(
    _ address: WebAddress, to path: String, eTag: String?, for exchange: Exchange
  ) throws(Failure) {
    let resumes = exchange.offset > 0 && eTag != nil
    if !resumes { exchange.offset = 0 }
    let bearer = token.flatMap { $0.origin == address.origin ? $0.text : nil }
    var status = 0
    var redirect = [CChar](repeating: 0, count: 8192)
    var message = [CChar](repeating: 0, count: 512)
    let end = withCString(address.text) { url in
      withCString(path) { path in
        withCString(resumes ? "\(exchange.offset)-" : nil) { range in
          withCString(resumes ? eTag : nil) { eTag in
            withCString(bearer) { bearer in
              var get = derlius_get(
                url: url, path: path, range: range, if_range: eTag, bearer: bearer,
                limit: Int64(exchange.limit), plain: address.isPlain ? 1 : 0,
                context: Unmanaged.passUnretained(exchange).toOpaque(), header: takeHeader,
                body: takeBody, progress: takeProgress)
              return withExtendedLifetime(exchange) {
                derlius_get(
                  &get, &status, &redirect, redirect.count, &message, message.count)
              }
            }
          }
        }
      }
    }
    exchange.answer.status = status
    exchange.redirect = text(redirect)
    switch end {
    case DERLIUS_GET_DONE:
      if exchange.isTooLarge { throw tooLarge(exchange.limit) }
      if exchange.isMisplaced { exchange.problem = "the server gave another part than asked for" }
    case DERLIUS_GET_CUT:
      // Cut before the first byte of a body that would be refused: another try is no use.
      if let size = exchange.size, size > exchange.limit { throw tooLarge(exchange.limit) }
      exchange.problem = text(message)
    case DERLIUS_GET_TOO_LARGE: throw tooLarge(exchange.limit)
    case DERLIUS_GET_NOT_WRITTEN:
      throw Failure(text(message), remedy: "choose a place that has room and that you may write to")
    default:
      throw Failure(text(message), remedy: "check the network, and HF_ENDPOINT where it is set")
    }
  }

  private func tooLarge(_ limit: Int) -> Failure {
    Failure("the file is larger than the limit of \(limit) bytes")
  }

  private func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func withCString<R>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> R) -> R {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}

/// What the C functions of one exchange write to; lives as long as the call.
private final class Exchange {
  var offset: Int
  let limit: Int
  let readsBody: Bool
  let progress: (Int, Int?) -> Void
  let willWrite: (WebAnswer) -> Void
  var answer = WebAnswer()
  var redirect = ""
  var problem: String?
  var isTooLarge = false
  var isMisplaced = false

  init(
    offset: Int, limit: Int, readsBody: Bool, progress: @escaping (Int, Int?) -> Void,
    willWrite: @escaping (WebAnswer) -> Void
  ) {
    self.offset = offset
    self.limit = limit
    self.readsBody = readsBody
    self.progress = progress
    self.willWrite = willWrite
  }

  /// The whole file's size as the answer announces it; nil where it does not, or gives no file.
  var size: Int? {
    switch answer.status {
    case 200: readsBody ? answer["content-length"].flatMap { Int($0) } : nil
    case 206: answer.contentRange?.size
    default: nil
    }
  }

  /// The offset where a body goes; -1 leaves it unread.
  func place(status: Int) -> Int {
    answer.status = status
    if !readsBody { return -1 }
    var start = 0
    switch status {
    case 200: break
    case 206:
      guard let range = answer.contentRange, range.start == offset else {
        isMisplaced = true
        return -1
      }
      start = offset
    default: return -1
    }
    if let size, size > limit {
      isTooLarge = true
      return -1
    }
    willWrite(answer)
    return start
  }
}

private func exchange(_ context: UnsafeMutableRawPointer?) -> Exchange? {
  context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

private func takeHeader(
  _ context: UnsafeMutableRawPointer?, _ line: UnsafePointer<CChar>?, _ length: Int
) {
  guard let line else { return }
  let bytes = UnsafeRawBufferPointer(start: line, count: length)
  exchange(context)?.answer.take(String(decoding: bytes, as: UTF8.self))
}

private func takeBody(_ context: UnsafeMutableRawPointer?, _ status: Int) -> Int64 {
  Int64(exchange(context)?.place(status: status) ?? -1)
}

private func takeProgress(_ context: UnsafeMutableRawPointer?, _ done: Int64, _ all: Int64) {
  exchange(context)?.progress(Int(done), all > 0 ? Int(all) : nil)
}
