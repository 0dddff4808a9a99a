/// The numbers of types in all windows of so many consecutive tokens of a stream, added up.
///
/// Sums of two neighbouring streams add up to the sum of the whole (`append`), whatever the streams are cut
/// into: each keeps its first and last tokens, from which the windows across the seam are found.
struct TypeWindows: Sendable, Hashable {
  /// The tokens of a window, at least 1.
  let width: Int
  /// The types of each window, added up.
  private(set) var types: Int64 = 0
  /// The windows.
  private(set) var windows: Int64 = 0
  /// The first tokens, one less than a window; all of a shorter stream.
  private(set) var head: [UInt32] = []
  /// The last tokens, one less than a window; all of a shorter stream.
  private(set) var tail: [UInt32] = []

  /// An empty stream.
  init(width: Int) { self.width = max(1, width) }

  fileprivate init(width: Int, types: Int64, windows: Int64, head: [UInt32], tail: [UInt32]) {
    self.width = width
    self.types = types
    self.windows = windows
    self.head = head
    self.tail = tail
  }

  /// Adds the stream that follows.
  ///
  /// - Complexity: O(w log w).
  mutating func append(_ next: TypeWindows) {
    types += next.types
    windows += next.windows
    let seam = tail + next.head
    if seam.count >= width {
      // Few tokens: numbered anew, so that no table is as long as a vocabulary.
      let distinct = Set(seam).sorted()
      let numbers = seam.map { token in UInt32(place(of: token, in: distinct)) }
      var counter = TypeWindowCounter(width: width, vocabulary: distinct.count)
      counter.add(numbers)
      let across = counter.take()
      types += across.types
      windows += across.windows
    }
    let keeps = width - 1
    if head.count < keeps { head += next.head.prefix(keeps - head.count) }
    tail = next.tail.count < keeps ? Array((tail + next.tail).suffix(keeps)) : next.tail
  }

  private func place(of token: UInt32, in sorted: [UInt32]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Counts the types of windows while tokens come, in constant time a token; owned by one thread.
struct TypeWindowCounter {
  private let width: Int
  private var counts: [UInt32]
  private var ring: [UInt32]
  private var next = 0
  private var filled = 0
  private var distinct: Int64 = 0
  private var types: Int64 = 0
  private var windows: Int64 = 0
  private var head: [UInt32] = []

  /// Creates a counter of ids below `vocabulary`.
  init(width: Int, vocabulary: Int) {
    self.width = max(1, width)
    counts = [UInt32](repeating: 0, count: vocabulary)
    ring = [UInt32](repeating: 0, count: self.width)
  }

  /// Adds tokens; ids outside the vocabulary are left out.
  mutating func add(_ ids: [UInt32]) {
    let width = width
    counts.withUnsafeMutableBufferPointer { counts in
      ring.withUnsafeMutableBufferPointer { ring in
        for id in ids where Int(id) < counts.count {
          if head.count < width - 1 { head.append(id) }
          if filled == width {
            let old = Int(ring[next])
            counts[old] -= 1
            if counts[old] == 0 { distinct -= 1 }
          } else {
            filled += 1
          }
          if counts[Int(id)] == 0 { distinct += 1 }
          counts[Int(id)] += 1
          ring[next] = id
          next += 1
          if next == width { next = 0 }
          if filled == width {
            windows += 1
            types += distinct
          }
        }
      }
    }
  }

  /// The sums of the stream so far; what comes next is another stream.
  ///
  /// - Complexity: O(w).
  mutating func take() -> TypeWindows {
    var tail: [UInt32] = []
    let keeps = min(filled, width - 1)
    tail.reserveCapacity(keeps)
    for back in stride(from: keeps, to: 0, by: -1) {
      tail.append(ring[(next - back + width) % width])
    }
    let taken = TypeWindows(
      width: width, types: types, windows: windows, head: head, tail: tail)
    for index in 0..<filled { counts[Int(ring[(next - 1 - index + 2 * width) % width])] = 0 }
    next = 0
    filled = 0
    distinct = 0
    types = 0
    windows = 0
    head = []
    return taken
  }
}
