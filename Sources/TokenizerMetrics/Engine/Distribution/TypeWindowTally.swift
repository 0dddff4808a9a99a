/// The types in windows of a language's tokens, by stretches of documents.
struct TypeWindowTally: Sendable, Hashable {
  private var types: Int64 = 0
  private var windows: Int64 = 0
  private var open: TypeWindows?
  private var number = 0

  /// An empty tally.
  init() {}

  /// A tally of whole stretches, as a file of partial results keeps it.
  init(types: Int64, windows: Int64) {
    self.types = types
    self.windows = windows
  }

  /// The types of all windows, added up, and the number of windows.
  var sums: (types: Int64, windows: Int64) {
    (types + (open?.types ?? 0), windows + (open?.windows ?? 0))
  }

  /// Adds the next part of the stream: more of the last stretch, or another.
  mutating func add(_ part: TextObserver.Stretch) {
    if number == part.number, var stretch = open {
      stretch.append(part.windows)
      open = stretch
      return
    }
    (types, windows) = sums
    open = part.windows
    number = part.number
  }

  /// Adds the sums of other stretches of the same language.
  mutating func add(_ other: TypeWindowTally) {
    let sums = other.sums
    types += sums.types
    windows += sums.windows
  }
}
