import Groundwork

extension SentencePieceTokenizer {
  /// Refuses what google/sentencepiece 0.2.3 refuses (`InitializePieces` in `src/model_interface.cc`).
  ///
  /// - Parameters:
  ///   - parts: the model.
  ///   - pieces: its pieces that text can give.
  static func check(_ parts: SentencePieceParts, _ pieces: PieceTable) throws(Failure) {
    let vocabulary = parts.vocabulary
    var unknown = 0
    var hasByte = [Bool](repeating: false, count: 256)
    var isFromText = false
    for id in 0..<vocabulary.count {
      let (start, end) = (vocabulary.offsets[id], vocabulary.offsets[id + 1])
      if start == end { throw refusal("piece \(id) is empty") }
      if end - start >= 8000 { throw refusal("piece \(id) is longer than 7,999 bytes") }
      let score = parts.scores[id]
      if score.isNaN || score.isInfinite && parts.algorithm == .unigram {
        throw refusal("the score of piece \(id) is not a number")
      }
      let kind = vocabulary.kinds[id]
      if Self.isFromText(kind) { isFromText = true }
      switch kind {
      case .unknown: unknown += 1
      case .byte:
        if !parts.byteFallback {
          throw refusal("piece \(id) is a byte piece, though the model has no byte fallback")
        }
        for byte in vocabulary.bytes[start..<end] { hasByte[Int(byte)] = true }
      default:
        break
      }
    }
    if let id = firstWithNull(parts) { throw refusal("piece \(id) holds a zero byte") }
    if unknown > 1 { throw refusal("there are \(unknown) unknown pieces") }
    if unknown == 0, !parts.byteFallback { throw refusal("there is no unknown piece") }
    if parts.byteFallback, let byte = hasByte.firstIndex(of: false) {
      let name = hexadecimal([UInt8(byte)])
      throw refusal("the byte piece for 0x\(name) is missing, though the model has byte fallback")
    }
    if mayHaveDoubles(parts, pieces), let id = firstDouble(parts) {
      throw refusal("piece \(id) is there twice")
    }
    if parts.algorithm == .unigram, !isFromText { throw refusal("no piece can come from text") }
  }

  /// The first piece with a zero byte that is neither a byte piece nor a null piece.
  private static func firstWithNull(_ parts: SentencePieceParts) -> Int? {
    let vocabulary = parts.vocabulary
    return vocabulary.bytes.withUnsafeBufferPointer { bytes in
      var id = 0
      for index in bytes.indices where bytes[index] == 0 {
        while vocabulary.offsets[id + 1] <= index { id += 1 }
        if vocabulary.kinds[id] != .byte, !isNullPiece(UInt32(id), parts) { return id }
      }
      return nil
    }
  }

  /// The ids of the pieces that text can give, or could if they were in use.
  static func idsFromText(_ parts: SentencePieceParts) -> [UInt32] {
    let kinds = parts.vocabulary.kinds
    var ids: [UInt32] = []
    ids.reserveCapacity(kinds.count)
    for id in kinds.indices where isFromText(kinds[id]) {
      // Only a piece of one byte is a null piece.
      if parts.vocabulary.offsets[id + 1] - parts.vocabulary.offsets[id] == 1,
        isNullPiece(UInt32(id), parts)
      {
        continue
      }
      ids.append(UInt32(id))
    }
    return ids
  }

  /// Whether some piece may be there twice; false only where none is.
  ///
  /// Pieces that text gives are compared by their table, the few others by their names.
  private static func mayHaveDoubles(_ parts: SentencePieceParts, _ pieces: PieceTable) -> Bool {
    if pieces.lastRepeated >= 0 { return true }
    let vocabulary = parts.vocabulary
    let isBPE = parts.algorithm == .bpe
    var names = Set<[UInt8]>()
    for id in vocabulary.kinds.indices {
      let kind = vocabulary.kinds[id]
      if isFromText(kind) {
        if vocabulary.offsets[id + 1] - vocabulary.offsets[id] == 1, vocabulary[UInt32(id)] == [0] {
          return true
        }
        continue
      }
      let name = name(of: UInt32(id), in: vocabulary)
      // BPE looks all pieces up in one table.
      if isBPE, pieces.contains(name) { return true }
      if !names.insert(name).inserted { return true }
    }
    return false
  }

  /// The written name of a piece; that of a byte piece is `<0xHH>`.
  private static func name(of id: UInt32, in vocabulary: Vocabulary) -> [UInt8] {
    let piece = vocabulary[id]
    if vocabulary.kind(of: id) != .byte { return Array(piece) }
    return Array("<0x\(hexadecimal(piece).uppercased())>".utf8)
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
      if !names.insert(name(of: id, in: vocabulary)).inserted { return id }
    }
    return nil
  }

  private static func refusal(_ problem: String) -> Failure {
    Failure(problem, remedy: "the reference library refuses such a model too; get it again")
  }
}
