import Groundwork

/// The pieces that training starts from, and where each stands in the words.
struct UnigramSeeds {
  /// All pieces: the characters, the most frequent first, then strings by their scores.
  private(set) var pieces = UnigramPieces()
  /// The places of suffixes in their order; the matches of a seed are a run of them.
  let places: SharedArray<UInt32>
  /// The seeds behind the characters, in the order of `pieces`.
  private(set) var strings: [SeedCandidate] = []
  /// The number of characters among the pieces.
  private(set) var characters = 0

  /// Finds the seeds.
  ///
  /// The suffixes of all words are put into buckets by their first two bytes, and each bucket is sorted
  /// and read on its own. O(bytes · log) time; 8 bytes of memory for a byte of text.
  init(
    _ words: UnigramWords, _ options: UnigramTrainingOptions, _ pool: WorkerPool
  ) throws(Failure) {
    let wordOf = Self.wordOf(words)
    let (places, buckets) = Self.buckets(words)
    self.places = places
    let found = try pool.map(
      buckets.count, state: { () throws(Failure) in SeedFinder(words, wordOf, options) }
    ) { (finder: inout SeedFinder, bucket: Int) throws(Failure) -> [SeedCandidate] in
      let range = buckets[bucket]
      finder.sorter.sort(
        UnsafeMutableBufferPointer(rebasing: places.buffer[range]), known: 2)
      return finder.run(places.base, range)
    }
    addCharacters(words)
    let ends = options.likeness == .sentencePiece ? textEnds(words, options) : []
    choose(found, ends, words, options)
  }

  /// The number of the word at each byte.
  private static func wordOf(_ words: UnigramWords) -> SharedArray<UInt32> {
    let result = SharedArray<UInt32>(repeating: 0, count: Int(words.starts.last ?? 0))
    for word in 0..<words.count {
      for place in words.range(word) { result[place] = UInt32(word) }
    }
    return result
  }

  /// The places of suffixes of two characters and more, by their first two bytes.
  private static func buckets(_ words: UnigramWords) -> (SharedArray<UInt32>, [Range<Int>]) {
    let bytes = words.bytes.base
    let end = Int(words.starts.last ?? 0)
    var sizes = [Int](repeating: 0, count: 1 << 16)
    forEachSuffix(bytes, end) { place in
      sizes[Int(bytes[place]) << 8 | Int(bytes[place + 1])] += 1
    }
    var ranges: [Range<Int>] = []
    var offsets = sizes
    var sum = 0
    for bucket in 0..<sizes.count {
      offsets[bucket] = sum
      if sizes[bucket] > 0 { ranges.append(sum..<sum + sizes[bucket]) }
      sum += sizes[bucket]
    }
    let places = SharedArray<UInt32>(repeating: 0, count: sum)
    forEachSuffix(bytes, end) { place in
      let bucket = Int(bytes[place]) << 8 | Int(bytes[place + 1])
      places[offsets[bucket]] = UInt32(place)
      offsets[bucket] += 1
    }
    return (places, ranges)
  }

  private static func forEachSuffix(
    _ bytes: UnsafePointer<UInt8>, _ end: Int, _ body: (Int) -> Void
  ) {
    var place = 0
    while place < end {
      let first = bytes[place]
      let next = place + (first == 0 ? 1 : characterLength(first))
      if first != 0, first != UnigramWords.unknown, bytes[next] != 0,
        bytes[next] != UnigramWords.unknown
      {
        body(place)
      }
      place = next
    }
  }

  private mutating func addCharacters(_ words: UnigramWords) {
    var first: [UInt32: (place: Int, count: UInt64)] = [:]
    for word in 0..<words.count {
      let range = words.range(word)
      let text = UnsafeBufferPointer(start: words.bytes.base, count: range.upperBound)
      var place = range.lowerBound
      while place < range.upperBound {
        if text[place] == UnigramWords.unknown {
          place += 1
          continue
        }
        let (scalar, width) = decodeScalar(in: text, at: place)
        first[scalar, default: (place, 0)].count += words.counts[word]
        place += width
      }
    }
    let ordered = first.sorted { a, b in
      a.value.count != b.value.count ? a.value.count > b.value.count : a.key < b.key
    }
    for (_, entry) in ordered {
      pieces.append(
        site: UInt32(entry.place), length: characterLength(words.bytes[entry.place]),
        score: Double(Float(entry.count)))
    }
    characters = ordered.count
  }

