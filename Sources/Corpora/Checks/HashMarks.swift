/// Distinct 64-bit hashes with dense numbers and a mark each.
///
/// Zero is kept as one.
struct HashMarks {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private var marks: [Bool] = []

  init() {
    keys = [UInt64](repeating: 0, count: 1024)
    numbers = [Int32](repeating: 0, count: 1024)
  }

  /// The number of the hash, which is added where it is not there.
  mutating func insert(_ hash: UInt64) -> Int {
    let key = max(hash, 1)
    let place = find(key)
    if keys[place] == key { return Int(numbers[place]) }
    keys[place] = key
    numbers[place] = Int32(marks.count)
    marks.append(false)
    if marks.count * 4 > keys.count * 3 { grow() }
    return marks.count - 1
  }

  /// Marks the hash where it is there.
  mutating func mark(_ hash: UInt64) {
    let place = find(max(hash, 1))
    if keys[place] != 0 { marks[Int(numbers[place])] = true }
  }

  func holds(_ hash: UInt64) -> Bool { keys[find(max(hash, 1))] != 0 }

  func isMarked(_ number: Int) -> Bool { marks[number] }

  private func find(_ key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key) & (keys.count - 1)
    while keys[place] != 0, keys[place] != key { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    numbers = [Int32](repeating: 0, count: oldKeys.count * 2)
    for (key, number) in zip(oldKeys, oldNumbers) where key != 0 {
      let place = find(key)
      keys[place] = key
      numbers[place] = number
    }
  }
}
