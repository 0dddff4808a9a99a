import Groundwork

/// Replaces texts in one that comes in parts, one after the other; each from left to right, as `replaced`
/// does.
///
/// Holds back fewer bytes than are looked for.
struct ReplacingStream: DecoderStream {
  /// One text and what takes its place.
  private struct Replacer {
    let old: [UInt8]
    let new: [UInt8]
    var held: [UInt8] = []

    mutating func push(_ bytes: some Collection<UInt8>) -> [UInt8] {
      held += bytes
      var output: [UInt8] = []
      var at = 0
      held.withUnsafeBufferPointer { text in
        old.withUnsafeBufferPointer { old in
          guard let base = text.baseAddress else { return }
          while let found = firstMatch(of: old, in: base, from: at, to: text.count) {
            output += text[at..<found]
            output += new
            at = found + old.count
          }
        }
      }
      // The longest end that may become a match.
      var kept = min(old.count - 1, held.count - at)
      while kept > 0, !held.suffix(kept).elementsEqual(old.prefix(kept)) { kept -= 1 }
      output += held[at..<held.count - kept]
      held.removeFirst(held.count - kept)
      return output
    }

    mutating func finish() -> [UInt8] {
      defer { held = [] }
      return held
    }
  }

  private var replacers: [Replacer]

  /// Creates a chain; empty texts to look for are passed over.
  init(_ replacements: [(old: [UInt8], new: [UInt8])]) {
    replacers = replacements.filter { !$0.old.isEmpty }.map { Replacer(old: $0.old, new: $0.new) }
  }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    var bytes = Array(text)
    for index in replacers.indices { bytes = replacers[index].push(bytes) }
    output.append(bytes)
  }

  mutating func finish(into output: inout TextBatch) {
    var bytes: [UInt8] = []
    for index in replacers.indices {
      bytes = replacers[index].push(bytes) + replacers[index].finish()
    }
    output.append(bytes)
  }
}

/// Strips the ends of one text that comes in parts; holds back what may turn out to be its end.
struct StrippingStream: DecoderStream {
  private let unit: [UInt8]
  private let stop: Int
  /// How many may still go at the start.
  private var start: Int
  private var held: [UInt8] = []

  init(unit: [UInt8], start: Int, stop: Int) {
    self.unit = unit
    self.start = start
    self.stop = stop
  }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    held += text
    while start > 0, held.starts(with: unit) {
      held.removeFirst(unit.count)
      start -= 1
    }
    if start > 0 {
      if unit.starts(with: held) { return }
      start = 0
    }
    // Whole units at the end, and the beginning of one more.
    var end = held.count
    if stop > 0 {
      var begun = min(unit.count - 1, end)
      while begun > 0, !held.suffix(begun).elementsEqual(unit.prefix(begun)) { begun -= 1 }
      end = begin(held.count - begun)
    }
    output.append(held[..<end])
    held.removeFirst(end)
  }

  mutating func finish(into output: inout TextBatch) {
    // A unit that was only begun is text.
    output.append(held[..<begin(held.count)])
    held = []
  }

  /// Where the units that end at a place begin: at most as many as are stripped.
  private func begin(_ end: Int) -> Int {
    var end = end
    var left = stop
    while left > 0, end >= unit.count, held[..<end].suffix(unit.count).elementsEqual(unit) {
      end -= unit.count
      left -= 1
    }
    return end
  }
}
