import Groundwork

extension SentencePieceTokenizer {
  /// Refuses what google/sentencepiece 0.2.3 refuses (`InitializePieces` in `src/model_interface.cc`).
  static func check(_ parts: SentencePieceParts) throws(Failure) {
    let vocabulary = parts.vocabulary
    var unknown = 0
    var hasByte = [Bool](repeating: false, count: 256)
    for id in 0..<UInt32(vocabulary.count) {
      let piece = vocabulary[id]
      if piece.isEmpty { throw refusal("piece \(id) is empty") }
      if piece.count >= 8000 { throw refusal("piece \(id) is longer than 7,999 bytes") }
      let score = parts.scores[Int(id)]
      if score.isNaN || score.isInfinite && parts.algorithm == .unigram {
        throw refusal("the score of piece \(id) is not a number")
      }
      switch vocabulary.kind(of: id) {
      case .unknown: unknown += 1
      case .byte:
        if !parts.byteFallback {
          throw refusal("piece \(id) is a byte piece, though the model has no byte fallback")
        }
        for byte in piece { hasByte[Int(byte)] = true }
      default:
        if piece.contains(0), !isNullPiece(id, parts) {
          throw refusal("piece \(id) holds a zero byte")
        }
      }
    }
    if unknown > 1 { throw refusal("there are \(unknown) unknown pieces") }
    if unknown == 0, !parts.byteFallback { throw refusal("there is no unknown piece") }
    if parts.byteFallback, let byte = hasByte.firstIndex(of: false) {
      let name = hexadecimal([UInt8(byte)])
      throw refusal("the byte piece for 0x\(name) is missing, though the model has byte fallback")
    }
    if let id = firstDouble(parts) { throw refusal("piece \(id) is there twice") }
    if parts.algorithm == .unigram, !vocabulary.kinds.contains(where: isFromText) {
      throw refusal("no piece can come from text")
    }
  }

  /// Whether text can give a piece of this kind, or could if it were in use.
  static func isFromText(_ kind: TokenKind) -> Bool {
    kind == .normal || kind == .userDefined || kind == .unused
  }

  /// A lone zero byte beside byte fallback counts as unused and is never looked up.
  static func isNullPiece(_ id: UInt32, _ parts: SentencePieceParts) -> Bool {
    parts.vocabulary[id].elementsEqual([0])
      && (parts.byteFallback || parts.vocabulary.kind(of: id) == .unused)
  }

  /// The first id whose piece is there before.
  ///
  /// BPE models look all pieces up in one table; other models keep those apart that no text gives. A
  /// byte piece has its written name.
  private static func firstDouble(_ parts: SentencePieceParts) -> UInt32? {
    let vocabulary = parts.vocabulary
    let isBPE = parts.algorithm == .bpe
    let ids = (0..<UInt32(vocabulary.count)).filter { id in
      let kind = vocabulary.kind(of: id)
      return isFromText(kind) || (isBPE && kind != .byte)
    }
    let table = PieceTable(ids, in: vocabulary)
    if table.lastRepeated >= 0 { return ids.first { table.firstEqual($0) != Int32($0) } }
    var names = Set<[UInt8]>()
    for id in 0..<UInt32(vocabulary.count) {
      let kind = vocabulary.kind(of: id)
      if isFromText(kind) {
        // Only the name of a byte piece can be that of an ordinary one here.
        let mayClash = isBPE && parts.byteFallback && vocabulary[id].count == 6
        if !mayClash { continue }
      }
      let piece = vocabulary[id]
      let name =
        kind == .byte ? Array("<0x\(hexadecimal(piece).uppercased())>".utf8) : Array(piece)
      if !names.insert(name).inserted { return id }
    }
    return nil
  }

  private static func refusal(_ problem: String) -> Failure {
    Failure(problem, remedy: "the reference library refuses such a model too; get it again")
  }
}
