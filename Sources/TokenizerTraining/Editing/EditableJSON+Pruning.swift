import Groundwork
import Tokenization
import TokenizerFormats

extension EditableJSON {
  func links() throws(Failure) -> TokenLinks {
    let vocabulary = pipeline.writtenVocabulary
    var links = TokenLinks(lengths: (0..<vocabulary.count).map { vocabulary[UInt32($0)].count })
    for id in 0..<vocabulary.count {
      let kind = vocabulary.kind(of: UInt32(id))
      links.isHole[id] = kind == .unused
      links.stays[id] = kind != .normal || !isOfModel(UInt32(id))
    }
    for id in Self.ids(of: document["post_processor"] ?? .null) + paddingIDs
    where Int(id) < vocabulary.count {
      links.stays[Int(id)] = true
    }
    switch parts.model {
    case .bpe(let bpe): try link(bpe, &links)
    case .unigram(let scores, let unknown, let byteFallback):
      let places = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
      for (place, id) in places.enumerated() { links.order[id] = place }
      links.stays[Int(unknown)] = true
      // The score of unknown characters hangs on the lowest.
      if let lowest = places.last { links.stays[lowest] = true }
      keepSpelling(&links, isComplete: byteFallback) { _, _ in [] }
    case .wordPiece(let prefix, let unknown, _):
      links.stays[Int(unknown)] = true
      keepSpelling(&links, isComplete: false) { text, place in
        place > 0 || text.starts(with: prefix) && text.count > prefix.count ? prefix : []
      }
    case .wordLevel, .unigramRow:
      throw Failure(
        "a \(pipeline.summary.model) model has no parts that a removed token would become",
        at: .file(file), remedy: "prune a BPE, Unigram or WordPiece")
    }
    return links
  }

  private func link(_ bpe: BPEParts, _ links: inout TokenLinks) throws(Failure) {
    try requirePlain(bpe, "pruned")
    guard mergesJSON.count == bpe.merges.count else {
      throw Failure(
        "model.merges is no list of pairs", at: .file(file), remedy: "get the file again")
    }
    for id in 0..<parts.tokens.count {
      let scalars = ReducedText.scalars(parts.tokens[UInt32(id)])
      if scalars <= 1 { links.stays[id] = true }
      links.order[id] = bpe.merges.count
    }
    if bpe.byteFallback {
      for byte in 0..<256 {
        if let id = parts.index.id(of: ByteFallbackTokens.spelling(UInt8(byte))) {
          links.stays[Int(id)] = true
        }
      }
    }
    for merge in ListedMerging(bpe, index: parts.index).reduced() {
      links.parts[Int(merge.result)] = (merge.left, merge.right)
      links.order[Int(merge.result)] = merge.key
    }
  }

  /// Keeps letters, and tokens with a character that is no token of its own.
  ///
  /// - Parameter prefix: what stands before a character that is the so-manieth of a token.
  private func keepSpelling(
    _ links: inout TokenLinks, isComplete: Bool,
    prefix: (_ text: [UInt8], _ place: Int) -> [UInt8]
  ) {
    for id in 0..<UInt32(parts.tokens.count) {
      let text = Array(parts.tokens[id])
      let mark = prefix(text, 0)
      let scalars = String(decoding: text.dropFirst(mark.count), as: UTF8.self).unicodeScalars
      if scalars.count <= 1 { links.stays[Int(id)] = true }
      if isComplete {
        if text.count == 6, text.starts(with: Array("<0x".utf8)) { links.stays[Int(id)] = true }
        continue
      }
      for (place, scalar) in scalars.enumerated() {
        let letter = prefix(text, place) + Array(String(scalar).utf8)
        if parts.index.id(of: letter) == nil { links.stays[Int(id)] = true }
      }
    }
  }

