/// Cuts texts by the stages of a `HuggingFaceTokenizer`: normalizers, then pre-tokenizers.
///
/// A text in which an added token is found is left whole, and one that goes another way than the rest.
final class StagesCutter: PieceCutter {
  private let stages: PipelineStages
  private var text = NormalizedText()
  private var parts: [AddedTokenFinder.Part] = []
  private var index = 0
  private var at = 0
  private let cutsBeforeMarks: Bool

  init(_ stages: PipelineStages) {
    self.stages = stages
    cutsBeforeMarks = stages.bytes == nil && stages.scalars?.model.cutsBeforeMarks == true
  }

  func begin(_ source: UnsafeBufferPointer<UInt8>) -> PieceText? {
    if let finder = stages.plainTokens, finder.finds(in: source, &parts) { return nil }
    text.load(source, 0..<source.count, tracking: false)
    for normalizer in stages.normalizers { normalizer.normalize(&text) }
    if let finder = stages.normalizedTokens {
      let normalized = UnsafeBufferPointer(start: text.bytes, count: text.count)
      if finder.finds(in: normalized, &parts) { return nil }
    }
    if let way = stages.bytes {
      if way.hasGap(text) { return nil }
      if way.addsPrefixSpace { way.addPrefixSpace(&text) }
      if way.cuts.isEmpty {
        SplitterCut(splitter: way.splitter).cut(&text)
      } else {
        for cut in way.cuts { cut.cut(&text) }
      }
    } else if let way = stages.scalars {
      for preTokenizer in way.preTokenizers { preTokenizer.cut(&text) }
    }
    index = 0
    at = 0
    return PieceText(bytes: text.bytes, readable: text.count + NormalizedText.margin)
  }

  func next(_ pieces: UnsafeMutableBufferPointer<PieceRange>) -> Int {
    var written = 0
    while written < pieces.count, index < text.pieceCount {
      let piece = text.piece(index)
      let start = max(at, piece.start)
      var end = piece.end
      if cutsBeforeMarks {
        // Past the marks that the piece begins with, to the next one.
        end = SentencePieceTables.Boundary.beforeSpaces.chunkEnd(text.bytes, from: start, piece.end)
      }
      pieces[written] = PieceRange(start: start, end: end)
      written += 1
      at = end
      if end == piece.end { index += 1 }
    }
    return written
  }
}

/// Encodes pieces by the model of a tokenizer.json that works on scalars.
final class ScalarPieceEncoder: PieceEncoder {
  private let worker: any TokenWorker
  private var segments: [Segment] = []

  init(_ model: any TokenModel) { worker = model.makeWorker() }

  func encode(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) -> PieceProof {
    segments.removeAll(keepingCapacity: true)
    worker.segment(piece, count: count, into: &segments)
    for segment in segments { ids.append(segment.id) }
    return PieceProof()
  }
}

extension PipelineStages {
  /// What changes no text, and cuts it by a splitter alone; nil where other stages take part.
  var direct: Bytes? {
    guard normalizers.isEmpty, let way = bytes, way.cuts.isEmpty, !way.addsPrefixSpace,
      way.gaps == nil
    else { return nil }
    return way
  }

  /// What sets the cutting apart.
  ///
  /// Stages whose names say all they do are told by name, so that tokenizers share them; any other is told by
  /// this tokenizer. Added tokens and gaps are in it too, for texts that hold them are left whole.
  fileprivate var identity: PieceCutting.Identity {
    let cuts: [any PreTokenizer] = bytes?.cuts ?? scalars?.preTokenizers ?? []
    let names =
      normalizers.map { Self.toldByName($0) ? $0.name : nil }
      + cuts.map { Self.toldByName($0) ? $0.name : nil }
    guard plainTokens == nil, normalizedTokens == nil, bytes?.gaps == nil, !names.contains(nil)
    else {
      return PieceCutting.Identity("stages of a tokenizer.json", owner: self)
    }
    var words = ["normalizers \(normalizers.count)"] + names.compactMap { $0 }
    if let bytes {
      words.append("over bytes\(bytes.addsPrefixSpace ? ", space before" : "")")
      if cuts.isEmpty {
        words.append("\(String(reflecting: type(of: bytes.splitter))) \(bytes.splitter.name)")
      }
    } else if scalars?.model.cutsBeforeMarks == true {
      words.append("before marks")
    }
    return PieceCutting.Identity(words.joined(separator: "; "))
  }

  private static func toldByName(_ stage: Any) -> Bool {
    switch stage {
    case is ByteLevelPreTokenizer, is MetaspacePreTokenizer, is BertPreTokenizer,
      is ClassPreTokenizer, is WhitespacePreTokenizer, is ScriptPreTokenizer,
      is DelimiterPreTokenizer, is FixedLengthPreTokenizer, is ByteDigitCut, is BertNormalizer,
      is LowercaseNormalizer, is FormNormalizer, is StripNormalizer, is AccentNormalizer,
      is NmtNormalizer, is PrependNormalizer, is ByteLevelNormalizer:
      true
    default: false
    }
  }
}

extension HuggingFaceTokenizer {
  /// The pieces that the stages leave.
  ///
  /// A byte-level BPE behind a splitter alone has those of the splitter, as rank files have; its added tokens
  /// are then the encoder's affair.
  public var pieceCutting: PieceCutting? {
    if let way = stages.direct { return PieceCutting(splitter: way.splitter) }
    let stages = stages
    return PieceCutting(stages.identity) { StagesCutter(stages) }
  }

  /// Makes an encoder of the stages' pieces.
  public func makePieceEncoder() -> (any PieceEncoder)? {
    if let way = stages.direct {
      return ByteLevelPieceEncoder(
        way.model, finders: [stages.plainTokens, stages.normalizedTokens].compactMap { $0 })
    }
    if let way = stages.bytes { return ByteLevelPieceEncoder(way.model) }
    return stages.scalars.map { ScalarPieceEncoder($0.model) }
  }
}
