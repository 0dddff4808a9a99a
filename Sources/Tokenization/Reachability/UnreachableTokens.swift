/// Cuts pieces with a model alone: no normalizer, prefix or splitter comes before it.
protocol InnerPieces {
  /// Appends the ids of a piece that is not empty; 16 bytes behind it can be read.
  mutating func cut(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32])
}

extension InnerPieces {
  /// The normal tokens of a vocabulary whose bytes, as `texts` has them, do not give the token alone.
  ///
  /// Tokens of other kinds come out by other ways: bytes for what is unknown, user-defined ones before the
  /// model is asked.
  mutating func unreachable(_ kinds: Vocabulary, texts: Vocabulary) -> [UInt32] {
    var unreachable: [UInt32] = []
    var ids: [UInt32] = []
    let margin = [UInt8](repeating: 0, count: 16)
    (texts.bytes + margin).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      for id in 0..<UInt32(min(kinds.count, texts.count)) where kinds.kind(of: id) == .normal {
        let start = texts.offsets[Int(id)]
        let count = texts.offsets[Int(id) + 1] - start
        ids.removeAll(keepingCapacity: true)
        if count > 0 { cut(base + start, count: count, into: &ids) }
        if ids.count != 1 || ids[0] != id { unreachable.append(id) }
      }
    }
    return unreachable
  }
}

extension RankTokenizer {
  /// The tokens whose bytes as a piece give other ids: none, as a piece that is a token is taken whole.
  public func unreachableTokens() -> [UInt32]? {
    var pieces = ByteLevelPieces(model: model)
    defer { pieces.merger.deallocate() }
    return pieces.unreachable(vocabulary, texts: vocabulary)
  }
}

extension SentencePieceTokenizer {
  /// The tokens whose bytes, cut without the normalizer, give other ids.
  public func unreachableTokens() -> [UInt32]? {
    let segmenter: any PieceSegmenter =
      switch parts.algorithm {
      case .bpe where tables.resegments: ResegmentingSegmenter(tables)
      case .bpe: MergingSegmenter(tables)
      case .unigram: UnigramSegmenter(tables)
      case .word: WordSegmenter(tables)
      case .char: CharSegmenter(tables)
      }
    var pieces = SentencePiecePieces(segmenter: segmenter)
    return pieces.unreachable(vocabulary, texts: vocabulary)
  }
}

extension HuggingFaceTokenizer {
  /// The tokens whose bytes as a piece give other ids; nil for a BPE that marks parts of words, in which a
  /// piece's end is no inner place.
  public func unreachableTokens() -> [UInt32]? {
    switch parts.model {
    case .bpe(let bpe):
      if !bpe.continuingPrefix.isEmpty || !bpe.endOfWordSuffix.isEmpty { return nil }
      if let way = stages.bytes {
        var pieces = ByteLevelPieces(model: way.model)
        defer { pieces.merger.deallocate() }
        return pieces.unreachable(vocabulary, texts: vocabulary)
      }
    case .wordPiece(let prefix, _, let longestWord):
      return unreachable(prefix: prefix, longestWord: longestWord)
    case .wordLevel, .unigram, .unigramRow: break
    }
    guard let model = stages.scalars?.model else { return nil }
    var pieces = WorkerPieces(worker: model.makeWorker())
    return pieces.unreachable(vocabulary, texts: written)
  }

  /// The longest token that the rest of a word begins with is taken: a rest that is a token is taken whole,
  /// unless the word is too long or another id has the same token.
  private func unreachable(prefix: [UInt8], longestWord: Int) -> [UInt32] {
    (0..<UInt32(written.count)).filter { id in
      let token = written[id]
      if written.kind(of: id) != .normal { return false }
      let isInner = !prefix.isEmpty && token.starts(with: prefix) && token.count > prefix.count
      // Inside a word at least one scalar stands before it.
      let scalars = token.dropFirst(isInner ? prefix.count : 0).count { $0 & 0xC0 != 0x80 }
      return scalars + (isInner ? 1 : 0) > longestWord || token.isEmpty
        || parts.index.table.firstEqual(id) != Int32(id)
    }
  }
}

private struct ByteLevelPieces: InnerPieces {
  let model: any ByteLevelModel
  let merger = ShortMerge()
  private var output = [UInt32](repeating: 0, count: ShortMerge.limit)

  init(model: any ByteLevelModel) { self.model = model }

  mutating func cut(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) {
    if count > ShortMerge.limit { return model.encodeLong(piece, count, into: &ids) }
    let model = model
    let merger = merger
    let written = output.withUnsafeMutableBufferPointer { output -> Int in
      guard let output = output.baseAddress else { return 0 }
      return model.encode(piece, count, merger, into: output)
    }
    ids += output[..<written]
  }
}

private struct SentencePiecePieces: InnerPieces {
  let segmenter: any PieceSegmenter
  private var segments: [Segment] = []

  init(segmenter: any PieceSegmenter) { self.segmenter = segmenter }

  mutating func cut(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) {
    segments.removeAll(keepingCapacity: true)
    var running: Float = 0
    segmenter.segment(piece, count: count, running: &running, into: &segments)
    for segment in segments { ids.append(segment.id) }
  }
}

private struct WorkerPieces: InnerPieces {
  let worker: any TokenWorker
  private var segments: [Segment] = []

  init(worker: any TokenWorker) { self.worker = worker }

  mutating func cut(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) {
    segments.removeAll(keepingCapacity: true)
    worker.segment(piece, count: count, into: &segments)
    for segment in segments { ids.append(segment.id) }
  }
}
