import Groundwork

/// The lines of a rank file, parsed into flat memory in the order of the file.
struct RankFileParser {
  var bytes: [UInt8] = []
  var offsets: [Int] = [0]
  var ranks: [UInt32] = []
  /// The line of each token, kept only once a line was empty: else it is the index + 1.
  private var lines: [Int] = []

  mutating func parse(_ text: UnsafeBufferPointer<UInt8>, file: String) throws(Failure) {
    bytes.reserveCapacity(text.count * 3 / 4)
    ranks.reserveCapacity(text.count / 16)
    offsets.reserveCapacity(text.count / 16 + 1)
    var line = 0
    var start = 0
    while start < text.count {
      line += 1
      var space = -1
      var end = start
      while end < text.count, text[end] != 0x0A {
        if text[end] == 0x20, space < 0 { space = end }
        end += 1
      }
      var last = end
      if last > start, text[last - 1] == 0x0D { last -= 1 }
      if last == start {
        if lines.isEmpty { lines = Array(1..<line) }
      } else {
        try parseLine(text, start, space, last, at: .line(line, of: file))
        if !lines.isEmpty || ranks.count != line { lines.append(line) }
      }
      start = end + 1
    }
  }

  private mutating func parseLine(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ space: Int, _ end: Int, at place: Place
  ) throws(Failure) {
    guard space >= 0 else {
      throw Failure(
        "no space between token and rank", at: place,
        remedy: "a line is base64, a space and a rank")
    }
    guard Base64.decode(UnsafeBufferPointer(rebasing: text[start..<space]), into: &bytes) else {
      throw Failure("the token is not base64", at: place, remedy: "get the file again")
    }
    var rank: UInt64 = 0
    var valid = space + 1 < end
    for index in space + 1..<end {
      let digit = text[index] &- 0x30
      if digit > 9 { valid = false }
      rank = rank * 10 + UInt64(digit & 15)
      if rank >= UInt64(UInt32.max) {
        valid = false
        break
      }
    }
    guard valid else {
      throw Failure(
        "the rank is not a number below \(UInt32.max)", at: place, remedy: "get the file again")
    }
    offsets.append(bytes.count)
    ranks.append(UInt32(rank))
  }

  /// Sorts by rank; most files are sorted already.
  mutating func sort(file: String) throws(Failure) {
    var isSorted = true
    for index in 1..<max(ranks.count, 1) where ranks[index] <= ranks[index - 1] {
      isSorted = false
      break
    }
    if isSorted { return }
    let order = (0..<ranks.count).sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    for (earlier, later) in zip(order, order.dropFirst()) where ranks[earlier] == ranks[later] {
      throw Failure(
        "the rank \(ranks[later]) is that of line \(line(earlier)) too",
        at: .line(line(later), of: file), remedy: "give each token a rank of its own")
    }
    let old = self
    bytes.removeAll(keepingCapacity: true)
    offsets = [0]
    for (index, from) in order.enumerated() {
      bytes.append(contentsOf: old.bytes[old.offsets[from]..<old.offsets[from + 1]])
      offsets.append(bytes.count)
      ranks[index] = old.ranks[from]
    }
    lines = order.map { old.line($0) }
  }

  /// The line of a token by its index, counted from 1.
  func line(_ index: Int) -> Int { lines.isEmpty ? index + 1 : lines[index] }
}

extension RankFileParser {
  /// The first token that an earlier line has too, as the failure to report; nil where there is none.
  ///
  /// For files that were found wrong: O(n log n), which loading need not pay.
  func repeatedToken(file: String) -> Failure? {
    let token = { (index: Int) in bytes[offsets[index]..<offsets[index + 1]] }
    let order = (0..<ranks.count).sorted {
      if token($0).lexicographicallyPrecedes(token($1)) { return true }
      return !token($1).lexicographicallyPrecedes(token($0)) && line($0) < line($1)
    }
    let repeats = zip(order, order.dropFirst()).filter { token($0) == token($1) }
    guard let (earlier, later) = repeats.min(by: { line($0.1) < line($1.1) }) else { return nil }
    return Failure(
      "the token is that of line \(line(earlier)) too", at: .line(line(later), of: file),
      remedy: "give each token one line")
  }
}
