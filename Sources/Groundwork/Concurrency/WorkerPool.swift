import Dispatch
import Synchronization

/// A fixed number of workers that share indexed work; results never depend on how many there are.
public struct WorkerPool: Sendable {
  /// The number of workers, at least 1.
  public let workers: Int

  /// Creates a pool of `workers`; nil takes the machine's processors.
  public init(workers: Int? = nil) {
    self.workers = max(1, workers ?? processorCount())
  }

  /// Runs `body` for 0 ..< count and gives the results in index order.
  ///
  /// Each worker makes one state (an encoder, a buffer) and takes the next free index until none is
  /// left. Where several indices fail, the failure of the lowest is thrown, so that the message does
  /// not depend on timing.
  public func map<State, Result: Sendable>(
    _ count: Int,
    state makeState: @Sendable () throws(Failure) -> State,
    _ body: @Sendable (inout State, Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    if count == 0 { return [] }
    let slots = Slots<Result>(count: count)
    let next = Atomic<Int>(0)
    // An index is handed out only while no lower one has failed.
    let failedAt = Atomic<Int>(Int.max)
    DispatchQueue.concurrentPerform(iterations: min(workers, count)) { _ in
      var state: State
      do throws(Failure) {
        state = try makeState()
      } catch {
        slots.fail(0, error)
        failedAt.store(-1, ordering: .relaxed)
        return
      }
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count || index > failedAt.load(ordering: .relaxed) { return }
        do throws(Failure) {
          slots.set(index, try body(&state, index))
        } catch {
          slots.fail(index, error)
          failedAt.min(index, ordering: .relaxed)
        }
      }
    }
    return try slots.take()
  }

  /// Runs `body` for 0 ..< count without a state.
  public func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    try map(count, state: { () throws(Failure) in () }) {
      (_: inout Void, index: Int) throws(Failure) in try body(index)
    }
  }
}

/// One place per index.
///
/// Every index is written by one worker only, before the join that reads it;
/// the lock is for the failures.
private final class Slots<Element: Sendable>: @unchecked Sendable {
  private let values: UnsafeMutableBufferPointer<Element?>
  private let failures = Mutex<[(index: Int, failure: Failure)]>([])

  init(count: Int) {
    values = .allocate(capacity: count)
    values.initialize(repeating: nil)
  }

  deinit {
    values.deinitialize()
    values.deallocate()
  }

  func set(_ index: Int, _ value: Element) { values[index] = value }

  func fail(_ index: Int, _ failure: Failure) {
    failures.withLock { $0.append((index, failure)) }
  }

  func take() throws(Failure) -> [Element] {
    let first = failures.withLock { $0.min { $0.index < $1.index } }
    if let first { throw first.failure }
    return values.compactMap { $0 }
  }
}
