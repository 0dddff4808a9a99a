import Dispatch
import Synchronization

/// Reads parts on a thread of its own while the owner treats those before.
///
/// The owner gets the parts in order, on its own thread, so nothing depends on timing. Parts wait up to a limit of
/// size. Owned by one thread.
public struct ReadAhead<Part: Sendable>: Sendable {
  /// Gives its parts one after the other to `take`; what `take` throws must end the reading.
  public typealias Read = @Sendable (_ take: (Part) throws(Failure) -> Void) throws(Failure) -> Void

  private let limit: Int
  private let size: @Sendable (Part) -> Int

  /// - Parameters:
  ///   - limit: the size of parts that may wait; one part always may.
  ///   - size: the size of a part.
  public init(limit: Int, size: @escaping @Sendable (Part) -> Int) {
    self.limit = limit
    self.size = size
  }

  /// Reads all parts and gives them to `take`; throws the reading's failure, or that of `take`.
  public func forEach(
    _ read: @escaping Read, take: (Part) throws(Failure) -> Void
  ) throws(Failure) {
    let queue = Queue()
    let (limit, size) = (limit, size)
    let group = DispatchGroup()
    DispatchQueue(label: "derlius.reader").async(group: group) {
      do throws(Failure) {
        try read { (part) throws(Failure) in
          if !queue.push(part, size: size(part), limit: limit) { throw Failure("stopped") }
        }
        queue.end(nil)
      } catch {
        queue.end(error)
      }
    }
    defer {
      queue.cancel()
      group.wait()
    }
    while let part = try queue.pop() { try take(part) }
  }

  /// The parts that wait.
  private final class Queue: Sendable {
    private struct State: Sendable {
      var parts: [(part: Part, size: Int)] = []
      var size = 0
      var hasEnded = false
      var failure: Failure?
      var isCancelled = false
      var isReaderWaiting = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)

    /// Adds a part once there is room; false where the owner wants no more.
    func push(_ part: Part, size: Int, limit: Int) -> Bool {
      while true {
        let isIn: Bool? = state.withLock { state in
          if state.isCancelled { return nil }
          if !state.parts.isEmpty, state.size + size > limit {
            state.isReaderWaiting = true
            return false
          }
          state.parts.append((part, size))
          state.size += size
          return true
        }
        guard let isIn else { return false }
        if isIn {
          filled.signal()
          return true
        }
        room.wait()
      }
    }

    func end(_ failure: Failure?) {
      state.withLock { state in
        state.hasEnded = true
        state.failure = failure
      }
      filled.signal()
    }

    /// The next part; nil at the end.
    func pop() throws(Failure) -> Part? {
      filled.wait()
      let result: Result<Part?, Failure> = state.withLock { state in
        if state.parts.isEmpty {
          if let failure = state.failure { return .failure(failure) }
          return .success(nil)
        }
        let (part, size) = state.parts.removeFirst()
        state.size -= size
        return .success(part)
      }
      wakeReader()
      return try result.get()
    }

    func cancel() {
      state.withLock { $0.isCancelled = true }
      wakeReader()
    }

    private func wakeReader() {
      let wakes = state.withLock { state in
        defer { state.isReaderWaiting = false }
        return state.isReaderWaiting
      }
      if wakes { room.signal() }
    }
  }
}
