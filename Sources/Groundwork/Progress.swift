/// Receives the progress of long work: a stage's name, what is done, and the total where known.
///
/// Called seldom (at most some hundred times a run) and from one thread at a time.
public struct Progress: Sendable {
  private let report: @Sendable (_ stage: String, _ current: Int, _ total: Int?) -> Void

  /// Creates a receiver.
  public init(_ report: @escaping @Sendable (String, Int, Int?) -> Void) { self.report = report }

  /// Reports nothing.
  public static let silent = Progress { _, _, _ in }

  /// Says how far a stage is.
  public func callAsFunction(_ stage: String, _ current: Int, of total: Int? = nil) {
    report(stage, current, total)
  }
}
