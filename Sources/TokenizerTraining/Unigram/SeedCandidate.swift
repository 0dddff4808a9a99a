/// A string that training may start from: where it stands, and how often.
struct SeedCandidate: BitwiseCopyable {
  /// Its suffixes are `count` places of the suffix order from here on.
  var first: UInt32
  var count: UInt32
  /// Its length in bytes and characters.
  var length: UInt16
  var characters: UInt16
  /// Its occurrences in the text.
  var frequency: UInt64

  /// What it is chosen by: occurrences times characters, in single precision.
  var score: Float { Float(frequency) * Float(characters) }
}

/// Reads seeds off one bucket of sorted suffixes: the intervals of common prefixes (Abouelhoda, Kurtz and
/// Ohlebusch 2004) that are valid pieces.
///
/// Native: a string may be a seed where it occurs twice and ends a word or has two continuations; every
/// string that does neither is as frequent as a longer one. Like sentencepiece: where two bytes follow it in
/// the text of sentences, in which a word is followed by the first byte of U+2581, or by a zero byte at the
/// end of a sentence; a character without a piece is U+2585, which starts with the same byte.
struct SeedFinder {
  private let words: UnigramWords
  private let wordOf: SharedArray<UInt32>
  /// Sorts the places before they are read.
  var sorter: SuffixOrder
  private let rules: PieceShapeRules
  private let isLike: Bool
  private var found: [SeedCandidate] = []
  private var stack: [Interval] = []

  private struct Interval {
    var first: Int
    var depth: Int
    var frequency: UInt64
  }

  init(
    _ words: UnigramWords, _ wordOf: SharedArray<UInt32>, _ options: UnigramTrainingOptions
  ) {
    self.words = words
    self.wordOf = wordOf
    rules = options.shapes
    isLike = options.likeness == .sentencePiece
    sorter = SuffixOrder(bytes: words.bytes.base, depth: 4 * (options.shapes.longest ?? 16) + 1)
  }

  /// The seeds of the sorted suffixes `range` of `places`, all that start with their first two bytes.
  mutating func run(
    _ places: UnsafeMutablePointer<UInt32>, _ range: Range<Int>
  ) -> [SeedCandidate] {
    found.removeAll()
    stack.removeAll(keepingCapacity: true)
    var before = 0
    for index in range {
      let next =
        index + 1 < range.upperBound
        ? sorter.common(Int(places[index]), Int(places[index + 1]), known: 2) : 0
      leaf(places, index, max(before, next))
      let weight = words.counts[Int(wordOf[Int(places[index])])]
      // A suffix counts for the deepest interval that it is in.
      if next > before {
        stack.append(Interval(first: index, depth: next, frequency: weight))
      } else if !stack.isEmpty {
        stack[stack.count - 1].frequency += weight
      }
      while let top = stack.last, top.depth > next {
        stack.removeLast()
        take(
          places, top.first, index + 1 - top.first, top.depth,
          outer: max(stack.last?.depth ?? 0, next), top.frequency)
        if let below = stack.last, below.depth >= next {
          stack[stack.count - 1].frequency += top.frequency
        } else if next > 0 {
          stack.append(Interval(first: top.first, depth: next, frequency: top.frequency))
        }
      }
      before = next
    }
    return found
  }

  /// A suffix that is longer than what it shares with both neighbours.
  private mutating func leaf(
    _ places: UnsafeMutablePointer<UInt32>, _ index: Int, _ shared: Int
  ) {
    let place = Int(places[index])
    if shared >= sorter.depth { return }
    var length = shared
    while length < sorter.depth, !Self.isEnd(words.bytes[place + length]) { length += 1 }
    if length == shared || length == sorter.depth { return }
    let word = Int(wordOf[place])
    take(places, index, 1, length, outer: shared, words.counts[word])
  }

  @inline(__always)
  private static func isEnd(_ byte: UInt8) -> Bool { byte == 0 || byte == UnigramWords.unknown }

  /// Takes the string that suffixes have in common, and no more suffixes than these, if it may be a seed.
  private mutating func take(
    _ places: UnsafeMutablePointer<UInt32>, _ first: Int, _ count: Int, _ common: Int, outer: Int,
    _ frequency: UInt64
  ) {
    if frequency < 2 || common < 2 || common >= sorter.depth { return }
    let bytes = words.bytes.base
    let place = Int(places[first])
    var depth = common
    if bytes[Int(places[first + count - 1]) + common] & 0xC0 == 0x80 {
      // Two characters that follow start with the same bytes. The reference, which looks at bytes, has no
      // seed here; nor is there one where other suffixes have the string before them too.
      if isLike { return }
      while bytes[place + depth] & 0xC0 == 0x80 { depth -= 1 }
      if outer >= depth || depth < 2 { return }
    }
    guard let characters = validLength(bytes + place, depth), characters > 1 else { return }
    guard depth < common || continues(places, first, count, depth) else { return }
    found.append(
      SeedCandidate(
        first: UInt32(first), count: UInt32(count), length: UInt16(depth),
        characters: UInt16(characters), frequency: frequency))
  }

  private func continues(
    _ places: UnsafeMutablePointer<UInt32>, _ first: Int, _ count: Int, _ depth: Int
  ) -> Bool {
    let bytes = words.bytes.base
    // Suffixes that end here stand first.
    var index = first
    var inside: UInt64 = 0
    var ending: UInt64 = 0
    while index < first + count {
      let place = Int(places[index])
      let byte = bytes[place + depth]
      if !Self.isEnd(byte) { break }
      // Where marks are behind words, what follows one is some other word.
      if !isLike || rules.putsMarksBehind { return true }
      let word = Int(wordOf[place])
      let ends = byte == 0 && !words.endings.isEmpty ? words.endings[word] : 0
      ending += ends
      inside += words.counts[word] - ends
      index += 1
    }
    if index == first + count { return inside > 0 && ending > 0 }
    let next = bytes[Int(places[index]) + depth]
    if next != bytes[Int(places[first + count - 1]) + depth] { return true }
    return ending > 0 || inside > 0 && next != 0xE2
  }

  /// The characters of a string that may be a piece; nil for one that may not.
  ///
  /// Joined from that end on which marks of spaces do not stand, so that each part may be a piece too.
  func validLength(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int? {
    let buffer = UnsafeBufferPointer(start: text, count: length)
    var shape: PieceShape?
    var at = rules.putsMarksBehind ? 0 : length
    while rules.putsMarksBehind ? at < length : at > 0 {
      if !rules.putsMarksBehind {
        at -= 1
        while at > 0, text[at] & 0xC0 == 0x80 { at -= 1 }
      }
      let (scalar, width) = decodeScalar(in: buffer, at: at)
      if rules.putsMarksBehind { at += width }
      let next = PieceShape(scalar, rules)
      guard let known = shape else {
        shape = next
        continue
      }
      let (left, right) = rules.putsMarksBehind ? (known, next) : (next, known)
      if !left.joins(right, rules) { return nil }
      shape = left + right
    }
    return shape.map { Int($0.length) }
  }
}
