import Groundwork
import Tokenization

/// What each token of a vocabulary counts as, by id.
struct TokenFlags: Sendable {
  private static let fragment: UInt8 = 1
  private static let unknown: UInt8 = 2
  private var flags: [UInt8]

  /// The number of ids.
  var count: Int { flags.count }

  init(_ vocabulary: Vocabulary) {
    flags = [UInt8](repeating: 0, count: vocabulary.count)
    for id in flags.indices {
      if vocabulary.kinds[id] == .unknown {
        flags[id] = Self.unknown
      } else if Self.isFragment(UInt32(truncatingIfNeeded: id), of: vocabulary) {
        flags[id] = Self.fragment
      }
    }
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

  /// Adds the fragments and unknown tokens among `ids` to a row.
  func count(_ ids: [UInt32], row: Int, into rows: inout [Int64]) {
    var fragments: Int64 = 0
    var unknown: Int64 = 0
    flags.withUnsafeBufferPointer { flags in
      for id in ids where Int(id) < flags.count {
        let flag = flags[Int(id)]
        fragments += Int64(flag & 1)
        unknown += Int64(flag >> 1)
      }
    }
    rows[row + TokenColumn.fragments.rawValue] += fragments
    rows[row + TokenColumn.unknown.rawValue] += unknown
  }
}
