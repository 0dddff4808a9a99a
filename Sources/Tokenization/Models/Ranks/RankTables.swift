import Groundwork

/// The memory of a `RankModel`, part by part, as a compiled file holds it.
package struct RankTables {
  /// The parts, in the order in which a file has them.
  package enum Part: Int, Sendable, CaseIterable {
    /// The tokens' bytes in the order of rank.
    case bytes
    /// Where each token starts in them, 32 bits each; one more than tokens.
    case offsets
    /// The tokens' ids, 32 bits each, rising.
    case ids
    /// The token of each byte, 32 bits each.
    case singles
    /// The token of each two bytes, 32 bits each, or all ones.
    case doubles
    /// The slots of `TokenTable`, 32 bits each.
    case tokenSlots
    /// The slots of `PairTable`, 64 bits each.
    case pairSlots
    /// The filter of `PairTable`, in words of 64 bits.
    case pairFilter

    /// The size of an element in bytes.
    package var elementSize: Int {
      switch self {
      case .bytes: 1
      case .offsets, .ids, .singles, .doubles, .tokenSlots: 4
      case .pairSlots, .pairFilter: 8
      }
    }
  }

  var bytes: UnsafeBufferPointer<UInt8>
  var offsets: UnsafeBufferPointer<UInt32>
  var ids: UnsafeBufferPointer<UInt32>
  var singles: UnsafeBufferPointer<UInt32>
  var doubles: UnsafeBufferPointer<UInt32>
  var tokenSlots: UnsafeBufferPointer<UInt32>
  var pairSlots: UnsafeBufferPointer<UInt64>
  var pairFilter: UnsafeBufferPointer<UInt64>

  /// Takes parts in the order of `Part`, each aligned and of whole elements.
  ///
  /// - Parameter parts: memory of each part, in a mapping that is kept alive.
  package init(_ parts: [UnsafeRawBufferPointer]) {
    precondition(parts.count == Part.allCases.count)
    func typed<Element: BitwiseCopyable>(_ part: Part) -> UnsafeBufferPointer<Element> {
      parts[part.rawValue].assumingMemoryBound(to: Element.self)
    }
    bytes = typed(.bytes)
    offsets = typed(.offsets)
    ids = typed(.ids)
    singles = typed(.singles)
    doubles = typed(.doubles)
    tokenSlots = typed(.tokenSlots)
    pairSlots = typed(.pairSlots)
    pairFilter = typed(.pairFilter)
  }

  fileprivate init(_ model: RankModel) {
    let count = model.count
    bytes = UnsafeBufferPointer(start: model.bytes, count: Int(model.offsets[count]))
    offsets = UnsafeBufferPointer(start: model.offsets, count: count + 1)
    ids = UnsafeBufferPointer(start: model.ids, count: count)
    singles = UnsafeBufferPointer(start: model.singles, count: 256)
    doubles = UnsafeBufferPointer(start: model.doubles, count: 1 << 16)
    tokenSlots = model.tokens.allSlots
    pairSlots = model.pairs.allSlots
    pairFilter = model.pairs.wholeFilter
  }

  /// The memory of a part.
  package func memory(of part: Part) -> UnsafeRawBufferPointer {
    switch part {
    case .bytes: UnsafeRawBufferPointer(bytes)
    case .offsets: UnsafeRawBufferPointer(offsets)
    case .ids: UnsafeRawBufferPointer(ids)
    case .singles: UnsafeRawBufferPointer(singles)
    case .doubles: UnsafeRawBufferPointer(doubles)
    case .tokenSlots: UnsafeRawBufferPointer(tokenSlots)
    case .pairSlots: UnsafeRawBufferPointer(pairSlots)
    case .pairFilter: UnsafeRawBufferPointer(pairFilter)
    }
  }
}

extension RankTokenizer {
  /// Calls `body` with the tokenizer's tables, which live as long as the call.
  package func withTables<Result>(_ body: (RankTables) -> Result) -> Result {
    withExtendedLifetime(model) { body(RankTables(model)) }
  }
}
