import Groundwork
import Tokenization

/// What each token of a vocabulary counts as, by id.
struct TokenFlags: Sendable {
  private static let fragment: UInt8 = 1
  private static let unknown: UInt8 = 2
  private let flags: [UInt8]

  /// The number of ids.
  var count: Int { flags.count }
  /// Whether any token is a fragment.
  let hasFragments: Bool
  /// Whether any token is unknown.
  let hasUnknown: Bool

  init(_ vocabulary: Vocabulary) {
    var flags = [UInt8](repeating: 0, count: vocabulary.count)
    for id in flags.indices {
      if vocabulary.kinds[id] == .unknown {
        flags[id] = Self.unknown
      } else if Self.isFragment(UInt32(truncatingIfNeeded: id), of: vocabulary) {
        flags[id] = Self.fragment
      }
    }
    hasFragments = flags.contains(Self.fragment)
    hasUnknown = flags.contains(Self.unknown)
    self.flags = flags
  }

  /// Whether a token is not valid UTF-8 alone, or stands for one byte.
  static func isFragment(_ id: UInt32, of vocabulary: Vocabulary) -> Bool {
    switch vocabulary.kind(of: id) {
    case .byte: true
    case .unknown: false
    default: vocabulary[id].withUnsafeBufferPointer { firstInvalidUTF8($0) != nil }
    }
  }

  /// Whether a token stands for what the vocabulary does not know.
  func isUnknown(_ id: UInt32) -> Bool { Int(id) < flags.count && flags[Int(id)] == Self.unknown }

  /// The fragments and unknown tokens among `ids`.
  func counts(of ids: [UInt32]) -> (fragments: Int, unknown: Int) {
    var fragments = 0
    var unknown = 0
    flags.withUnsafeBufferPointer { flags in
      for id in ids where Int(id) < flags.count {
        let flag = flags[Int(id)]
        fragments += Int(flag & 1)
        unknown += Int(flag >> 1)
      }
    }
    return (fragments, unknown)
  }

  /// Adds the fragments and unknown tokens among `ids` to a row.
  func count(_ ids: [UInt32], row: Int, into rows: inout [Int64]) {
    let found = counts(of: ids)
    rows[row + TokenColumn.fragments.rawValue] += Int64(found.fragments)
    rows[row + TokenColumn.unknown.rawValue] += Int64(found.unknown)
  }
}
