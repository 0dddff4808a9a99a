import Groundwork
import Synchronization

/// Bounds on what ICU's engine may do in a piece of work with patterns or texts of strangers.
///
/// Without one, which is the rule, long matches take time and memory and never fail. Encoders cannot throw: under a budget a match that
/// takes too much ends the matching, what is left counts as not matched, and whoever set the budget asks for `failure`, and throws the result away.
public final class MatchingBudget: Sendable {
  /// The budget of the work on this thread.
  @TaskLocal public static var current: MatchingBudget?

  /// The most memory for the states of one match, in bytes.
  let stackBytes: Int32 = 32 << 20
  /// The most time for one call of the engine, in about milliseconds.
  let milliseconds: Int32 = 1_000
  private let check: @Sendable () throws(Failure) -> Void
  private let state = Mutex<Failure?>(nil)
  private let calls = Atomic<Int>(0)

  /// Creates a budget for one piece of work.
  ///
  /// - Parameter check: throws where the work as a whole should end.
  public init(check: @escaping @Sendable () throws(Failure) -> Void = {}) { self.check = check }

  /// What was too much; nil where nothing was.
  public var failure: Failure? { state.withLock { $0 } }

  /// Does work under a budget, and throws where it took too much.
  public static func limit<Result>(
    check: @escaping @Sendable () throws(Failure) -> Void = {},
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let budget = MatchingBudget(check: check)
    let result: Swift.Result<Result, Failure> = $current.withValue(budget) {
      do throws(Failure) {
        return .success(try body())
      } catch {
        return .failure(error)
      }
    }
    if let failure = budget.failure { throw failure }
    return try result.get()
  }

  /// Whether the engine may go on.
  var mayGoOn: Bool {
    if failure != nil { return false }
    // Many calls are of a microsecond; none is of more than `milliseconds`.
    if calls.wrappingAdd(1, ordering: .relaxed).oldValue & 7 != 0 { return true }
    do throws(Failure) {
      try check()
      return true
    } catch {
      record(error)
      return false
    }
  }

  /// Notes what was too much; the first counts.
  func record(_ failure: Failure) { state.withLock { if $0 == nil { $0 = failure } } }

  /// The failure of a match, by ICU's name.
  static func failure(icu status: String) -> Failure {
    Failure(
      "the pattern takes too much time or memory on this text (\(status))",
      remedy: "use a pattern without groups that repeat what repeats, or a shorter text")
  }
}
