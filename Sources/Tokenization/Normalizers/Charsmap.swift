import Groundwork

/// SentencePiece's compiled normalization rule: a map from byte strings to byte strings.
///
/// A double array after Darts-clone, whose values are offsets in a block of texts that each end with a
/// zero byte. At each place of a text the longest rule wins. Definition: `src/normalizer.cc` of
/// google/sentencepiece 0.2.3.
public struct Charsmap: Sendable {
  let units: FlatMemory<UInt32>
  let texts: FlatMemory<UInt8>

  /// How many matching rules, shortest first, the reference looks at.
  static let mostMatches = 32

  /// Reads a `precompiled_charsmap`.
  ///
  /// - Throws: `Failure` without a place where the array would lead out of itself or of the texts.
  public init(_ blob: [UInt8]) throws(Failure) {
    func broken(_ problem: String) -> Failure {
      Failure(
        "the normalizer's charsmap is damaged: \(problem)",
        remedy: "get the model again, or normalize with another rule")
    }
    guard blob.count > 4 else { throw broken("it has no size") }
    let size = (0..<4).reduce(0) { $0 | Int(blob[$1]) << (8 * $1) }
    guard size < blob.count - 4 else { throw broken("its trie is longer than itself") }
    guard size >= 1024, size % 1024 == 0 else {
      throw broken("its trie is not a number of blocks of 1024 bytes")
    }
    guard blob.last == 0 else { throw broken("its texts do not end with a zero byte") }
    var units: [UInt32] = []
    units.reserveCapacity(size / 4)
    for index in 0..<size / 4 {
      let at = 4 + 4 * index
      let low = UInt32(blob[at]) | UInt32(blob[at + 1]) << 8
      units.append(low | UInt32(blob[at + 2]) << 16 | UInt32(blob[at + 3]) << 24)
    }
    let texts = Array(blob[(4 + size)...])
    guard Self.isValid(units, textCount: texts.count) else {
      throw broken("its trie leads out of itself")
    }
    self.units = FlatMemory(units)
    self.texts = FlatMemory(texts)
  }

  /// The reference's own check: no step leaves the array, no value leaves the texts.
  private static func isValid(_ units: [UInt32], textCount: Int) -> Bool {
    func stays(_ index: Int) -> Bool { (index ^ offset(units[index])) | 0xFF < units.count }
    if label(units[0]) != 0 || hasLeaf(units[0]) || offset(units[0]) == 0 || !stays(0) {
      return false
    }
    for index in 1..<units.count {
      let unit = units[index]
      if label(unit) > 0xFF {
        if Int(unit & 0x7FFF_FFFF) >= textCount { return false }
      } else {
        if !stays(index) { return false }
        if hasLeaf(unit), label(units[index ^ offset(unit)]) <= 0xFF { return false }
      }
    }
    return true
  }

  @inline(__always) static func hasLeaf(_ unit: UInt32) -> Bool { unit >> 8 & 1 == 1 }
  @inline(__always) static func label(_ unit: UInt32) -> UInt32 { unit & 0x8000_00FF }
  @inline(__always) static func offset(_ unit: UInt32) -> Int {
    Int(unit >> 10) << Int((unit & 0x200) >> 6)
  }

  /// The longest rule that matches at the start of a text, however many do; a zero byte ends the search.
  func longest(
    _ text: UnsafePointer<UInt8>, count: Int
  ) -> (length: Int, replacement: UnsafeBufferPointer<UInt8>)? {
    let units = self.units.base
    var node = Self.offset(units[0])
    var found: (length: Int, start: Int)?
    for index in 0..<count {
      let byte = text[index]
      if byte == 0 { break }
      node ^= Int(byte)
      let unit = units[node]
      if Self.label(unit) != UInt32(byte) { break }
      node ^= Self.offset(unit)
      if Self.hasLeaf(unit) { found = (index + 1, Int(units[node] & 0x7FFF_FFFF)) }
    }
    guard let found else { return nil }
    let start = texts.base + found.start
    var length = 0
    while start[length] != 0 { length += 1 }
    return (found.length, UnsafeBufferPointer(start: start, count: length))
  }

  /// The longest rule that matches at the start of a text.
  ///
  /// - Returns: the number of bytes it takes and where its replacement starts in `texts`; (0, 0) where
  ///   no rule matches.
  @inline(__always)
  func longestRule(_ text: UnsafePointer<UInt8>, count: Int) -> (length: Int, start: Int) {
    let units = self.units.base
    var node = Self.offset(units[0])
    var length = 0
    var start = 0
    var matches = 0
    for index in 0..<count {
      node ^= Int(text[index])
      let unit = units[node]
      if Self.label(unit) != UInt32(text[index]) { break }
      node ^= Self.offset(unit)
      if Self.hasLeaf(unit) {
        if matches < Self.mostMatches {
          length = index + 1
          start = Int(units[node] & 0x7FFF_FFFF)
        }
        matches += 1
      }
    }
    return (length, start)
  }
}
