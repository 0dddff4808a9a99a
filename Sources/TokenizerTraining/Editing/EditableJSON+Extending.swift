import Groundwork
import Tokenization
import TokenizerFormats

extension EditableJSON {
  func adding(_ specials: [String], as type: SpecialType) throws(Failure) -> EditDraft {
    let first = pipeline.vocabulary.count
    let new = specials.enumerated().map { place, text in
      JSONValue.object([
        .init("id", .integer(first + place)), .init("content", .string(text)),
        .init("single_word", .bool(false)), .init("lstrip", .bool(false)),
        .init("rstrip", .bool(false)), .init("normalized", .bool(false)),
        .init("special", .bool(type == .control)),
      ])
    }
    // Where ids have holes, the library would count past them: then all are tokens of the model too.
    let hasHoles = parts.tokens.kinds.contains(.unused)
    if !hasHoles { return try draft(document(model: modelJSON, added: addedJSON + new)) }
    let texts =
      parts.added.filter { !isOfModel($0.id) }.map { ($0.content, $0.id) }
      + specials.enumerated().map { (Array($1.utf8), UInt32(first + $0)) }
    let vocabulary = (modelJSON["vocab"]?.members ?? []) + Self.members(texts)
    return try draft(
      document(model: modelJSON.with("vocab", .object(vocabulary)), added: addedJSON + new))
  }

  func extended(_ new: [NewToken]) throws(Failure) -> EditDraft {
    // The library numbers added tokens behind the model's, so that those which the model has not would
    // move: they become tokens of the model with the ids that they have.
    let moved = parts.added.filter { !isOfModel($0.id) }.map { ($0.content, $0.id) }
    if case .unigram = parts.model { return try extendedUnigram(new, moved) }
    let first = UInt32(pipeline.vocabulary.count)
    let written = new.enumerated().map { (spelled($1.text), first + UInt32($0)) }
    let vocabulary =
      (modelJSON["vocab"]?.members ?? []) + Self.members(moved) + Self.members(written)
    let pairs = new.compactMap { token in
      token.parts.map { [text($0.left, written, first), text($0.right, written, first)] }
    }
    let model = modelJSON.with("vocab", .object(vocabulary))
      .with("merges", .array(merges(adding: pairs)))
    let draft = try draft(document(model: model, added: addedJSON))
    if case .bpe(let bpe) = parts.model, bpe.ignoresMerges { try requireHidden(moved, draft) }
    return draft
  }

  private func extendedUnigram(
    _ new: [NewToken], _ moved: [(text: [UInt8], id: UInt32)]
  ) throws(Failure) -> EditDraft {
    guard case .unigram(let scores, _, _) = parts.model else { return try draft(document) }
    // Places are ids, so that added tokens which the model has not take the lowest score there is.
    let lowest = scores.min() ?? 0
    func entry(_ text: [UInt8], _ score: Double) -> JSONValue {
      .array([
        .string(String(decoding: text, as: UTF8.self)),
        .number(TokenizerJSON.spelling(ofScore: score)),
      ])
    }
    let vocabulary =
      (modelJSON["vocab"]?.array ?? [])
      + moved.sorted { $0.id < $1.id }.map { entry($0.text, lowest) }
      + new.map { entry($0.text, Double($0.score)) }
    var draft = try draft(
      document(model: modelJSON.with("vocab", .array(vocabulary)), added: addedJSON))
    if !moved.isEmpty {
      draft.notes.append(
        "\(moved.count) added tokens became tokens of the model, so that their ids stay; a Unigram can "
          + "give them where special tokens are taken as text")
    }
    return draft
  }

  /// Throws where an added token that became one of the model comes out of text for it.
  private func requireHidden(
    _ moved: [(text: [UInt8], id: UInt32)], _ draft: EditDraft
  ) throws(Failure) {
    let encoder = draft.tokenizer.makeEncoder(specials: .text)
    for token in moved {
      var ids: [UInt32] = []
      token.text.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
      if ids == [token.id], pipeline.makeEncoder(specials: .text).encode(token.text) != ids {
        throw Failure(
          "the added token \(String(decoding: token.text, as: UTF8.self).debugDescription) would come "
            + "out of text, since model.ignore_merges takes whole pieces", at: .file(file),
          remedy: "set ignore_merges to false, or extend before such tokens are added")
      }
    }
  }

  private static func members(_ tokens: [(text: [UInt8], id: UInt32)]) -> [JSONValue.Member] {
    tokens.map { .init(String(decoding: $0.text, as: UTF8.self), .integer($0.id)) }
  }

  /// The text of an old or new token as merges write it.
  private func text(
    _ id: UInt32, _ new: [(text: [UInt8], id: UInt32)], _ first: UInt32
  ) -> String {
    String(
      decoding: id < first ? Array(parts.tokens[id]) : new[Int(id - first)].text, as: UTF8.self)
  }

  /// A token as the file writes it.
  private func spelled(_ text: [UInt8]) -> [UInt8] {
    if !parts.hasByteLevelMarks { return text }
    return text.flatMap { ByteLevelAlphabet.letters[Int($0)] }
  }

  /// The merges with new ones behind them, written as the file writes them where that can be.
  private func merges(adding pairs: [[String]]) -> [JSONValue] {
    let old = mergesJSON
    let isText = old.contains { $0.string != nil }
    let hasSpace = pairs.contains { $0.contains { $0.utf8.contains(0x20) } }
    if isText, !hasSpace { return old + pairs.map { .string($0[0] + " " + $0[1]) } }
    let asPairs = old.map { merge -> JSONValue in
      guard let text = merge.string else { return merge }
      return .array(
        text.split(separator: " ", omittingEmptySubsequences: false).map { .string(String($0)) })
    }
    return asPairs + pairs.map { .array($0.map { .string($0) }) }
  }
}
