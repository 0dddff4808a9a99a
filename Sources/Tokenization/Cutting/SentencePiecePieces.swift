import Groundwork

/// Normalizes texts as a SentencePiece model does, and cuts them into chunks at spaces.
final class ChunkCutter: PieceCutter {
  private let normalizer: SentencePieceNormalizer
  private let boundary: SentencePieceTables.Boundary
  private let normalized = SentencePieceText()
  private var at = 0

  init(_ tokenizer: SentencePieceTokenizer) {
    normalizer = tokenizer.normalizer
    boundary = tokenizer.tables.boundary
  }

  func begin(_ text: UnsafeBufferPointer<UInt8>) -> PieceText? {
    normalizer.normalize(text, into: normalized)
    at = 0
    return PieceText(
      bytes: UnsafePointer(normalized.bytes), readable: normalized.count + SentencePieceText.margin)
  }

  func next(_ pieces: UnsafeMutableBufferPointer<PieceRange>) -> Int {
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    var written = 0
    while written < pieces.count, at < count {
      let end = boundary.chunkEnd(bytes, from: at, count)
      pieces[written] = PieceRange(start: at, end: end)
      written += 1
      at = end
    }
    return written
  }
}

/// Encodes chunks by a SentencePiece model.
final class ChunkEncoder: PieceEncoder {
  let isScored: Bool
  let joinsUnknown: Bool
  private let tables: SentencePieceTables
  private let segmenter: any PieceSegmenter
  private var segments: [Segment] = []

  init(_ tables: SentencePieceTables, _ segmenter: any PieceSegmenter) {
    self.tables = tables
    self.segmenter = segmenter
    isScored = segmenter.isScored
    joinsUnknown = !tables.byteFallback && tables.unknown != SentencePieceTables.noID
  }

  func encode(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) -> PieceProof {
    segments.removeAll(keepingCapacity: true)
    var proof = PieceProof()
    proof.limit = segmenter.segmentAlone(piece, count: count, into: &segments)
    if isScored {
      // In float64: float32 sums differ from it by less than a hundredth of the piece more that is taken.
      var magnitude = 1.0
      for segment in segments {
        magnitude += abs(Double(segmenter.score(of: segment.id) ?? 0)) * 1.01
      }
      proof.magnitude = Float(magnitude).nextUp
    }
    let unknown = tables.unknown
    let first = ids.count
    var at = 0
    for segment in segments {
      let length = Int(segment.length)
      if segment.id != unknown {
        ids.append(segment.id)
      } else if tables.byteFallback {
        for index in at..<at + length { ids.append(tables.byteIDs.base[Int(piece[index])]) }
      } else if ids.count == first || ids.last != unknown {
        ids.append(unknown)
      }
      at += length
    }
    if joinsUnknown, ids.count > first {
      proof.startsUnknown = ids[first] == unknown
      proof.endsUnknown = ids.last == unknown
    }
    return proof
  }
}

extension SentencePieceTokenizer {
  /// The chunks between which nothing is merged; nil where the model's pieces go over spaces, and where
  /// merges pass through unused pieces, which come apart by what was merged elsewhere.
  public var pieceCutting: PieceCutting? {
    if tables.boundary == .none || tables.resegments { return nil }
    let tokenizer = self
    return PieceCutting(cuttingIdentity, spaces: cuttingSpaces) { ChunkCutter(tokenizer) }
  }

  /// What becomes of chunks where a text is cut before single spaces.
  ///
  /// There, a chunk begins, for what is before and behind it is neither a space nor a mark. That the normalizer
  /// does the same to both sides alone holds where no rule or symbol goes over a space or makes a mark, and
  /// - spaces at the ends are dropped, so that the dummy prefix takes the place of the one before the stretch; what
  ///   other spaces rules make there would be dropped in the text as well; or
  /// - nothing is dropped or rewritten, and the dummy prefix, if any, takes the place of the space that is dropped.
  private var cuttingSpaces: PieceCutting.Spaces {
    let settings = normalizer.settings
    guard tables.boundary == .beforeSpaces, settings.escapeWhitespaces,
      !settings.treatWhitespaceAsSuffix, !symbolsHoldSpaces
    else { return .unknown }
    switch (settings.addDummyPrefix, settings.removeExtraWhitespaces) {
    case (true, true): return settings.charsmap?.isFreeAtSpaces ?? true ? .kept : .unknown
    case (true, false): return settings.charsmap == nil ? .dropped : .unknown
    case (false, false): return settings.charsmap == nil ? .kept : .unknown
    case (false, true): return .unknown
    }
  }

  private var symbolsHoldSpaces: Bool {
    (0..<UInt32(vocabulary.count)).contains { id in
      guard vocabulary.kind(of: id) == .userDefined else { return false }
      let text = Array(vocabulary[id])
      return text.contains(0x20) || holdsMark(text)
    }
  }

  /// Makes an encoder of chunks.
  public func makePieceEncoder() -> (any PieceEncoder)? {
    pieceCutting == nil ? nil : ChunkEncoder(tables, makeSegmenter())
  }

  /// What decides on normalization and chunks.
  private var cuttingIdentity: PieceCutting.Identity {
    let settings = normalizer.settings
    var rules: [UInt8] = []
    func append(_ bytes: some Sequence<UInt8>, count: Int) {
      // Lengths first, so that no two lists have the same bytes.
      for shift in 0..<8 { rules.append(UInt8(truncatingIfNeeded: count >> (8 * shift))) }
      rules += bytes
    }
    if let charsmap = settings.charsmap {
      append(
        UnsafeRawBufferPointer(
          start: charsmap.units.base, count: 4 * charsmap.units.count),
        count: 4 * charsmap.units.count)
      append(
        UnsafeBufferPointer(start: charsmap.texts.base, count: charsmap.texts.count),
        count: charsmap.texts.count)
    }
    for id in 0..<UInt32(vocabulary.count) where vocabulary.kind(of: id) == .userDefined {
      append(vocabulary[id], count: vocabulary[id].count)
    }
    let words =
      "sentencepiece, chunks \(tables.boundary), prefix \(settings.addDummyPrefix), "
      + "extra spaces out \(settings.removeExtraWhitespaces), "
      + "spaces behind \(settings.treatWhitespaceAsSuffix), charsmap \(settings.charsmap != nil)"
    do throws(Failure) {
      return PieceCutting.Identity(
        "\(words), rules \(try SHA256.hexadecimalDigest(of: rules))")
    } catch {
      return PieceCutting.Identity(words, owner: tables)
    }
  }
}

/// Whether bytes hold U+2581.
private func holdsMark(_ bytes: some Sequence<UInt8>) -> Bool {
  var (first, second): (UInt8, UInt8) = (0, 0)
  for byte in bytes {
    if first == 0xE2, second == 0x96, byte == 0x81 { return true }
    (first, second) = (second, byte)
  }
  return false
}

extension Charsmap {
  /// Whether no rule takes a space with something else, and none makes U+2581.
  fileprivate var isFreeAtSpaces: Bool {
    !joinsSpaces && !holdsMark(UnsafeBufferPointer(start: texts.base, count: texts.count))
  }
}
