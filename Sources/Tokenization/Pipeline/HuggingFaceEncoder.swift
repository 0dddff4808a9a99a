import Groundwork

/// Encodes texts through the stages of a `HuggingFaceTokenizer`, on one thread.
///
/// Each text is cut at added tokens; what lies between is normalized, cut at added tokens once more,
/// pre-tokenized and given to the model. Where nothing but a known splitter and a byte-level BPE is left of
/// the pipeline, the text goes to the encoder of rank files as it is.
final class HuggingFaceEncoder: TextEncoder {
  private let stages: PipelineStages
  private let bytes: RankEncoder?
  private let memory: PieceMemory?
  private var text = NormalizedText()
  private var part = NormalizedText()
  private var plainParts: [AddedTokenFinder.Part] = []
  private var normalizedParts: [AddedTokenFinder.Part] = []
  // Spans are gathered here where they are asked for.
  private var isTracking = false
  private var spans: [TokenSpan] = []
  // Where their number is asked for alone, ids are counted here and given to nobody.
  private var isCounting = false
  private var counted = 0

  init(_ stages: PipelineStages, offsets: [Int]) {
    self.stages = stages
    bytes = stages.bytes.map {
      RankEncoder(model: $0.model, splitter: $0.splitter) { offsets }
    }
    memory = stages.scalars.map { PieceMemory($0.model) }
  }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    isTracking = false
    run(text, &ids)
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    isTracking = true
    swap(&self.spans, &spans)
    run(text, &ids)
    swap(&self.spans, &spans)
  }

  /// The number of ids of one text.
  ///
  /// The stages run as ever; what the model's memory knows is counted without being written.
  func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    isTracking = false
    isCounting = true
    counted = 0
    var none: [UInt32] = []
    run(text, &none)
    isCounting = false
    return counted
  }

  private func run(_ source: UnsafeBufferPointer<UInt8>, _ ids: inout [UInt32]) {
    if source.isEmpty { return }
    // The stages read whole scalars, and need tokens for bytes of UTF-8 only.
    guard firstInvalidUTF8(source) == nil else {
      source.replacingInvalidUTF8().withUnsafeBufferPointer { runValid($0, &ids) }
      return
    }
    runValid(source, &ids)
  }

  private func runValid(_ source: UnsafeBufferPointer<UInt8>, _ ids: inout [UInt32]) {
    guard let finder = stages.plainTokens else {
      normalize(source, 0..<source.count, &ids)
      return
    }
    plainParts.removeAll(keepingCapacity: true)
    finder.find(source, into: &plainParts)
    for part in plainParts {
      if part.id >= 0 {
        add(part.id, TokenSpan(start: part.start, end: max(part.start, part.end)), &ids)
      } else {
        normalize(source, part.start..<part.end, &ids)
      }
    }
  }

  private func add(_ id: Int64, _ span: TokenSpan, _ ids: inout [UInt32]) {
    if isCounting {
      counted += 1
      return
    }
    ids.append(UInt32(id))
    if isTracking { spans.append(span) }
  }

  /// A stretch of the source between two added tokens.
  private func normalize(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ ids: inout [UInt32]
  ) {
    if stages.normalizers.isEmpty, let way = stages.bytes, way.cuts.isEmpty, !way.addsPrefixSpace,
      way.gaps == nil, let bytes
    {
      encodeDirect(source, range, bytes, &ids)
      return
    }
    text.load(source, range, tracking: isTracking)
    for normalizer in stages.normalizers { normalizer.normalize(&text) }
    guard let finder = stages.normalizedTokens else {
      preTokenize(&text, &ids)
      return
    }
    normalizedParts.removeAll(keepingCapacity: true)
    finder.find(UnsafeBufferPointer(start: text.bytes, count: text.count), into: &normalizedParts)
    if normalizedParts.count == 1, normalizedParts[0].id < 0 {
      preTokenize(&text, &ids)
      return
    }
    for match in normalizedParts {
      if match.id >= 0 {
        let span =
          isTracking ? text.span(match.start, max(match.start, match.end)) : .init(start: 0, end: 0)
        add(match.id, span, &ids)
      } else {
        part.load(from: text, match.start..<match.end)
        preTokenize(&part, &ids)
      }
    }
  }

  /// A stretch that no stage changes: no copy is made.
  private func encodeDirect(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ encoder: RankEncoder,
    _ ids: inout [UInt32]
  ) {
    guard let finder = stages.normalizedTokens else {
      encodeBytes(UnsafeBufferPointer(rebasing: source[range]), at: range.lowerBound, encoder, &ids)
      return
    }
    normalizedParts.removeAll(keepingCapacity: true)
    finder.find(UnsafeBufferPointer(rebasing: source[range]), into: &normalizedParts)
    for match in normalizedParts {
      let start = range.lowerBound + match.start
      let end = range.lowerBound + max(match.start, match.end)
      if match.id >= 0 {
        add(match.id, TokenSpan(start: start, end: end), &ids)
      } else {
        encodeBytes(UnsafeBufferPointer(rebasing: source[start..<end]), at: start, encoder, &ids)
      }
    }
  }

  private func encodeBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, at base: Int, _ encoder: RankEncoder,
    _ ids: inout [UInt32]
  ) {
    if isCounting {
      counted += encoder.count(bytes)
      return
    }
    if !isTracking {
      encoder.encode(bytes, into: &ids)
      return
    }
    let first = spans.count
    encoder.encode(bytes, into: &ids, spans: &spans)
    for index in first..<spans.count {
      spans[index].start += base
      spans[index].end += base
    }
  }

  private func preTokenize(_ text: inout NormalizedText, _ ids: inout [UInt32]) {
    if let way = stages.bytes, let bytes, !way.hasGap(text) {
      if way.addsPrefixSpace { way.addPrefixSpace(&text) }
      for cut in way.cuts { cut.cut(&text) }
      encodeBytes(text, bytes, isCut: !way.cuts.isEmpty, &ids)
    } else if let way = stages.scalars, let memory {
      for preTokenizer in way.preTokenizers { preTokenizer.cut(&text) }
      encodeText(text, memory, &ids)
    }
  }

  private func encodeBytes(
    _ text: borrowing NormalizedText, _ encoder: RankEncoder, isCut: Bool, _ ids: inout [UInt32]
  ) {
    let whole = UnsafeBufferPointer(start: text.bytes, count: text.count)
    if isCounting {
      counted += isCut ? encoder.count(piecesOf: text) : encoder.count(whole)
      return
    }
    let first = ids.count
    if isCut {
      encoder.encode(piecesOf: text, into: &ids)
    } else {
      encoder.encode(whole, into: &ids)
    }
    if !isTracking { return }
    // Tokens cover the pieces, one after the other.
    var index = 0
    var at = 0
    for id in ids[first...] {
      if index < text.pieceCount, at >= text.piece(index).end { index += 1 }
      if index < text.pieceCount { at = max(at, text.piece(index).start) }
      let end = at + encoder.length(of: id)
      spans.append(text.span(at, end))
      at = end
    }
  }

  private func encodeText(
    _ text: borrowing NormalizedText, _ memory: PieceMemory, _ ids: inout [UInt32]
  ) {
    if isCounting {
      counted += memory.count(text)
      return
    }
    if !isTracking {
      memory.encode(text, into: &ids)
      return
    }
    var segments: [Segment] = []
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      segments.removeAll(keepingCapacity: true)
      memory.worker.segment(
        text.bytes + piece.start, count: piece.end - piece.start, into: &segments)
      var at = piece.start
      for segment in segments {
        let end = min(at + Int(segment.length), piece.end)
        ids.append(segment.id)
        spans.append(text.span(at, end))
        at = end
      }
    }
  }
}
