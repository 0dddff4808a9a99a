/// Receives the progress of long work: a stage's name, what is done, and the total where known.
///
/// Called seldom (at most some hundred times a run) and from one thread at a time.
public struct Progress: Sendable {
  private let report: @Sendable (_ stage: String, _ current: Int, _ total: Int?) -> Void
  private let reportBytes: @Sendable (_ stage: String, _ current: Int, _ total: Int?) -> Void

  /// Creates a receiver; `bytes` is told of what is counted in bytes, and is `report` where there is none.
  public init(
    _ report: @escaping @Sendable (String, Int, Int?) -> Void,
    bytes: (@Sendable (String, Int, Int?) -> Void)? = nil
  ) {
    self.report = report
    reportBytes = bytes ?? report
  }

  /// Reports nothing.
  public static let silent = Progress { _, _, _ in }

  /// Says how far a stage is.
  public func callAsFunction(_ stage: String, _ current: Int, of total: Int? = nil) {
    report(stage, current, total)
  }

  /// Says how many bytes a stage has read.
  public func bytes(_ stage: String, _ current: Int, of total: Int? = nil) {
    reportBytes(stage, current, total)
  }
}