  func pruned(_ kept: [UInt32]) throws(Failure) -> EditDraft {
    var new = [UInt32?](repeating: nil, count: pipeline.vocabulary.count)
    for (place, id) in kept.enumerated() { new[Int(id)] = UInt32(place) }
    func renumber(_ id: UInt32) -> UInt32? { Int(id) < new.count ? new[Int(id)] : nil }
    var model = modelJSON
    switch parts.model {
    case .unigram(_, let unknown, _):
      let entries = model["vocab"]?.array ?? []
      model = model.with(
        "vocab", .array(kept.filter { isOfModel($0) }.map { entries[Int($0)] }))
      model = model.with("unk_id", .integer(renumber(unknown) ?? 0))
    case .bpe(let bpe):
      model = model.with("vocab", .object(vocabulary(kept)))
      let merges = mergesJSON
      model = model.with(
        "merges",
        .array(
          bpe.merges.indices.filter {
            let merge = bpe.merges[$0]
            return renumber(merge.left) != nil && renumber(merge.right) != nil
              && renumber(merge.result) != nil
          }.map { merges[$0] }))
    case .wordPiece, .wordLevel, .unigramRow:
      model = model.with("vocab", .object(vocabulary(kept)))
    }
    let byContent = Dictionary(
      parts.added.map { ($0.content, $0.id) }, uniquingKeysWith: { first, _ in first })
    let added = addedJSON.map { entry -> JSONValue in
      let content = Array((entry["content"]?.string ?? "").utf8)
      guard let id = byContent[content], let place = renumber(id) else { return entry }
      return entry.with("id", .integer(place))
    }
    var edited = document(model: model, added: added)
    if let processor = document["post_processor"] {
      edited = edited.with("post_processor", Self.renumbered(processor, renumber))
    }
    if let padding = document["padding"], let id = paddingIDs.first, let place = renumber(id) {
      edited = edited.with("padding", padding.with("pad_id", .integer(place)))
    }
    return try draft(edited)
  }

  private func vocabulary(_ kept: [UInt32]) -> [JSONValue.Member] {
    kept.enumerated().filter { isOfModel($0.element) }.map { place, id in
      .init(String(decoding: parts.tokens[id], as: UTF8.self), .integer(place))
    }
  }

  private var paddingIDs: [UInt32] {
    document["padding"]?["pad_id"]?.integer.flatMap { UInt32(exactly: $0) }.map { [$0] } ?? []
  }

  /// The ids that a post-processor names.
  private static func ids(of processor: JSONValue) -> [UInt32] {
    var found: [UInt32] = []
    _ = renumbered(processor) {
      found.append($0)
      return $0
    }
    return found
  }

  /// A post-processor with other ids: `sep` and `cls` are pairs of a text and an id, a template's special
  /// tokens have lists of `ids`.
  private static func renumbered(
    _ processor: JSONValue, _ new: (UInt32) -> UInt32?
  ) -> JSONValue {
    func renumber(_ value: JSONValue) -> JSONValue {
      guard let id = value.integer.flatMap({ UInt32(exactly: $0) }), let place = new(id) else {
        return value
      }
      return .integer(place)
    }
    guard let members = processor.members else { return processor }
    return .object(
      members.map { member in
        switch member.key {
        case "sep", "cls":
          return .init(member.key, .array((member.value.array ?? []).map(renumber)))
        case "processors":
          return .init(
            member.key, .array((member.value.array ?? []).map { renumbered($0, new) }))
        case "special_tokens":
          let tokens = (member.value.members ?? []).map { token in
            JSONValue.Member(
              token.key,
              token.value.with(
                "ids", .array((token.value["ids"]?.array ?? []).map(renumber))))
          }
          return .init(member.key, .object(tokens))
        default: return member
        }
      })
  }
}

private enum ReducedText {
  /// The number of characters of UTF-8.
  static func scalars(_ text: ArraySlice<UInt8>) -> Int { text.count { $0 & 0xC0 != 0x80 } }
}
