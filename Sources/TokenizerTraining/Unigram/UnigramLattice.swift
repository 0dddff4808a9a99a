/// All matches of pieces in all words, found once and filtered as pieces die.
///
/// An edge is a match: the piece's number above eleven bits of its length in bytes. Edges of a place lie
/// together, the shorter first; `starts` has one more entry than places. Each character that is no piece
/// has an edge of its own with the number `unknown`, so that every word can be cut.
struct UnigramLattice {
  let words: UnigramWords
  let starts: SharedArray<UInt32>
  let edges: SharedArray<UInt32>
  /// The number that stands for no piece: the number of pieces.
  private(set) var unknown: UInt32

  static let lengthBits: UInt32 = 11
  static let lengthMask: UInt32 = 1 << lengthBits - 1

  /// Puts the seeds' matches at their places: their runs of suffixes are those places.
  ///
  /// O(matches), and 4 bytes for each and for a byte of text.
  init(_ words: UnigramWords, _ seeds: UnigramSeeds) {
    self.words = words
    unknown = UInt32(seeds.pieces.count)
    let end = Int(words.starts.last ?? 0)
    starts = SharedArray(repeating: 0, count: end + 2)
    let bytes = words.bytes.base
    // Counted one place further on, so that after the sums `starts[place + 1]` is where to put the next.
    let cursors = starts.base + 1
    Self.forEachCharacter(words) { place in cursors[place + 1] = 1 }
    for seed in seeds.strings {
      for index in Int(seed.first)..<Int(seed.first + seed.count) {
        cursors[Int(seeds.places[index]) + 1] += 1
      }
    }
    var sum: UInt32 = 0
    for place in 0...end {
      sum += cursors[place]
      cursors[place] = sum
    }
    edges = SharedArray(repeating: 0, count: Int(sum))
    let characters = Self.characterNumbers(words, seeds)
    Self.forEachCharacter(words) { place in
      let length = characterLength(bytes[place])
      let number =
        bytes[place] == UnigramWords.unknown
        ? unknown : characters[Self.scalar(words, place)] ?? unknown
      edges[Int(cursors[place])] = number << Self.lengthBits | UInt32(length)
      cursors[place] += 1
    }
    for number in Self.byLength(seeds) {
      let seed = seeds.strings[Int(number)]
      let edge = (UInt32(seeds.characters) + number) << Self.lengthBits | UInt32(seed.length)
      for index in Int(seed.first)..<Int(seed.first + seed.count) {
        let place = Int(seeds.places[index])
        edges[Int(cursors[place])] = edge
        cursors[place] += 1
      }
    }
    starts[0] = 0
  }

  /// The seeds' numbers, the shorter strings first.
  private static func byLength(_ seeds: UnigramSeeds) -> [UInt32] {
    var offsets = [Int](repeating: 0, count: 1 << 16)
    for seed in seeds.strings { offsets[Int(seed.length) + 1] += 1 }
    for length in 1..<offsets.count { offsets[length] += offsets[length - 1] }
    var order = [UInt32](repeating: 0, count: seeds.strings.count)
    for (number, seed) in seeds.strings.enumerated() {
      order[offsets[Int(seed.length)]] = UInt32(number)
      offsets[Int(seed.length)] += 1
    }
    return order
  }

  private static func characterNumbers(
    _ words: UnigramWords, _ seeds: UnigramSeeds
  ) -> [UInt32: UInt32] {
    var numbers: [UInt32: UInt32] = [:]
    for piece in 0..<seeds.characters {
      let place = seeds.pieces.range(piece).lowerBound
      numbers[scalar(words, place)] = UInt32(piece)
    }
    return numbers
  }

  private static func scalar(_ words: UnigramWords, _ place: Int) -> UInt32 {
    decodeScalar(in: UnsafeBufferPointer(words.bytes.buffer), at: place).value
  }

  private static func forEachCharacter(_ words: UnigramWords, _ body: (Int) -> Void) {
    let bytes = words.bytes.base
    let end = Int(words.starts.last ?? 0)
    var place = 0
    while place < end {
      if bytes[place] == 0 {
        place += 1
        continue
      }
      body(place)
      place += characterLength(bytes[place])
    }
  }

  /// The same edges in memory of their own, so that either can be renumbered.
  ///
  /// O(edges).
  func copy() -> UnigramLattice {
    let count = Int(starts[starts.count - 1])
    return UnigramLattice(
      words: words, starts: SharedArray(copying: starts, count: starts.count),
      edges: SharedArray(copying: edges, count: count), unknown: unknown)
  }

  private init(
    words: UnigramWords, starts: SharedArray<UInt32>, edges: SharedArray<UInt32>, unknown: UInt32
  ) {
    self.words = words
    self.starts = starts
    self.edges = edges
    self.unknown = unknown
  }

  /// Drops the edges of pieces that died and numbers the others anew.
  ///
  /// - Parameters:
  ///   - numbers: the new number of each piece, `UInt32.max` for one that died.
  ///   - count: the pieces that are left.
  /// - Complexity: O(edges), in place.
  mutating func renumber(_ numbers: [UInt32], count: Int) {
    let bytes = words.bytes.base
    let (starts, edges) = (self.starts.base, self.edges.base)
    let before = unknown
    let after = UInt32(count)
    var target = 0
    var first = 0
    numbers.withUnsafeBufferPointer { numbers in
      for place in 0..<self.starts.count - 1 {
        let end = Int(starts[place + 1])
        if first == end {
          starts[place + 1] = UInt32(target)
          continue
        }
        let single = UInt32(characterLength(bytes[place]))
        for index in first..<end {
          let edge = edges[index]
          let length = edge & Self.lengthMask
          let piece = edge >> Self.lengthBits
          var number = piece == before ? after : numbers[Int(piece)]
          if number == .max {
            if length != single { continue }
            number = after
          }
          edges[target] = number << Self.lengthBits | length
          target += 1
        }
        first = end
        starts[place + 1] = UInt32(target)
      }
    }
    unknown = after
  }

  /// The words in blocks of about as many bytes, the same for any number of workers.
  func blocks(bytes: Int = 1 << 15) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var first = 0
    for word in 0..<words.count
    where Int(words.starts[word + 1]) - Int(words.starts[first]) >= bytes {
      blocks.append(first..<word + 1)
      first = word + 1
    }
    if first < words.count { blocks.append(first..<words.count) }
    return blocks
  }
}
