/// The order of pairs with the same count.
struct TieOrder {
  enum Rule {
    /// Left token's bytes, then the right one's.
    case bytes
    /// Left id, then right id.
    case ids
    /// The number of letters, then the bytes of both together.
    case lengthThenBytes
    /// As `bytes`, the last first: the greater, and the longer where one starts the other.
    case lastBytes
  }

  let rule: Rule

  init(rule: Rule) { self.rule = rule }

  init(_ options: BPETrainingOptions) {
    rule =
      switch (options.likeness, options.tieRule) {
      case (.sentencePiece, _): .lengthThenBytes
      case (.huggingFace, _), (.native, .ids): .ids
      case (.native, .bytes): .bytes
      }
  }

  /// The rule as records name it.
  var name: String {
    switch rule {
    case .bytes: "bytes"
    case .ids: "ids"
    case .lengthThenBytes: "length_then_bytes"
    case .lastBytes: "last_bytes"
    }
  }

  /// A number that decides first, the smaller first.
  ///
  /// - Parameters:
  ///   - left: the left symbol.
  ///   - right: the right symbol.
  ///   - tokens: the symbols' bytes.
  ///   - lengths: the symbols' letters.
  ///   - ids: the symbols' ids; empty where they are their numbers.
  @inline(__always)
  func key(
    _ left: UInt32, _ right: UInt32, _ tokens: borrowing TokenList,
    _ lengths: UnsafePointer<UInt32>, _ ids: [UInt32]
  ) -> UInt64 {
    switch rule {
    case .bytes: return tokens.prefix(left)
    case .ids:
      if ids.isEmpty { return UInt64(left) << 32 | UInt64(right) }
      return UInt64(ids[Int(left)]) << 32 | UInt64(ids[Int(right)])
    case .lengthThenBytes:
      let length = UInt64(min(lengths[Int(left)] &+ lengths[Int(right)], 0xFFFF))
      return length << 48 | tokens.prefix(left, right) >> 16
    case .lastBytes: return ~tokens.prefix(left)
    }
  }

  /// Whether a pair comes before another whose key is the same.
  @inline(never)
  func precedes(
    _ a: (left: UInt32, right: UInt32), _ b: (left: UInt32, right: UInt32),
    _ tokens: borrowing TokenList
  ) -> Bool {
    switch rule {
    case .bytes:
      let order = tokens.compare(a.left, b.left)
      return order != 0 ? order < 0 : tokens.compare(a.right, b.right) < 0
    case .ids: return false
    case .lengthThenBytes: return tokens.compare(joined: a, b) < 0
    case .lastBytes:
      let order = tokens.compare(a.left, b.left)
      return order != 0 ? order > 0 : tokens.compare(a.right, b.right) > 0
    }
  }
}
