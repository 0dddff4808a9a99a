/// BPE with a list of merges over the scalars of a piece, as `tokenizers` 0.23.3 has it (`models/bpe`).
final class BPEModel: TokenModel {
  let parts: BPEParts
  let table: PieceTable
  let rules: MergeRules
  let bytes: ByteFallbackTokens
  let cutsBeforeMarks: Bool

  init(_ parts: BPEParts, table: PieceTable, rules: MergeRules) {
    self.parts = parts
    self.table = table
    self.rules = rules
    bytes = ByteFallbackTokens(table)
    cutsBeforeMarks = Self.cutsBeforeMarks(parts, table)
  }

  func makeWorker() -> any TokenWorker { BPEWorker(self) }

  // The bytes of prefixes and suffixes become tokens too.
  var hasAtMostByteTokens: Bool {
    !parts.byteFallback || (parts.continuingPrefix.isEmpty && parts.endOfWordSuffix.isEmpty)
  }

  /// Whether no merge can reach over the place before a U+2581 that follows another scalar.
  ///
  /// So it is where no result of a merge has such a place. The mark must be a token, so that no run of
  /// unknown scalars goes on over it.
  private static func cutsBeforeMarks(_ parts: BPEParts, _ table: PieceTable) -> Bool {
    let mark: [UInt8] = [0xE2, 0x96, 0x81]
    guard parts.continuingPrefix.isEmpty, parts.endOfWordSuffix.isEmpty, !parts.ignoresMerges,
      table.find(mark) >= 0
    else { return false }
    return parts.tokens.bytes.withUnsafeBufferPointer { bytes in
      for merge in parts.merges {
        let start = parts.tokens.offsets[Int(merge.result)]
        let end = parts.tokens.offsets[Int(merge.result) + 1]
        var at = start
        var afterOther = false
        while at < end {
          let isMark =
            bytes[at] == 0xE2 && at + 2 < end && bytes[at + 1] == 0x96 && bytes[at + 2] == 0x81
          if isMark, afterOther { return false }
          afterOther = !isMark
          at += isMark ? 3 : 1
        }
      }
      return true
    }
  }
}

/// A `BPEModel` at work: scalars to tokens, then merging.
final class BPEWorker: TokenWorker {
  private let model: BPEModel
  private let merger = ShortMerge()
  private var symbols: [Segment] = []
  /// Scalars without any token, kept for explanations alone.
  private var dropped: [Range<Int>]?
  private let spelling = Scratch<UInt8>(capacity: 64)
  private let tokens = Scratch<UInt32>(capacity: 256)

  init(_ model: BPEModel) { self.model = model }

  deinit { merger.deallocate() }

  func segment(_ piece: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]) {
    if model.parts.ignoresMerges || model.parts.takesLinesWhole && piece[0] == 0x0A {
      let whole = model.table.find(piece, count: count)
      if whole >= 0 {
        segments.append(Segment(id: UInt32(whole), length: Int32(count)))
        return
      }
    }
    symbols.removeAll(keepingCapacity: true)
    cut(piece, count)
    let symbolCount = symbols.count
    if symbolCount == 0 { return }
    if symbolCount <= ShortMerge.limit {
      let tokens = merger.tokens
      for index in 0..<symbolCount { tokens[index] = symbols[index].id }
      var at = 0
      for index in 0..<merger.run(symbolCount, model.rules) {
        let end = at + Int(merger.parts[index])
        append(tokens[index], at..<end, to: &segments)
        at = end
      }
      return
    }
    tokens.reserve(symbolCount)
    let tokens = tokens.base
    for index in 0..<symbolCount { tokens[index] = symbols[index].id }
    let next = LongMerge.run(tokens, symbolCount, model.rules)
    defer { next.deallocate() }
    var at = 0
    while at < symbolCount {
      let end = Int(next[at])
      append(tokens[at], at..<end, to: &segments)
      at = end
    }
  }

  /// Appends the token that some symbols were merged into.
  private func append(_ token: UInt32, _ range: Range<Int>, to segments: inout [Segment]) {
    let length = symbols[range].reduce(0) { $0 + $1.length }
    segments.append(Segment(id: token, length: length))
  }

  /// The symbols that merging starts from, and the scalars that are left out.
  func symbols(
    of piece: UnsafePointer<UInt8>, count: Int
  ) -> (symbols: [Segment], dropped: [Range<Int>]) {
    symbols.removeAll(keepingCapacity: true)
    dropped = []
    defer { dropped = nil }
    cut(piece, count)
    return (symbols, dropped ?? [])
  }

  /// Finds the token of each scalar; `merge_word` of the reference.
  private func cut(_ piece: UnsafePointer<UInt8>, _ count: Int) {
    let parts = model.parts
    let isPlain = parts.continuingPrefix.isEmpty && parts.endOfWordSuffix.isEmpty
    // Unknown scalars that are not written yet. The reference writes them before the next known scalar
    // and at the end, but not before byte tokens: so do we, for the same ids.
    var waiting: Segment?
    var at = 0
    while at < count {
      let length = statedLength(piece + at, count: count - at)
      let id =
        isPlain
        ? model.table.find(piece + at, count: length)
        : findSpelt(piece + at, length, first: at == 0, last: at + length == count, parts)
      if id >= 0 {
        if let unknown = waiting {
          symbols.append(unknown)
          waiting = nil
        }
        symbols.append(Segment(id: UInt32(id), length: Int32(length)))
      } else if !(parts.byteFallback && appendBytes(piece + at, length, at: at, count, parts)) {
        if let unknown = parts.unknown {
          if let before = waiting, !parts.fusesUnknown { symbols.append(before) }
          let fused = parts.fusesUnknown ? waiting?.length ?? 0 : 0
          waiting = Segment(id: unknown, length: fused + Int32(length))
        } else {
          dropped?.append(at..<at + length)
        }
      }
      at += length
    }
    if let waiting { symbols.append(waiting) }
  }

  /// The tokens of a scalar's bytes, which the reference takes of the scalar with its prefix and suffix.
  private func appendBytes(
    _ scalar: UnsafePointer<UInt8>, _ length: Int, at: Int, _ count: Int, _ parts: BPEParts
  ) -> Bool {
    if parts.continuingPrefix.isEmpty, parts.endOfWordSuffix.isEmpty {
      return model.bytes.append(scalar, length, into: &symbols)
    }
    let spelt = spell(scalar, length, first: at == 0, last: at + length == count, parts)
    return model.bytes.append(spelling.base, spelt, into: &symbols)
  }

  private func findSpelt(
    _ scalar: UnsafePointer<UInt8>, _ length: Int, first: Bool, last: Bool, _ parts: BPEParts
  ) -> Int32 {
    model.table.find(spelling.base, count: spell(scalar, length, first: first, last: last, parts))
  }

  /// Writes a scalar with prefix and suffix into `spelling`; gives the length.
  private func spell(
    _ scalar: UnsafePointer<UInt8>, _ length: Int, first: Bool, last: Bool, _ parts: BPEParts
  ) -> Int {
    spelling.reserve(parts.continuingPrefix.count + length + parts.endOfWordSuffix.count + 16)
    var count = 0
    func add(_ bytes: UnsafeBufferPointer<UInt8>) {
      for byte in bytes {
        spelling.base[count] = byte
        count += 1
      }
    }
    if !first { parts.continuingPrefix.withUnsafeBufferPointer(add) }
    add(UnsafeBufferPointer(start: scalar, count: length))
    if last { parts.endOfWordSuffix.withUnsafeBufferPointer(add) }
    return count
  }
}
