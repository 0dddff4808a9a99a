import Groundwork
import Tokenization

/// Turns merges written as `left SPACE right` into those of a BPE model.
struct MergeList {
  /// What is wrong with one merge.
  enum Fault {
    case notAPair
    case unknown(String)
  }

  private let tokens: Vocabulary
  private let index: PipelineIndex
  private var seen: Set<UInt64> = []
  private let keepsFirst: Bool
  private(set) var merges: [BPEParts.Merge] = []

  /// Creates an empty list.
  ///
  /// - Parameter keepsFirst: whether of equal pairs the first one counts, not the last.
  init(tokens: Vocabulary, index: PipelineIndex, keepsFirst: Bool) {
    self.tokens = tokens
    self.index = index
    self.keepsFirst = keepsFirst
  }

  /// Adds a merge; gives what is wrong with it, or nil.
  mutating func add(_ text: ArraySlice<UInt8>) -> Fault? {
    guard let space = text.dropFirst().firstIndex(of: 0x20), space + 1 < text.endIndex,
      !text[(space + 1)...].contains(0x20)
    else { return .notAPair }
    var ids: [UInt32] = []
    let (left, right) = (text[..<space], text[(space + 1)...])
    for part in [Array(left), Array(right), Array(left + right)] {
      guard let id = index.id(of: part) else {
        return .unknown(String(decoding: part, as: UTF8.self))
      }
      ids.append(id)
    }
    if keepsFirst, !seen.insert(UInt64(ids[0]) << 32 | UInt64(ids[1])).inserted { return nil }
    merges.append(BPEParts.Merge(left: ids[0], right: ids[1], result: ids[2]))
    return nil
  }

  /// Which tokens text can give: single letters and what merges make.
  func reachable() -> [Bool] {
    var isReachable = [Bool](repeating: false, count: tokens.count)
    for scalar in ByteLevelAlphabet.scalars.compactMap(Unicode.Scalar.init) {
      if let id = index.id(of: String(scalar).utf8) { isReachable[Int(id)] = true }
    }
    for merge in merges { isReachable[Int(merge.result)] = true }
    return isReachable
  }
}
