/// The memory that the tables of one measurer may take together.
///
/// Owned by one thread at a time.
final class RowBudget {
  private let limit: Int
  @exclusivity(unchecked) private var used = 0

  /// - Parameter limit: in bytes.
  init(limit: Int) { self.limit = limit }

  /// Whether anything is left.
  var hasRoom: Bool { used < limit }

  /// Takes memory, if there is so much.
  func take(_ bytes: Int) -> Bool {
    if used + bytes > limit { return false }
    used += bytes
    return true
  }

  /// Takes memory that is needed in any case.
  func spend(_ bytes: Int) { used += bytes }

  /// Gives memory back.
  func giveBack(_ bytes: Int) { used -= bytes }
}
