import Groundwork
import Segmentation

/// Looks through parallel text for files of different length, and places that are empty in some languages.
///
/// Memory: a bit for each line of each language.
public struct AlignmentCheck: Sendable {
  private let samples: Int
  private var names: [String] = []
  /// For each language, by line: whether it has words.
  private var lines: [[Bool]] = []

  /// Starts a check that keeps `samples` places of each finding.
  public init(samples: Int = 3) { self.samples = samples }

  /// Says which language's file the next batches are of.
  public mutating func begin(_ file: String) {
    names.append(file)
    lines.append([])
  }

  /// Looks through a batch of the file begun last.
  public mutating func add(_ batch: TextBatch) {
    guard let last = lines.indices.last else { return }
    batch.forEachText { _, text in lines[last].append(WhiteSpace.wordCount(in: text) > 0) }
  }

  /// What was found; files are compared with the first.
  public var findings: [CorpusFinding] {
    guard let first = lines.first else { return [] }
    var length = FindingBuilder(.lineCount, samples: samples)
    for (name, own) in zip(names, lines) where own.count != first.count {
      length.add(name, own.count, "has \(own.count) lines, \(names[0]) has \(first.count)")
    }
    var empty = FindingBuilder(.emptyLine, samples: samples)
    let shortest = lines.map(\.count).min() ?? 0
    for line in 0..<shortest {
      let without = names.indices.filter { !lines[$0][line] }
      guard !without.isEmpty, without.count < names.count else { continue }
      let others = without.count - 1
      empty.add(
        names[without[0]], line + 1,
        "is empty here" + (others > 0 ? " and in \(others) other languages" : " alone"))
    }
    return [length.finding(of: names.count), empty.finding(of: shortest)].compactMap { $0 }
  }
}
