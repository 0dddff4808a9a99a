import CMicroHTTPD
import Groundwork

/// When work on a request is to end: at a time, or when its client has gone.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant?
  private let isGone: @Sendable () -> Bool

  /// Creates a deadline that never comes.
  init() {
    end = nil
    isGone = { false }
  }

  /// Creates a deadline.
  ///
  /// - Parameters:
  ///   - duration: the time from now on.
  ///   - isGone: whether nobody waits for the answer any more.
  init(in duration: Duration, isGone: @escaping @Sendable () -> Bool) {
    end = .now + duration
    self.isGone = isGone
  }

  /// Throws where the work should stop.
  func check() throws(Failure) {
    guard let end else { return }
    if ContinuousClock.now > end { throw Self.late }
    if isGone() { throw Self.gone }
  }

  /// Whether a failure is that of a deadline.
  static func isOver(_ failure: Failure) -> Bool { failure == late || failure == gone }

  /// The failure of work that took too long.
  static let late = Failure(
    "the work took too long", remedy: "give a shorter text, or fewer tokenizers")
  /// The failure of work that nobody waits for.
  static let gone = Failure("the client has gone")
}
