import Dispatch
import Synchronization

/// Gives work to several threads and its results back in order, while the owner makes more work.
///
/// For work whose amount is not known before: the owner reads a stream and submits parts, workers treat them, and
/// the owner gets the results in the order of submission, whatever the number of workers. Not more than a few
/// parts are on their way at a time. The owner works too when it is ahead, so that `workers` threads are busy in all.
/// Owned by one thread.
public final class OrderedPipeline<State, Input: Sendable, Output: Sendable> {
  private let shared: Shared
  private let makeState: @Sendable () throws(Failure) -> State
  private let work: @Sendable (inout State, Input) throws(Failure) -> Output
  private let deliver: (Output) throws(Failure) -> Void
  private let helpers: Int
  private let limit: Int
  private let group = DispatchGroup()
  private var hasHelpers = false
  private var state: State?
  /// Why the pipeline has stopped.
  private var failed: Failure?

  /// Creates a pipeline.
  ///
  /// - Parameters:
  ///   - workers: the number of threads that work, the owner's among them.
  ///   - state: makes what a worker keeps from part to part, such as buffers.
  ///   - work: treats one part; runs on any thread.
  ///   - deliver: takes the results in order, on the owner's thread.
  public init(
    workers: Int, state: @escaping @Sendable () throws(Failure) -> State,
    work: @escaping @Sendable (inout State, Input) throws(Failure) -> Output,
    deliver: @escaping (Output) throws(Failure) -> Void
  ) {
    helpers = max(1, workers) - 1
    limit = 2 * max(1, workers) + 1
    shared = Shared()
    makeState = state
    self.work = work
    self.deliver = deliver
  }

  deinit { stop() }

  /// Adds a part; results that are ready may be delivered before this returns.
  ///
  /// Throws the failure of the first part, in order, whose work or delivery failed; nothing more is delivered after
  /// it, and every later call throws it again.
  public func submit(_ input: Input) throws(Failure) {
    if let failed { throw failed }
    shared.push(input)
    try advance(until: helpers == 0 ? 0 : limit)
  }

  /// Waits for all parts and delivers what is left.
  public func finish() throws(Failure) {
    if let failed { throw failed }
    try advance(until: 0)
    stop()
  }

  /// Delivers what is ready until at most `count` parts are on their way, and works meanwhile.
  private func advance(until count: Int) throws(Failure) {
    do throws(Failure) {
      while true {
        while let result = shared.takeFirst() { try deliver(try result.get()) }
        if shared.count <= count { break }
        start()
        if let (number, input) = shared.claim() {
          shared.finish(number, run: { () throws(Failure) in try run(input) })
        } else {
          shared.progress.wait()
        }
      }
      if shared.count > 1 { start() }
    } catch {
      failed = error
      stop()
      throw error
    }
  }

  private func run(_ input: Input) throws(Failure) -> Output {
    var current = if let state { state } else { try makeState() }
    state = nil
    defer { state = current }
    return try work(&current, input)
  }

  private func start() {
    if hasHelpers || helpers == 0 { return }
    hasHelpers = true
    let (shared, makeState, work) = (shared, makeState, work)
    for _ in 0..<helpers {
      // A queue for each: helpers that wait must not take up the threads of `WorkerPool`.
      DispatchQueue(label: "derlius.helper").async(group: group) {
        var state: State?
        while let (number, input) = shared.waitAndClaim() {
          shared.finish(number) { () throws(Failure) in
            var current = if let state { state } else { try makeState() }
            state = nil
            defer { state = current }
            return try work(&current, input)
          }
        }
      }
    }
  }

  private func stop() {
    guard hasHelpers else { return }
    hasHelpers = false
    shared.close(helpers)
    group.wait()
  }

  /// What the owner and its helpers share.
  private final class Shared: Sendable {
    private enum Part: Sendable {
      case waiting(Input)
      case running
      case done(Result<Output, Failure>)
    }

    private struct Queue: Sendable {
      /// The parts on their way, in order; the first has the number `first`.
      var parts: [Part] = []
      var first = 0
      /// The number of the first part that nobody has claimed.
      var next = 0
      var isClosed = false
    }

    private let queue = Mutex(Queue())
    private let available = DispatchSemaphore(value: 0)
    /// Signalled when a part is done.
    let progress = DispatchSemaphore(value: 0)

    var count: Int { queue.withLock { $0.parts.count } }

    func push(_ input: Input) {
      queue.withLock { $0.parts.append(.waiting(input)) }
      available.signal()
    }

    func close(_ helpers: Int) {
      queue.withLock { $0.isClosed = true }
      for _ in 0..<helpers { available.signal() }
    }

    /// The first part that nobody has claimed, with its number.
    func claim() -> (Int, Input)? {
      queue.withLock { queue in
        let index = queue.next - queue.first
        guard index < queue.parts.count, case .waiting(let input) = queue.parts[index] else {
          return nil
        }
        queue.parts[index] = .running
        queue.next += 1
        return (queue.first + index, input)
      }
    }

    /// Waits for a part and claims it; nil when no more come.
    func waitAndClaim() -> (Int, Input)? {
      while true {
        available.wait()
        if queue.withLock({ $0.isClosed }) { return nil }
        // The owner may have taken the part that was signalled.
        if let claimed = claim() { return claimed }
      }
    }

    func finish(_ number: Int, run: () throws(Failure) -> Output) {
      let result: Result<Output, Failure>
      do throws(Failure) {
        result = .success(try run())
      } catch {
        result = .failure(error)
      }
      queue.withLock { $0.parts[number - $0.first] = .done(result) }
      progress.signal()
    }

    /// The result of the first part, if it is done.
    func takeFirst() -> Result<Output, Failure>? {
      queue.withLock { queue in
        guard case .done(let result)? = queue.parts.first else { return nil }
        queue.parts.removeFirst()
        queue.first += 1
        return result
      }
    }
  }
}
