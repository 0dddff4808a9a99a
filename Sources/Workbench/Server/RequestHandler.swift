import CMicroHTTPD
import Groundwork
import Synchronization

/// Answers requests: page files at once, all else by jobs.
final class RequestHandler: Sendable {
  private let workbench: WorkbenchService
  private let jobs: JobQueue
  // Set once the port is known; until then, and at the end, everything is refused.
  private let rules = Mutex<AccessRules?>(nil)
  private let isEnding = Atomic(false)

  // A request is with one thread at a time, and answered once.
  private struct Pending: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  init(_ workbench: WorkbenchService) {
    self.workbench = workbench
    jobs = JobQueue(
      running: workbench.limits.jobs ?? processorCount(), waiting: workbench.limits.waitingJobs)
  }

  /// Answers requests from now on.
  func begin(_ rules: AccessRules) { self.rules.withLock { $0 = rules } }

  /// Refuses requests from now on, and waits until the others are answered.
  func end() {
    rules.withLock { $0 = nil }
    isEnding.store(true, ordering: .relaxed)
    jobs.wait()
  }

  /// Answers what needs no body, and what must not have one.
  func takeHead(_ head: RequestHead, of request: OpaquePointer) {
    do throws(Refusal) {
      let route = try Self.route(head, rules.withLock { $0 })
      try checkBody(head, route)
      switch route {
      case .slash(let place): Answer.moved(to: place).send(to: request)
      case .file(let file): file.answer.send(to: request)
      default: break
      }
    } catch {
      error.answer.send(to: request)
    }
  }

  /// Gives a whole request to a job.
  func take(_ head: RequestHead, body: [UInt8], of request: OpaquePointer) {
    let pending = Pending(pointer: request)
    let deadline = Deadline(in: .seconds(workbench.limits.seconds)) { [self] in
      isEnding.load(ordering: .relaxed) || derlius_http_is_gone(pending.pointer) != 0
    }
    // Under the lock, so that no job comes once the end has begun.
    let refusal = rules.withLock { rules -> Refusal? in
      do throws(Refusal) {
        let route = try Self.route(head, rules)
        let isTaken = jobs.submit { [workbench] in
          Self.answer(route, body, workbench, deadline).send(to: pending.pointer)
        }
        return isTaken ? nil : Self.overloaded
      } catch {
        return error
      }
    }
    refusal?.answer.send(to: request)
  }

  private static func answer(
    _ route: Route, _ body: [UInt8], _ workbench: WorkbenchService, _ deadline: Deadline
  ) -> Answer {
    do throws(Refusal) {
      do throws(Failure) {
        try deadline.check()
      } catch {
        throw Refusal(work: error)
      }
      return try workbench.answer(route, body: body, deadline: deadline)
    } catch {
      return error.answer
    }
  }

  private static func route(
    _ head: RequestHead, _ rules: AccessRules?
  ) throws(Refusal) -> Route {
    guard let rules else {
      throw Refusal(503, "the server is ending", remedy: "start derlius serve again")
    }
    return try Route(method: head.method, target: try rules.check(head))
  }

  private func checkBody(_ head: RequestHead, _ route: Route) throws(Refusal) {
    if head.isChunked {
      throw Refusal(411, "the body's length is not stated", remedy: "send Content-Length")
    }
    let length = head.contentLength ?? 0
    if length > workbench.limits.bodyBytes {
      throw Refusal(
        413, "the request has \(length) bytes",
        remedy: "at most \(workbench.limits.bodyBytes) are taken")
    }
    if let type = route.bodyType {
      let given = head.contentType?.prefix { $0 != ";" }.lowercased()
      let words = given?.split(separator: " ").joined() ?? ""
      if words != type {
        throw Refusal(
          415, "the body is not said to be \(type)", remedy: "send Content-Type: \(type)")
      }
    }
    if head.heldBytes + length > workbench.limits.heldBytes {
      throw Self.overloaded
    }
  }

  private static let overloaded = Refusal(
    503, "too many requests at once", remedy: "try again in a moment")
}
