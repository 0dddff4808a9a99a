import Groundwork

/// Writes rules as a `precompiled_charsmap`: the size of a double array, the array, the targets.
///
/// The layout is that of Darts-clone as `Tokenization.Charsmap` reads it. Equal ends of sources are stored
/// once (Daciuk et al. 2000): rules for many spellings of the same syllable are a fifth of their trie.
struct CharsmapWriter {
  private let rules: NormalizationRules
  /// Where each rule's target starts among the texts.
  private var values: [UInt32] = []
  private var texts: [UInt8] = []
  /// The children of each distinct node: the label above 32 bits, then the child's number, or a value
  /// where the label is 0.
  private var nodes: [[UInt64]] = []
  private var numbers: [[UInt64]: UInt32] = [:]

  /// Most rules that start one another: the library looks at no more.
  private static let mostMatches = 31

  /// Takes rules; at least one.
  init(_ rules: NormalizationRules) {
    self.rules = rules
    var offsets: [UInt32] = []
    for target in rules.targets {
      offsets.append(UInt32(texts.count))
      texts += target
      texts.append(0)
    }
    values = rules.targetNumbers.map { offsets[$0] }
  }

  /// The bytes of the map.
  mutating func charsmap() throws(Failure) -> [UInt8] {
    let root = try build(0..<rules.count, depth: 0, matches: 0)
    var layout = DoubleArrayLayout(nodes)
    let units = layout.units(root: Int(root))
    var result: [UInt8] = []
    result.reserveCapacity(4 + 4 * units.count + texts.count)
    for number in [UInt32(4 * units.count)] + units {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        result.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    return result + texts
  }

  /// The number of the node for the rules whose sources have `depth` bytes in common.
  private mutating func build(
    _ range: Range<Int>, depth: Int, matches: Int
  ) throws(Failure) -> UInt32 {
    var children: [UInt64] = []
    var matches = matches
    var first = range.lowerBound
    if rules.starts[first + 1] - rules.starts[first] == depth {
      matches += 1
      if matches > Self.mostMatches {
        throw Failure(
          "more than \(Self.mostMatches) rules start one another, and the library looks at no more",
          remedy: "leave out the longest")
      }
      children.append(UInt64(values[first]))
      first += 1
    }
    while first < range.upperBound {
      let label = rules.sources[rules.starts[first] + depth]
      var end = first + 1
      while end < range.upperBound, rules.sources[rules.starts[end] + depth] == label { end += 1 }
      let child = try build(first..<end, depth: depth + 1, matches: matches)
      children.append(UInt64(label) << 32 | UInt64(child))
      first = end
    }
    if let known = numbers[children] { return known }
    let number = UInt32(nodes.count)
    nodes.append(children)
    numbers[children] = number
    return number
  }
}

/// Places nodes in a double array: the child of a node at `base ^ label`.
private struct DoubleArrayLayout {
  private let nodes: [[UInt64]]
  /// Where the children of each node are; 0 for one that is not placed.
  private var bases: [Int]
  private var array: [UInt32] = []
  /// A bit for each place that is taken.
  private var used: [UInt64] = []
  private var isBase: [Bool] = []
  /// Below this no place is free.
  private var firstFree = 1

  init(_ nodes: [[UInt64]]) {
    self.nodes = nodes
    bases = [Int](repeating: 0, count: nodes.count)
  }

  mutating func units(root: Int) -> [UInt32] {
    grow()
    take(0)
    let base = place(root)
    array[0] = UInt32(base) << 10
    return array
  }

  /// The base of a node's children, which are placed where they are not yet.
  private mutating func place(_ node: Int) -> Int {
    if bases[node] != 0 { return bases[node] }
    let children = nodes[node]
    let base = freeBase(children)
    bases[node] = base
    isBase[base] = true
    for child in children { take(base ^ Int(child >> 32)) }
    for child in children {
      let label = Int(child >> 32)
      if label == 0 {
        array[base] = 0x8000_0000 | UInt32(truncatingIfNeeded: child)
        continue
      }
      let number = Int(child & 0xFFFF_FFFF)
      let below = place(number)
      let hasLeaf: UInt32 = (nodes[number].first ?? .max) >> 32 == 0 ? 1 << 8 : 0
      let index = base ^ label
      array[index] = UInt32(index ^ below) << 10 | hasLeaf | UInt32(label)
    }
    return base
  }

  private mutating func freeBase(_ children: [UInt64]) -> Int {
    let first = Int((children.first ?? 0) >> 32)
    firstFree = free(from: firstFree)
    // Full blocks are not looked through again and again: the last ones have room enough.
    var index = free(from: max(firstFree, array.count - 16 * 256))
    while true {
      if index == array.count { grow() }
      let base = index ^ first
      if base != 0, !isBase[base], children.allSatisfy({ !isTaken(base ^ Int($0 >> 32)) }) {
        return base
      }
      index = free(from: index + 1)
    }
  }

  private func isTaken(_ place: Int) -> Bool { used[place >> 6] >> UInt64(place & 63) & 1 != 0 }

  private mutating func take(_ place: Int) { used[place >> 6] |= 1 << UInt64(place & 63) }

  /// The first free place from one on; the end where there is none.
  private func free(from place: Int) -> Int {
    if place >= array.count { return array.count }
    var word = place >> 6
    var bits = ~used[word] & (UInt64.max << UInt64(place & 63))
    while bits == 0 {
      word += 1
      if word == used.count { return array.count }
      bits = ~used[word]
    }
    return 64 * word + bits.trailingZeroBitCount
  }

  private mutating func grow() {
    array += [UInt32](repeating: 0, count: 256)
    used += [UInt64](repeating: 0, count: 4)
    isBase += [Bool](repeating: false, count: 256)
  }
}
