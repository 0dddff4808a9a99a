/// Places the nodes of a `ByteTrie`: the first base, among a bounded number, whose places are free.
///
/// All in flat memory: with arrays of slices, sorting and placing 32,000 pieces took a third of loading a model.
struct ByteTrieBuilder {
  /// The keys' bytes in the order of the keys, and where each key starts; one more than keys.
  private let bytes: FlatMemory<UInt8>
  private let starts: FlatMemory<Int>
  private let values: FlatMemory<Int32>
  private let units = Scratch<ByteTrie.Unit>(capacity: 1 << 10)
  /// The next free place after each free place, as a ring through place 0, which is the root's.
  private let next = Scratch<Int32>(capacity: 1 << 10)
  private let previous = Scratch<Int32>(capacity: 1 << 10)
  /// The number of places.
  private var size = 0
  private let labels = Scratch<UInt8>(capacity: 256)
  private let firsts = Scratch<Int>(capacity: 257)

  private struct Order: BitwiseCopyable {
    /// The first eight bytes, which decide most comparisons.
    var prefix: UInt64
    var index: Int
  }

  init(_ keys: [(key: ArraySlice<UInt8>, value: Int32)]) {
    var order: [Order] = []
    order.reserveCapacity(keys.count)
    var total = 0
    for index in keys.indices {
      let prefix = keys[index].key.withUnsafeBufferPointer { key in
        total += key.count
        var prefix: UInt64 = 0
        for place in 0..<min(8, key.count) {
          prefix |= UInt64(key[place]) &<< UInt64(56 &- 8 &* place)
        }
        return prefix
      }
      order.append(Order(prefix: prefix, index: index))
    }
    order.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      return keys[left.index].key.lexicographicallyPrecedes(keys[right.index].key)
    }
    let sorted = order
    values = FlatMemory(count: keys.count) { values in
      for (place, entry) in sorted.enumerated() { values[place] = keys[entry.index].value }
    }
    let starts = FlatMemory<Int>(count: keys.count + 1) { starts in
      starts[0] = 0
      for (place, entry) in sorted.enumerated() {
        starts[place + 1] = starts[place] + keys[entry.index].key.count
      }
    }
    bytes = FlatMemory(count: total) { bytes in
      for (place, entry) in sorted.enumerated() {
        keys[entry.index].key.withUnsafeBufferPointer { key in
          guard let source = key.baseAddress else { return }
          (bytes + starts.base[place]).initialize(from: source, count: key.count)
        }
      }
    }
    self.starts = starts
  }

  /// A node whose children are not placed yet: keys `first ..< last` share `depth` bytes.
  private struct Task {
    var node: Int
    var first: Int
    var last: Int
    var depth: Int
  }

  /// Places all nodes; each takes the score of its value, if there are scores.
  mutating func build(score: ((Int32) -> Float)?) -> FlatMemory<ByteTrie.Unit> {
    size = 1
    (next.base[0], previous.base[0], units.base[0]) = (0, 0, ByteTrie.Unit())
    grow()
    // The root takes the place 0, whose check no node matches.
    var tasks = [Task(node: 0, first: 0, last: values.count, depth: 0)]
    while let task = tasks.popLast() {
      var first = task.first
      if first < task.last, starts.base[first + 1] - starts.base[first] == task.depth {
        let value = values.base[first]
        units.base[task.node].value = value
        if let score, value >= 0 { units.base[task.node].score = score(value) }
        first += 1
        // The keys are distinct; others would have no end.
        while first < task.last, starts.base[first + 1] - starts.base[first] == task.depth {
          first += 1
        }
      }
      if first < task.last { place(task, first: first, tasks: &tasks) }
    }
    let (units, size) = (units.base, size)
    return FlatMemory(count: size) { $0.initialize(from: units, count: size) }
  }

  private mutating func place(_ task: Task, first: Int, tasks: inout [Task]) {
    let (bytes, starts) = (bytes.base, starts.base)
    let (labels, firsts) = (labels.base, firsts.base)
    var labelCount = 0
    for index in first..<task.last {
      let byte = bytes[starts[index] + task.depth]
      if labelCount > 0, labels[labelCount - 1] == byte { continue }
      labels[labelCount] = byte
      firsts[labelCount] = index
      labelCount += 1
    }
    firsts[labelCount] = task.last
    let base = findBase(labelCount)
    units.base[task.node].base = UInt32(base)
    for position in 0..<labelCount {
      let child = base ^ Int(labels[position])
      take(child)
      units.base[child].check = UInt32(task.node)
      tasks.append(
        Task(
          node: child, first: firsts[position], last: firsts[position + 1], depth: task.depth + 1))
    }
  }

  /// A base whose places for all labels are free.
  ///
  /// Tries 64 places, then takes a fresh block.
  private mutating func findBase(_ labelCount: Int) -> Int {
    let (next, labels) = (next.base, labels.base)
    var place = Int(next[0])
    var tries = 0
    while place != 0, tries < 64 {
      let base = place ^ Int(labels[0])
      var index = 1
      while index < labelCount, isFree(base ^ Int(labels[index])) { index += 1 }
      if index >= labelCount { return base }
      place = Int(next[place])
      tries += 1
    }
    // Places tried in vain for long are given up: what stays free is waste, but building stays linear.
    if tries == 64 {
      place = Int(next[0])
      for _ in 0..<16 {
        let following = Int(next[place])
        abandon(place)
        place = following
      }
    }
    let start = size
    grow()
    return start
  }

  private func isFree(_ place: Int) -> Bool { place != 0 && next.base[place] >= 0 }

  private mutating func grow() {
    let start = size
    let end = (start + 256) & ~255
    units.reserve(end, keeping: size)
    next.reserve(end, keeping: size)
    previous.reserve(end, keeping: size)
    let (next, previous) = (next.base, previous.base)
    var last = Int(previous[0])
    for place in start..<end {
      units.base[place] = ByteTrie.Unit()
      next[place] = 0
      previous[place] = Int32(last)
      next[last] = Int32(place)
      last = place
    }
    previous[0] = Int32(last)
    size = end
  }

  private func take(_ place: Int) {
    let (next, previous) = (next.base, previous.base)
    let before = Int(previous[place])
    let after = Int(next[place])
    next[before] = Int32(after)
    previous[after] = Int32(before)
    next[place] = -1
  }

  /// Takes a place off the ring for good.
  private func abandon(_ place: Int) { if isFree(place) { take(place) } }
}