  /// Takes the best strings: by score, the longer first, then by bytes; and makes scores logarithms.
  private mutating func choose(
    _ found: [[SeedCandidate]], _ ends: [SeedCandidate], _ words: UnigramWords,
    _ options: UnigramTrainingOptions
  ) {
    var all: [(key: UInt64, seed: SeedCandidate)] = []
    all.reserveCapacity(found.reduce(ends.count) { $0 + $1.count })
    let bytes = words.bytes.buffer
    let places = self.places
    func text(_ seed: SeedCandidate) -> Slice<UnsafeMutableBufferPointer<UInt8>> {
      let place = Int(places[Int(seed.first)])
      return bytes[place..<place + Int(seed.length)]
    }
    func add(_ seed: SeedCandidate) {
      let score = UInt64(~seed.score.bitPattern) << 16
      all.append((score | UInt64(~seed.length), seed))
    }
    var ends = ends
    for bucket in found {
      for var seed in bucket {
        if !ends.isEmpty,
          let end = ends.firstIndex(where: { $0.first == seed.first && $0.length == seed.length })
        {
          seed.frequency += ends.remove(at: end).frequency
        }
        add(seed)
      }
    }
    // What is left would be no seed otherwise.
    for seed in ends { add(seed) }
    all.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      return text(a.seed).lexicographicallyPrecedes(text(b.seed))
    }
    if all.count > options.seedSize { all.removeSubrange(options.seedSize...) }
    strings = all.map(\.seed)
    for seed in strings {
      pieces.append(
        site: places[Int(seed.first)], length: Int(seed.length), score: Double(seed.score))
    }
    pieces.makeLogarithms()
  }

  /// The strings that end the text and some other sentence too, with how many sentences they end.
  ///
  /// The reference counts these occurrences once more: behind the last sentence, unlike the others, there is
  /// nothing, so that a string with the zero byte behind it has two continuations.
  private func textEnds(
    _ words: UnigramWords, _ options: UnigramTrainingOptions
  ) -> [SeedCandidate] {
    let bytes = words.bytes.base
    let last = words.last
    let finder = SeedFinder(words, SharedArray(repeating: 0, count: 0), options)
    var result: [SeedCandidate] = []
    for start in last.indices.dropLast() where last[start] & 0xC0 != 0x80 {
      let text = last[start...]
      if text.contains(UnigramWords.unknown) || text.count > 4 * (options.shapes.longest ?? 16) {
        continue
      }
      func stands(_ place: Int) -> Bool {
        text.indices.allSatisfy { bytes[place + $0 - start] == text[$0] }
      }
      var frequency: UInt64 = 0
      for word in 0..<words.count where !words.endings.isEmpty && words.endings[word] > 0 {
        let range = words.range(word)
        if range.count >= text.count, stands(range.upperBound - text.count) {
          frequency += words.endings[word]
        }
      }
      let length = text.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { finder.validLength($0, text.count) }
      }
      guard frequency >= 2, let length, length > 1 else { continue }
      let first = firstPlace { place in
        for index in text.indices {
          var byte = bytes[place + index - start]
          if byte == UnigramWords.unknown { byte = 0 }
          if byte != text[index] { return byte < text[index] }
        }
        return false
      }
      var end = first
      while end < places.count, stands(Int(places[end])) { end += 1 }
      if end == first { continue }
      result.append(
        SeedCandidate(
          first: UInt32(first), count: UInt32(end - first), length: UInt16(text.count),
          characters: UInt16(length), frequency: frequency))
    }
    return result
  }

  /// The first of the sorted places that does not stand before something.
  private func firstPlace(_ stands: (Int) -> Bool) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if stands(Int(places[middle])) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
