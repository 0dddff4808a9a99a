import Groundwork
import Segmentation
import Tokenization
import TokenizerMetrics

/// What can be asked of each token of a vocabulary, found out once.
struct VocabularyTable: Sendable {
  let vocabulary: Vocabulary
  let kinds: [PieceKind]
  /// What each is written in; none for special and unused ones.
  let writings: [VocabularyFacts.Writing]
  /// The Unicode scalars of each; -1 for what is not text.
  let characters: [Int32]
  /// Whether no text gives the token; nil where that is not known.
  let isUnreachable: [Bool]?
  /// How many tokens are written in what, the most frequent first, then by name.
  let scripts: [(name: String, tokens: Int)]

  /// Looks at all tokens.
  ///
  /// O(bytes · log of the longest), where the format's reachability is known.
  init(_ tokenizer: any Tokenizer) {
    vocabulary = tokenizer.vocabulary
    let facts = VocabularyFacts(tokenizer, unreachable: true, writings: true)
    writings = facts.writings
    var kinds: [PieceKind] = []
    var characters: [Int32] = []
    for id in 0..<UInt32(vocabulary.count) {
      let kind = PieceKind(id, of: vocabulary)
      let bytes = vocabulary[id]
      let isText =
        kind != .byte && bytes.withUnsafeBufferPointer { firstInvalidUTF8($0) == nil }
      kinds.append(kind)
      characters.append(isText ? Int32(clamping: bytes.count { $0 & 0xC0 != 0x80 }) : -1)
    }
    self.kinds = kinds
    self.characters = characters
    let count = vocabulary.count
    isUnreachable = facts.unreachable.map { ids in
      var flags = [Bool](repeating: false, count: count)
      for id in ids { flags[Int(id)] = true }
      return flags
    }
    var counts: [String: Int] = [:]
    for writing in writings {
      if let name = writing.name { counts[name, default: 0] += 1 }
    }
    scripts = counts.map { (name: $0.key, tokens: $0.value) }.sorted {
      ($1.tokens, $0.name) < ($0.tokens, $1.name)
    }
  }

  /// The name of what a token is written in: an ISO 15924 code, `common`, `several`, `fragment`; nil for special and unused ones.
  func script(of id: UInt32) -> String? { writings[Int(id)].name }

  /// Whether a token is text.
  func isText(_ id: UInt32) -> Bool { characters[Int(id)] >= 0 }
}

extension VocabularyFacts.Writing {
  fileprivate var name: String? {
    switch self {
    case .common: "common"
    case .script(let script): ScriptFinder.name(of: script)
    case .several: "several"
    case .fragment: "fragment"
    case .none: nil
    }
  }
}
