import Groundwork

/// Follows the groups of one source, such as articles, from batch to batch.
///
/// Whether a corpus knows groups shows when the second one begins. Till then units are blocks of lines;
/// all of them belong to the first group, so they can be made one when groups turn out to be there.
struct GroupTracker: Sendable {
  /// What policies call a group; nil before the first.
  private(set) var kind: String?
  /// Whether units are groups from the last batch on.
  private(set) var isGrouped: Bool
  private let choice: ResamplingUnit
  private let isPossible: Bool
  /// Whether the texts are in several files, or might be.
  private var hasFiles = false
  private(set) var groups = 0

  /// - Parameter isPossible: whether the source may have units of its own.
  init(_ choice: ResamplingUnit, isPossible: Bool) {
    self.choice = choice
    self.isPossible = isPossible
    isGrouped = isPossible && (choice == .file || choice == .group)
  }

  /// A tracker at its end.
  init(isGrouped: Bool, kind: String) {
    self.init(.lines, isPossible: false)
    self.isGrouped = isGrouped
    self.kind = kind
  }

  /// The places of a batch's groups; nil while units are blocks of lines.
  mutating func take(_ batch: TextBatch) -> BatchGroups? {
    if !isPossible || choice == .lines || choice == .document || batch.count == 0 { return nil }
    var starts: [Int] = []
    for start in batch.groupStarts {
      if start.kind == TextGroupStart.file { hasFiles = true }
      guard counts(start) else { continue }
      name(start.kind)
      if starts.last != start.text { starts.append(start.text) }
    }
    // What stands before the first sign of a group is a group too.
    if groups == 0, starts.first != 0 { starts.insert(0, at: 0) }
    let before = groups
    groups += starts.count
    if groups > 1 { isGrouped = true }
    return isGrouped ? BatchGroups(before: before, starts: starts) : nil
  }

  /// What policies call a unit where units are groups.
  var unitName: String { kind ?? (choice == .file ? TextGroupStart.file : "group") }

  /// Whether a group may be a unit: chapters of books in a folder are not, unless they are asked for, for the books are
  /// further apart.
  private func counts(_ start: TextGroupStart) -> Bool {
    switch choice {
    case .file: start.kind == TextGroupStart.file
    case .automatic: start.kind != TextGroupStart.division || !hasFiles
    default: true
    }
  }

  /// Files hold groups of another kind, which are what counts; two other kinds have no common name.
  private mutating func name(_ kind: String) {
    if self.kind == nil || self.kind == TextGroupStart.file {
      self.kind = kind
    } else if kind != self.kind, kind != TextGroupStart.file {
      self.kind = "group"
    }
  }
}

/// Where the groups of a batch begin.
struct BatchGroups: Sendable {
  /// The groups that began in batches before.
  var before: Int
  /// The first text of each group that begins here, rising.
  var starts: [Int]

  /// The same groups, for the texts of the batch from one on.
  func shifted(by texts: Int) -> BatchGroups {
    texts == 0 ? self : BatchGroups(before: before, starts: starts.map { $0 - texts })
  }

  /// The group of a text, counted from 0 over the whole source.
  func group(of text: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= text { low = middle + 1 } else { high = middle }
    }
    return before + low - 1
  }
}
