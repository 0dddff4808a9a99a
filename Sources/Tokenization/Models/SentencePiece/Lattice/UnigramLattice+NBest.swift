extension UnigramLattice {
  /// A row of nodes with the sum of their scores.
  struct Path {
    var nodes: [Node]
    var score: Float
  }

  /// Above this many open hypotheses only the best are kept, as in the reference.
  private static let mostHypotheses = 10_000

  /// The best `wanted` ways through the lattice, best first.
  ///
  /// A* from the end: the best sum up to a node is the exact estimate of what is to come. Order, ties and
  /// float32 sums are those of `Lattice::NBest` in `src/unigram_model.cc` of google/sentencepiece 0.2.3,
  /// whose queue is the C++ library's binary heap.
  func best(_ wanted: Int) -> [Path] {
    if count == 0 || wanted < 1 { return [] }
    let sums = bestSums()
    /// A way from a node to the text's end; node −1 is the text's start, −2 its end.
    struct Hypothesis {
      var node: Int32
      var next: Int32
      var sum: Float
    }
    var hypotheses = [Hypothesis(node: -2, next: -1, sum: 0)]
    var agenda = LibraryHeap()
    agenda.push(priority: 0, 0)
    var paths: [Path] = []
    while let top = agenda.pop() {
      let hypothesis = hypotheses[Int(top.value)]
      if hypothesis.node == -1 {
        var row: [Node] = []
        var next = hypothesis.next
        while hypotheses[Int(next)].node >= 0 {
          row.append(nodes[Int(hypotheses[Int(next)].node)])
          next = hypotheses[Int(next)].next
        }
        paths.append(Path(nodes: row, score: top.priority))
        if paths.count == wanted { break }
        continue
      }
      let place = hypothesis.node == -2 ? count : Int(nodes[Int(hypothesis.node)].start)
      func open(_ node: Int32, score: Float, estimate: Float) {
        agenda.push(priority: estimate + hypothesis.sum, Int32(hypotheses.count))
        hypotheses.append(
          Hypothesis(node: node, next: top.value, sum: score + hypothesis.sum))
      }
      if place == 0 {
        open(-1, score: 0, estimate: 0)
      } else {
        for left in endingAt[place] {
          open(left, score: nodes[Int(left)].score, estimate: sums[Int(left)])
        }
      }
      if agenda.count >= Self.mostHypotheses { agenda.keepBest(min(512, wanted * 10)) }
    }
    return paths
  }
}

/// A binary heap, the largest first, whose order among equals is that of C++'s `std::priority_queue` in
/// GNU's library: `push_heap` and `pop_heap`.
struct LibraryHeap {
  struct Entry {
    var priority: Float
    var value: Int32
  }

  private var entries: [Entry] = []

  var count: Int { entries.count }

  mutating func push(priority: Float, _ value: Int32) {
    let entry = Entry(priority: priority, value: value)
    entries.append(entry)
    raise(entry, from: entries.count - 1)
  }

  mutating func pop() -> Entry? {
    guard let best = entries.first, let last = entries.popLast() else { return nil }
    let count = entries.count
    if count == 0 { return best }
    // The hole sinks to a leaf along the larger children, then the last entry rises from there.
    var hole = 0
    while 2 * hole + 2 < count {
      var child = 2 * hole + 2
      if entries[child].priority < entries[child - 1].priority { child -= 1 }
      entries[hole] = entries[child]
      hole = child
    }
    if 2 * hole + 1 == count - 1 {
      entries[hole] = entries[2 * hole + 1]
      hole = 2 * hole + 1
    }
    raise(last, from: hole)
    return best
  }

  /// Keeps the best entries, pushed into an empty heap one by one.
  mutating func keepBest(_ number: Int) {
    var kept = LibraryHeap()
    for _ in 0..<number {
      guard let entry = pop() else { break }
      kept.push(priority: entry.priority, entry.value)
    }
    self = kept
  }

  private mutating func raise(_ entry: Entry, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole - 1) / 2
      if !(entries[parent].priority < entry.priority) { break }
      entries[hole] = entries[parent]
      hole = parent
    }
    entries[hole] = entry
  }
}
