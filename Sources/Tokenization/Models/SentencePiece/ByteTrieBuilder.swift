/// Places the nodes of a `ByteTrie`: the first base, among a bounded number, whose places are free.
struct ByteTrieBuilder {
  private let keys: [(key: ArraySlice<UInt8>, value: Int32)]
  private var units: [ByteTrie.Unit] = []
  /// The next free place after each free place, as a ring through place 0, which is the root's.
  private var next: [Int32] = []
  private var previous: [Int32] = []
  private var labels: [UInt8] = []

  init(_ keys: [(key: ArraySlice<UInt8>, value: Int32)]) {
    // The first eight bytes decide most comparisons, as one number.
    let prefixes = keys.map { key in
      var prefix: UInt64 = 0
      var shift: UInt64 = 56
      for byte in key.key.prefix(8) {
        prefix |= UInt64(byte) << shift
        shift = shift &- 8
      }
      return prefix
    }
    let order = (0..<keys.count).sorted { left, right in
      if prefixes[left] != prefixes[right] { return prefixes[left] < prefixes[right] }
      return keys[left].key.lexicographicallyPrecedes(keys[right].key)
    }
    self.keys = order.map { keys[$0] }
  }

  /// A node whose children are not placed yet: keys `first ..< last` share `depth` bytes.
  private struct Task {
    var node: Int
    var first: Int
    var last: Int
    var depth: Int
  }

  mutating func build() -> [ByteTrie.Unit] {
    next = [0]
    previous = [0]
    units = [ByteTrie.Unit()]
    grow()
    // The root takes the place 0, whose check no node matches.
    var tasks = [Task(node: 0, first: 0, last: keys.count, depth: 0)]
    while let task = tasks.popLast() {
      var first = task.first
      if first < task.last, keys[first].key.count == task.depth {
        units[task.node].value = keys[first].value
        first += 1
      }
      if first == task.last { continue }
      place(task, first: first, tasks: &tasks)
    }
    return units
  }

  private func label(_ index: Int, _ depth: Int) -> UInt8 {
    let key = keys[index].key
    return key[key.startIndex + depth]
  }

  private mutating func place(_ task: Task, first: Int, tasks: inout [Task]) {
    labels.removeAll(keepingCapacity: true)
    var starts: [Int] = []
    for index in first..<task.last {
      let byte = label(index, task.depth)
      if labels.last != byte {
        labels.append(byte)
        starts.append(index)
      }
    }
    let base = findBase()
    units[task.node].base = UInt32(base)
    for (position, byte) in labels.enumerated() {
      let child = base ^ Int(byte)
      take(child)
      units[child].check = UInt32(task.node)
      let last = position + 1 < starts.count ? starts[position + 1] : task.last
      tasks.append(
        Task(node: child, first: starts[position], last: last, depth: task.depth + 1))
    }
  }

  /// A base whose places for all labels are free.
  ///
  /// Tries 64 places, then takes a fresh block.
  private mutating func findBase() -> Int {
    var place = Int(next[0])
    var tries = 0
    while place != 0, tries < 64 {
      let base = place ^ Int(labels[0])
      if labels.allSatisfy({ isFree(base ^ Int($0)) }) { return base }
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
    let start = units.count
    grow()
    return start
  }

  private func isFree(_ place: Int) -> Bool { place != 0 && next[place] >= 0 }

  private mutating func grow() {
    let start = units.count == 1 ? 1 : units.count
    let end = (start + 256) & ~255
    var last = Int(previous[0])
    for place in start..<end {
      units.append(ByteTrie.Unit())
      next.append(0)
      previous.append(Int32(last))
      next[last] = Int32(place)
      last = place
    }
    previous[0] = Int32(last)
  }

  private mutating func take(_ place: Int) {
    let before = Int(previous[place])
    let after = Int(next[place])
    next[before] = Int32(after)
    previous[after] = Int32(before)
    next[place] = -1
  }

  /// Takes a place off the ring for good.
  private mutating func abandon(_ place: Int) { if isFree(place) { take(place) } }
}
