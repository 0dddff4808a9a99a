import Groundwork
import Segmentation
import Tokenization

/// What a vocabulary is without any text.
package struct VocabularyFacts: Sendable {
  /// What a token's text is written in.
  package enum Writing: Sendable, Hashable {
    /// No script of its own: spaces, digits, punctuation.
    case common
    /// One script, by number.
    case script(Int)
    /// More than one script.
    case several
    /// Not text alone: parts of characters, single bytes.
    case fragment
    /// No ordinary token.
    case none
  }

  /// The ids that text can give: all but special and unused ones.
  package let ordinary: Int
  /// The ids that no text gives; nil where that is not known.
  package let unreachable: [UInt32]?
  /// What each id is written in; empty unless that was asked for.
  package let writings: [Writing]

  /// Finds the facts of a tokenizer, those that cost more than a look at each id only where they are wanted.
  package init(_ tokenizer: any Tokenizer, unreachable: Bool, writings: Bool) {
    let vocabulary = tokenizer.vocabulary
    ordinary = vocabulary.ordinaryCount
    self.unreachable = unreachable ? tokenizer.unreachableTokens() : nil
    self.writings = writings ? Self.writings(of: vocabulary) : []
  }

  private static func writings(of vocabulary: Vocabulary) -> [Writing] {
    var finder = ScriptFinder()
    return vocabulary.bytes.withUnsafeBufferPointer { bytes in
      (0..<vocabulary.count).map { id in
        switch vocabulary.kinds[id] {
        case .control, .unused: return .none
        case .byte: return .fragment
        case .normal, .unknown, .userDefined: break
        }
        let text = UnsafeBufferPointer(
          rebasing: bytes[vocabulary.offsets[id]..<vocabulary.offsets[id + 1]])
        if firstInvalidUTF8(text) != nil { return .fragment }
        return switch finder.script(of: text) {
        case .common: .common
        case .one(let script): .script(script)
        case .several: .several
        }
      }
    }
  }
}

extension VocabularyFacts {
  /// The script that most tokens of a text are written in that have one; of equals the first by number.
  func mainScript(of distribution: TokenDistribution) -> Int? {
    var counts: [Int: Int64] = [:]
    for (id, count) in zip(distribution.ids, distribution.counts) where Int(id) < writings.count {
      if case .script(let script) = writings[Int(id)] { counts[script, default: 0] += count }
    }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  /// The number of types that are written in one script and no other.
  func types(of script: Int) -> Int { writings.count { $0 == .script(script) } }

  /// What the types are written in, in words: the shares of the most frequent scripts and of all else, in
  /// hundredths of the ordinary types.
  func shares(most: Int) -> String {
    var scripts: [Int: Int] = [:]
    var others = [("common", 0), ("several scripts", 0), ("fragments", 0)]
    for writing in writings {
      switch writing {
      case .script(let script): scripts[script, default: 0] += 1
      case .common: others[0].1 += 1
      case .several: others[1].1 += 1
      case .fragment: others[2].1 += 1
      case .none: break
      }
    }
    let sorted = scripts.map { (name: ScriptFinder.name(of: $0.key), types: $0.value) }
      .sorted { ($1.types, $0.name) < ($0.types, $1.name) }
    var parts = sorted.prefix(most).map { "\($0.name) \(percent($0.types))" }
    let rest = sorted.dropFirst(most).reduce(0) { $0 + $1.types }
    if rest > 0 { parts.append("other scripts \(percent(rest))") }
    parts += others.filter { $0.1 > 0 }.map { "\($0.0) \(percent($0.1))" }
    return parts.joined(separator: ", ")
  }

  private func percent(_ types: Int) -> String {
    let tenths = (1000 * types + ordinary / 2) / max(1, ordinary)
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
