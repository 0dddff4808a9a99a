import Groundwork
import Tokenization
import TokenizerFormats

/// A SentencePiece model: BPE or Unigram.
struct EditablePieces: EditableFormat {
  private let sentencePiece: SentencePieceTokenizer
  private let model: SentencePieceModel

  init(_ sentencePiece: SentencePieceTokenizer, bytes: [UInt8], file: String) throws(Failure) {
    self.sentencePiece = sentencePiece
    model = try SentencePieceModel(parsing: bytes, file: file)
  }

  var tokenizer: any Tokenizer { sentencePiece }

  func growth() throws(Failure) -> VocabularyGrowth {
    switch model.trainer.modelType {
    case .bpe:
      var known = Set<UInt32>()
      for piece in model.pieces where piece.type != .control && piece.type != .unknown {
        known.formUnion(String(decoding: piece.text, as: UTF8.self).unicodeScalars.map(\.value))
      }
      return .characters(known: known, shapes: shapes)
    case .unigram: return .unigram(shapes: shapes, lowest: lowestScore)
    case .word, .char:
      throw Failure(
        "a \(model.trainer.modelType.name) model has no merges and no scores to go on from",
        remedy: "extend a BPE or Unigram model")
    }
  }

  func dormant() throws(Failure) -> [UInt32] {
    model.trainer.modelType == .bpe ? try unlinked() : []
  }

  /// The rules that the model's trainer kept to.
  private var shapes: PieceShapeRules {
    let trainer = model.trainer
    var rules = PieceShapeRules()
    rules.longest = max(trainer.maxPieceLength, 1)
    rules.splitsByScript = trainer.splitsByUnicodeScript
    rules.splitsByNumber = trainer.splitsByNumber
    rules.splitsDigits = trainer.splitsDigits
    rules.splitsAtSpaces = trainer.splitsByWhitespace
    rules.putsMarksBehind = trainer.treatWhitespaceAsSuffix
    rules.allowsMarksAlone = trainer.allowsWhitespaceOnlyPieces
    return rules
  }

  private var lowestScore: Float {
    model.pieces.filter { $0.type == .normal }.map(\.score).min() ?? 0
  }

  func links() throws(Failure) -> TokenLinks {
    var links = TokenLinks(lengths: model.pieces.map(\.text.count))
    // The earlier a score comes, the later its piece goes.
    let places = model.pieces.indices.sorted {
      (model.pieces[$1].score, $0) < (model.pieces[$0].score, $1)
    }
    for (place, id) in places.enumerated() { links.order[id] = place }
    for (id, piece) in model.pieces.enumerated() {
      links.stays[id] = piece.type != .normal || piece.scalars.count <= 1
    }
    switch model.trainer.modelType {
    case .bpe:
      let types: Set<SentencePieceModel.PieceType> = [.normal, .unused]
      for merge in PieceSource.merging(model.pieces, of: types).reduced() {
        links.parts[Int(merge.result)] = (merge.left, merge.right)
      }
      for id in links.parts.indices where links.parts[id] == nil && !links.stays[id] {
        // No text gives it.
        links.order[id] = model.pieces.count
      }
    case .unigram: keepSpelling(&links)
    case .word, .char:
      throw Failure(
        "a \(model.trainer.modelType.name) model has no parts that a removed piece would become",
        remedy: "prune a BPE or Unigram model")
    }
    return links
  }

  /// Keeps the pieces of a Unigram without which a character would be unknown, and the lowest score, on which
  /// that of unknown characters hangs.
  private func keepSpelling(_ links: inout TokenLinks) {
    let lowest = lowestScore
    if let id = model.pieces.firstIndex(where: { $0.type == .normal && $0.score == lowest }) {
      links.stays[id] = true
    }
    if model.trainer.byteFallback { return }
    let single = Set(
      model.pieces.filter { $0.type == .normal && $0.scalars.count == 1 }.map(\.scalars[0]))
    for (id, piece) in model.pieces.enumerated()
    where !piece.scalars.allSatisfy({ single.contains($0) }) {
      links.stays[id] = true
    }
  }

  func pruned(_ kept: [UInt32]) throws(Failure) -> EditDraft {
    var edited = model
    edited.pieces = kept.map { model.pieces[Int($0)] }
    for special in SentencePieceModel.TrainerSpec.Special.allCases {
      guard let old = model.trainer.id(of: special), old < model.pieces.count else { continue }
      let id = kept.firstIndex(of: UInt32(old))
      if id != old { edited.trainer.setSpecial(special, id: id, pieces: edited.pieces) }
    }
    return try draft(edited)
  }

  func extended(_ new: [NewToken]) throws(Failure) -> EditDraft {
    var edited = model
    guard model.trainer.modelType == .bpe else {
      edited.pieces += new.map { .init(text: $0.text, score: $0.score) }
      return try draft(edited)
    }
    // Down from the lowest score there is, by whole numbers where 32-bit floats have them; runs of spaces of
    // Llama's models have -1e9.
    guard var score = model.pieces.map(\.score).min(), score.isFinite else {
      throw Failure(
        "its lowest score is no finite number, so that no piece can be put below it",
        remedy: "extend a model whose scores are the ranks of its pieces")
    }
    score.round(.down)
    for token in new {
      score = score - 1 < score ? score - 1 : score.nextDown
      edited.pieces.append(.init(text: token.text, score: score))
    }
    return try draft(edited)
  }

  func adding(_ specials: [String], as type: SpecialType) throws(Failure) -> EditDraft {
    var edited = model
    for special in specials {
      if special.unicodeScalars.contains(where: { $0.value == 0 || $0 == "\t" || $0 == "\n" }) {
        throw .usage(
          "the special token \(special.debugDescription) holds a character that a model cannot state",
          remedy: "name it otherwise, such as <|endoftext|>")
      }
      let text = Array(special.utf8)
      switch type {
      case .control:
        edited.pieces.append(.init(text: text, type: .control))
        edited.trainer.controlSymbols.append(text)
      case .userDefined:
        edited.pieces.append(.init(text: text, type: .userDefined))
        edited.trainer.userDefinedSymbols.append(text)
      }
    }
    return try draft(edited)
  }

  private func draft(_ edited: SentencePieceModel) throws(Failure) -> EditDraft {
    var edited = edited
    edited.trainer.vocabularySize = edited.pieces.count
    let samples = edited.selfTest
    edited.selfTest = []
    if !samples.isEmpty {
      // What the samples become now.
      let tokenizer = try SentencePieceReader.tokenizer(edited, file: "the model")
      edited.selfTest = samples.map { sample in
        .init(
          input: sample.input,
          expected: Array(tokenizer.encodeAsPieces(sample.input).joined(separator: [0x20])))
      }
    }
    let bytes = edited.serialized()
    return EditDraft(
      bytes: bytes, tokenizer: try SentencePieceReader.load(bytes: bytes, file: "the model"))
  }
}

extension SentencePieceModel.Piece {
  /// The characters.
  fileprivate var scalars: [UInt32] {
    String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
  }
}
