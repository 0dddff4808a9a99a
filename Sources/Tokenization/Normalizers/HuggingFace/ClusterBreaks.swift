import UnicodeTables

/// Finds where grapheme clusters end, by the rules of UAX #29 and the library's own classes.
struct ClusterBreaks {
  private let table = ClusterClass.table
  private let source: UnsafePointer<UInt8>
  private let end: Int

  init(_ source: UnsafePointer<UInt8>, _ end: Int) {
    self.source = source
    self.end = end
  }

  /// The end of the cluster that starts at a place before the end.
  func clusterEnd(from start: Int) -> Int {
    var (scalar, length) = decodeScalar(source + start)
    var at = start + length
    var entry = table[scalar]
    var last = kind(entry)
    // Rule GB11: a pictograph and marks so far. Rule GB9c: a consonant so far, a linker since it.
    var isPictograph = last == .pictograph
    var isPictographJoined = false
    var isConsonant = conjunct(entry) == .consonant
    var isLinked = false
    while at < end {
      (scalar, length) = decodeScalar(source + at)
      entry = table[scalar]
      let next = kind(entry)
      let nextConjunct = conjunct(entry)
      guard
        joins(last, next) || (isPictographJoined && next == .pictograph)
          || (isConsonant && isLinked && nextConjunct == .consonant)
      else { return at }
      isPictographJoined = isPictograph && next == .joiner
      isPictograph = next == .pictograph || (isPictograph && next == .extend)
      switch nextConjunct {
      case .consonant:
        isConsonant = true
        isLinked = false
      case .linker: isLinked = isConsonant
      case .extend: break
      case .none: isConsonant = false
      }
      last = next
      at += length
    }
    return end
  }

  @inline(__always)
  private func kind(_ entry: UInt8) -> ClusterClass { ClusterClass(rawValue: entry >> 2) ?? .any }

  @inline(__always)
  private func conjunct(_ entry: UInt8) -> ClusterClass.Conjunct {
    ClusterClass.Conjunct(rawValue: entry & 3) ?? .none
  }

  /// Rules GB3 to GB9b.
  @inline(__always)
  private func joins(_ left: ClusterClass, _ right: ClusterClass) -> Bool {
    switch (left, right) {
    case (.carriageReturn, .lineFeed): true
    case (.carriageReturn, _), (.lineFeed, _), (.control, _): false
    case (_, .carriageReturn), (_, .lineFeed), (_, .control): false
    case (_, .extend), (_, .joiner), (_, .spacing), (.prepend, _): true
    case (.l, .l), (.l, .v), (.l, .lv), (.l, .lvt): true
    case (.lv, .v), (.lv, .t), (.v, .v), (.v, .t): true
    case (.lvt, .t), (.t, .t): true
    default: false
    }
  }
}
