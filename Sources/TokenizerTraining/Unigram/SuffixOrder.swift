/// Sorts suffixes of words by their bytes, up to a depth.
///
/// Suffixes end at a zero byte or at 0xFF. Eight bytes are compared at a time as one number, which is zero
/// behind the end, so that the shorter comes first where one starts the other.
struct SuffixOrder {
  let bytes: UnsafePointer<UInt8>
  /// The bytes that decide.
  let depth: Int
  private var keys: [Key] = []
  private var spare: [Key] = []

  struct Key: BitwiseCopyable {
    var key: UInt64
    var place: UInt32
  }

  init(bytes: UnsafePointer<UInt8>, depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }

  /// Eight bytes from a place on as a number that orders as they do, zeros behind the end.
  @inline(__always)
  func key(_ place: Int) -> UInt64 {
    let word = UInt64(
      littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let inverse = ~word
    // A high bit for the first byte that is 0 or 0xFF; wrong bits only behind it.
    let ends = (((word &- ones) & inverse) | ((inverse &- ones) & word)) & highs
    let kept = ends == 0 ? word : word & ((1 &<< UInt64(ends.trailingZeroBitCount & ~7)) &- 1)
    return kept.byteSwapped
  }

  /// The bytes that two suffixes have in common, `depth` at most, and at least `known`.
  func common(_ one: Int, _ two: Int, known: Int) -> Int {
    var at = known
    while at < depth {
      let (a, b) = (key(one + at), key(two + at))
      if a != b { return min(depth, at + (a ^ b).leadingZeroBitCount / 8) }
      if a & 0xFF == 0 { return min(depth, at + 8 - a.trailingZeroBitCount / 8) }
      at += 8
    }
    return depth
  }

  /// Sorts places whose suffixes have `known` bytes in common.
  mutating func sort(_ places: UnsafeMutableBufferPointer<UInt32>, known: Int) {
    if places.count < 2 || known >= depth { return }
    if places.count <= 12 {
      insert(places, known)
      return
    }
    order(places, known)
    // Runs of equal numbers that do not end in them are sorted by what follows.
    var first = 0
    while first < places.count {
      let value = key(Int(places[first]) + known)
      var end = first + 1
      while end < places.count, key(Int(places[end]) + known) == value { end += 1 }
      if end - first > 1, value & 0xFF != 0 {
        sort(UnsafeMutableBufferPointer(rebasing: places[first..<end]), known: known + 8)
      }
      first = end
    }
  }

  private func insert(_ places: UnsafeMutableBufferPointer<UInt32>, _ known: Int) {
    for index in 1..<places.count {
      let place = places[index]
      var target = index
      while target > 0, precedes(place, places[target - 1], known) {
        places[target] = places[target - 1]
        target -= 1
      }
      places[target] = place
    }
  }

  private func precedes(_ one: UInt32, _ two: UInt32, _ known: Int) -> Bool {
    var at = known
    while at < depth {
      let (a, b) = (key(Int(one) + at), key(Int(two) + at))
      if a != b { return a < b }
      if a & 0xFF == 0 { return false }
      at += 8
    }
    return false
  }

  private mutating func order(_ places: UnsafeMutableBufferPointer<UInt32>, _ known: Int) {
    let count = places.count
    let blank = Key(key: 0, place: 0)
    if keys.count < count {
      keys = [Key](repeating: blank, count: count)
      spare = keys
    }
    // Locals, since `key` reads `self` meanwhile.
    var keys: [Key] = []
    var spare: [Key] = []
    swap(&keys, &self.keys)
    swap(&spare, &self.spare)
    keys.withUnsafeMutableBufferPointer { keys in
      spare.withUnsafeMutableBufferPointer { spare in
        for index in 0..<count {
          keys[index] = Key(key: key(Int(places[index]) + known), place: places[index])
        }
        var used = UnsafeMutableBufferPointer(rebasing: keys[..<count])
        if count < 400 {
          used.sort { $0.key < $1.key }
        } else {
          Self.radix(used, UnsafeMutableBufferPointer(rebasing: spare[..<count]))
        }
        for index in 0..<count { places[index] = used[index].place }
      }
    }
    swap(&keys, &self.keys)
    swap(&spare, &self.spare)
  }

  /// Sorts by bytes from the last on; bytes that all have in common cost nothing.
  private static func radix(
    _ keys: UnsafeMutableBufferPointer<Key>, _ spare: UnsafeMutableBufferPointer<Key>
  ) {
    var all: UInt64 = 0
    for key in keys { all |= key.key ^ keys[0].key }
    var (source, target) = (keys, spare)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { offsets in
      for byte in 0..<8 where all >> UInt64(8 * byte) & 0xFF != 0 {
        offsets.update(repeating: 0)
        let shift = UInt64(8 * byte)
        for key in source { offsets[Int(key.key >> shift & 0xFF)] += 1 }
        var sum = 0
        for value in 0..<256 {
          let number = offsets[value]
          offsets[value] = sum
          sum += number
        }
        for key in source {
          let value = Int(key.key >> shift & 0xFF)
          target[offsets[value]] = key
          offsets[value] += 1
        }
        swap(&source, &target)
      }
    }
    if source.baseAddress != keys.baseAddress { _ = keys.update(from: source) }
  }
}
