import Dispatch
import Synchronization

/// Runs jobs, some at a time, while some more wait; further ones are refused.
final class JobQueue: Sendable {
  private struct State {
    var running = 0
    var waiting: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())
  private let runningLimit: Int
  private let waitingLimit: Int
  private let queue = DispatchQueue(label: "derlius.workbench", attributes: .concurrent)
  private let group = DispatchGroup()

  /// Creates a queue.
  init(running: Int, waiting: Int) {
    runningLimit = running
    waitingLimit = waiting
  }

  /// Takes a job, which runs at once or in its turn; false where too many wait.
  func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    let starts: Bool? = state.withLock { state in
      if state.running < runningLimit {
        state.running += 1
        return true
      }
      if state.waiting.count >= waitingLimit { return nil }
      state.waiting.append(job)
      return false
    }
    guard let starts else { return false }
    if starts { start(job) }
    return true
  }

  /// Waits until no job runs or waits.
  func wait() { group.wait() }

  private func start(_ first: @escaping @Sendable () -> Void) {
    queue.async(group: group) {
      var job: (@Sendable () -> Void)? = first
      while let current = job {
        current()
        job = self.state.withLock { state in
          if state.waiting.isEmpty {
            state.running -= 1
            return nil
          }
          return state.waiting.removeFirst()
        }
      }
    }
  }
}
