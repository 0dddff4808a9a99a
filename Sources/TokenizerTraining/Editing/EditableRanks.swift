import Groundwork
import Tokenization
import TokenizerFormats

/// A tiktoken rank file with its side file.
///
/// Ranks are ids. Special tokens keep their ids when tokens are added: new ranks go on behind the last id, so
/// that ranks may have a gap where the special tokens are.
struct EditableRanks: EditableFormat {
  private let ranks: RankTokenizer
  private let source: RankSource
  /// The name that the side file gives.
  private let name: String

  init(_ ranks: RankTokenizer, name: String) {
    self.ranks = ranks
    self.name = name
    source = RankSource(ranks)
  }

  var tokenizer: any Tokenizer { ranks }

  func growth() -> VocabularyGrowth { .bytes }

  func dormant() throws(Failure) -> [UInt32] { try unlinked() }

  func links() -> TokenLinks {
    let vocabulary = ranks.vocabulary
    var links = TokenLinks(lengths: (0..<vocabulary.count).map { vocabulary[UInt32($0)].count })
    for id in 0..<vocabulary.count {
      let kind = vocabulary.kind(of: UInt32(id))
      links.isHole[id] = kind == .unused
      links.stays[id] = kind != .normal || vocabulary[UInt32(id)].count == 1
    }
    for merge in source.reducedMerges {
      links.parts[Int(merge.result)] = (merge.left, merge.right)
    }
    return links
  }

  func pruned(_ kept: [UInt32]) throws(Failure) -> EditDraft {
    let vocabulary = ranks.vocabulary
    var new = [UInt32?](repeating: nil, count: vocabulary.count)
    var tokens = RankedTokens()
    for (place, id) in kept.enumerated() {
      new[Int(id)] = UInt32(place)
      if vocabulary.kind(of: id) == .normal { tokens.append(vocabulary[id], rank: UInt32(place)) }
    }
    return try draft(
      tokens,
      specials.compactMap { special in
        new[Int(special.id)].map { .init(text: special.text, id: $0) }
      }, size: kept.count)
  }

  func extended(_ new: [NewToken]) throws(Failure) -> EditDraft {
    var tokens = source.tokens
    let first = ranks.vocabulary.count
    for (place, token) in new.enumerated() {
      tokens.append(token.text, rank: UInt32(first + place))
    }
    return try draft(tokens, specials, size: first + new.count)
  }

  func adding(_ texts: [String], as type: SpecialType) throws(Failure) -> EditDraft {
    if type == .userDefined {
      throw .usage(
        "a rank file knows no user-defined tokens: tiktoken finds special tokens where it is told to",
        remedy: "leave out --type")
    }
    let first = ranks.vocabulary.count
    let new = texts.enumerated().map {
      TiktokenSpecification.Special(text: $1, id: UInt32(first + $0))
    }
    return try draft(source.tokens, specials + new, size: first + texts.count)
  }

  private var specials: [TiktokenSpecification.Special] {
    ranks.specials.map { .init(text: $0.text, id: $0.id) }
  }

  private func draft(
    _ tokens: RankedTokens, _ specials: [TiktokenSpecification.Special], size: Int
  ) throws(Failure) -> EditDraft {
    let last = max(tokens.ranks.last ?? 0, specials.map(\.id).max() ?? 0)
    let specification = TiktokenSpecification(
      name: name, pattern: source.pattern, specials: specials,
      explicitVocabularySize: size > Int(last) + 1 ? size : nil)
    let bytes = TiktokenWriter.rankFile(tokens)
    let side = TiktokenWriter.sideFile(specification)
    let read = try TiktokenSpecification(
      JSONValue(parsing: side, file: "the side file"), file: "the side file")
    return EditDraft(
      bytes: bytes, sideFile: side,
      tokenizer: try TiktokenReader.load(bytes: bytes, file: "the rank file", specification: read))
  }
}
