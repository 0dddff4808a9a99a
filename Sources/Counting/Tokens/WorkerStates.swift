import Synchronization

/// What the workers of one reading made, to be gathered behind it.
final class WorkerStates<State: Sendable>: Sendable {
  private let made = Mutex<[State]>([])

  /// All states, in the order in which they were made.
  var all: [State] { made.withLock { $0 } }

  /// Keeps a new state.
  func add(_ state: State) -> State {
    made.withLock { $0.append(state) }
    return state
  }
}
